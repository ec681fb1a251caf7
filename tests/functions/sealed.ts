/** The families' sealed documents, made by the product's own code. Import it only after `openWorld`: it needs the keys. */
import { addressDocument } from '#cloud/addresses';
import { recipientDocument, verifiedRecipient, type Recipient } from '#cloud/recipients';
import { checkIdNumber, maskIdNumber } from '#domain/person/idNumber';
import { CORNER, type Family } from './people';

const contact = (phone: string) => ({ name: '王小明', phone, relation: '子女' });

/** Verified. */
export function recipientOf({ userId, recipientId, name, idNumber }: Family, createdAt: number): Recipient {
  const { number, sex, birthDay } = checkIdNumber(idNumber);
  const said = { name, relation: '母亲' as const, conditions: ['高血压'], allergies: ['青霉素'] };
  const recipient = recipientDocument(
    { ...said, emergencyContacts: [contact('13800000001'), contact('13800000002')] },
    { _id: recipientId, ownerUserId: userId, createdAt },
  );
  const birthYear = Number(birthDay.slice(0, 4));
  return verifiedRecipient(recipient, { name, number, sex, maskedNumber: maskIdNumber(number), birthYear });
}

/** At home on the corner: 3 160 m by road from the station, so 1 200 fen of transport by day. */
export const addressOf = ({ userId, addressId }: Family, createdAt: number) =>
  addressDocument(
    { label: '家', text: '杭州市西湖区文三路 100 号 2 幢 301', contactPhone: '13900000001' },
    { position: CORNER, district: '西湖区', stationId: 'station-xihu', routeMeters: 3_160 },
    { _id: addressId, ownerUserId: userId, createdAt },
  );
