/** Families of the demo city: an account, one to three people to care for, a home. Sealed by the same code as in the product. */
import { addressDocument } from '#cloud/addresses';
import { idNumberKey, recipientDocument, verifiedRecipient, type Recipient } from '#cloud/recipients';
import { distanceMeters } from '#domain/geo/distance';
import { maskIdNumber } from '#domain/person/idNumber';
import { DAY } from '#domain/schedule/beijing';
import { stations } from './baseData';
import type { Chance } from './chance';
import { inventPerson, inventStreet, type InventedPerson } from './people';
import { pointIn, type District } from './places';
import { accountConsents, readyPerson } from './ready';

const CONDITIONS = [
  '高血压',
  '2 型糖尿病',
  '冠心病',
  '脑卒中后遗症',
  '慢性阻塞性肺疾病',
  '骨质疏松',
  '帕金森病',
  '髋关节置换术后',
];
const ALLERGIES = ['青霉素', '磺胺类', '海鲜', '碘'];

export interface Family {
  readonly userId: string;
  readonly openid: string;
  readonly uid: string;
  readonly payer: InventedPerson;
  readonly recipients: readonly { readonly person: InventedPerson; readonly document: Recipient }[];
  readonly address: ReturnType<typeof addressDocument>;
  readonly addressText: string;
  readonly createdAt: number;
}

export function inventFamily(chance: Chance, number: number, district: District, now: number): Family {
  const uid = `family${String(number).padStart(4, '0')}`;
  const userId = `user-${uid}`;
  const payer = inventPerson(chance, [1962, 1995]);
  const createdAt = now - chance.between(70, 400) * DAY;
  const relations = chance.some(['母亲', '父亲'], chance.between(1, 2)).concat(chance.happens(0.2) ? ['本人'] : []);
  const recipients = relations.map((relation, index) => {
    const sex = relation === '母亲' ? 'female' : relation === '父亲' ? 'male' : payer.sex;
    const person = relation === '本人' ? payer : inventPerson(chance, [1932, 1955], sex);
    // The second parent of the first family is still to be verified: a newcomer can try it.
    const isVerified = index === 0 || (number > 1 && chance.happens(0.9));
    return {
      person,
      document: recipientOf(chance, person, { relation, userId, id: `${uid}-${index + 1}`, isVerified, createdAt }),
    };
  });
  const addressText = inventStreet(chance, district.name);
  const address = addressOf(chance, { uid, userId, district, addressText, phone: payer.phone, createdAt });
  return { userId, openid: `o-${uid}`, uid, payer, recipients, address, addressText, createdAt };
}

function recipientOf(
  chance: Chance,
  person: InventedPerson,
  known: { relation: string; userId: string; id: string; isVerified: boolean; createdAt: number },
): Recipient {
  const contact = (relation: string) => {
    const { name, phone } = inventPerson(chance, [1960, 2000]);
    return { name, phone, relation };
  };
  const document = recipientDocument(
    {
      name: person.name,
      relation: known.relation as '母亲',
      conditions: chance.some(CONDITIONS, chance.between(1, 3)),
      allergies: chance.happens(0.3) ? [chance.pick(ALLERGIES)] : [],
      emergencyContacts: [contact('子女'), contact('邻居')],
    },
    { _id: `recipient-${known.id}`, ownerUserId: known.userId, createdAt: known.createdAt },
  );
  if (!known.isVerified) return document;
  const { name, idNumber: number, sex, birthYear } = person;
  return verifiedRecipient(document, { name, number, maskedNumber: maskIdNumber(number), sex, birthYear });
}

function addressOf(
  chance: Chance,
  home: { uid: string; userId: string; district: District; addressText: string; phone: string; createdAt: number },
): Family['address'] {
  const position = pointIn(chance, home.district, 2500);
  const [first, ...others] = stations();
  if (!first) throw new Error('database/data/stations.json is empty');
  const away = ({ location }: typeof first) => distanceMeters(location.coordinates, position);
  const station = others.reduce((nearest, one) => (away(one) < away(nearest) ? one : nearest), first);
  // The detour factor of the map stand-in; real addresses are measured when they are saved.
  const routeMeters = Math.round(away(station) * 1.35);
  return addressDocument(
    { label: '家', text: home.addressText, contactPhone: home.phone },
    { position, district: home.district.name, stationId: station._id, routeMeters },
    { _id: `address-${home.uid}`, ownerUserId: home.userId, createdAt: home.createdAt },
  );
}

/** What this family has settled with us: as of now, since assessments end. */
export function settledDocuments({ userId, recipients }: Family, now: number) {
  const ready = recipients.map(({ document }) =>
    readyPerson({ userId, recipientId: document._id, relation: document.relation }, now),
  );
  return {
    consents: [...accountConsents(userId, now), ...ready.flatMap(({ consents }) => consents)],
    assessments: ready.flatMap(({ assessments }) => assessments),
  };
}

export const familyDocuments = (family: Family) => ({
  users: [
    {
      _id: family.userId,
      displayName: family.payer.name,
      openid: family.openid,
      uid: family.uid,
      roles: ['patient'],
      nurseId: null,
      createdAt: family.createdAt,
    },
  ],
  identities: [
    { _id: `openid:${family.openid}`, userId: family.userId },
    { _id: `uid:${family.uid}`, userId: family.userId },
  ],
  recipients: family.recipients.map(({ document }) => document),
  idNumbers: family.recipients
    .filter(({ document }) => document.verified)
    .map(({ person, document }) => ({
      _id: idNumberKey(family.userId, person.idNumber),
      recipientId: document._id,
      ownerUserId: family.userId,
    })),
  addresses: [family.address],
});
