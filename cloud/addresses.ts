/** Where nurses come to. Street and phone are sealed; district, position and the way from the nearest station are not. */
import type { Position } from '#domain/geo/distance';
import { Refusal } from '#domain/refusal';
import type { AddressView } from '#contract/people';
import { db, read, rows } from './database';
import type { Place } from './locate';
import { openFor, seal, unseal, type Cipher, type Reader } from './personalData';

/** A document of `addresses`. */
export interface Address {
  readonly _id: string;
  readonly ownerUserId: string;
  readonly label: string;
  readonly district: string;
  readonly location: { readonly type: 'Point'; readonly coordinates: Position };
  readonly textCipher: Cipher;
  readonly phoneCipher: Cipher;
  /** Prices are computed from here: kept when saving, so that a quote asks no map. */
  readonly stationId: string;
  readonly routeMeters: number;
  readonly createdAt: number;
}

const MOST_ADDRESSES = 100;
const field = (addressId: string, name: 'text' | 'phone') => `addresses/${addressId}/${name}`;

export async function ownAddress(addressId: string, userId: string): Promise<Address> {
  return assertOwn(await read<Address>('addresses', addressId), { addressId, userId });
}

/** Somebody else's address is as unknown as one that does not exist. */
export function assertOwn(
  address: Address | null,
  { addressId, userId }: { readonly addressId: string; readonly userId: string },
): Address {
  if (address?.ownerUserId !== userId) throw new Refusal('ADDRESS_NOT_FOUND', { addressId });
  return address;
}

export const addressesOf = (userId: string): Promise<readonly Address[]> =>
  rows(
    db.collection('addresses').where({ ownerUserId: userId }).orderBy('createdAt', 'asc'),
    MOST_ADDRESSES,
    'addresses',
  );

export function addressDocument(
  { label, text, contactPhone }: { label: string; text: string; contactPhone: string },
  { position, ...place }: Place,
  known: Pick<Address, '_id' | 'ownerUserId' | 'createdAt'>,
): Address {
  return {
    _id: known._id,
    ownerUserId: known.ownerUserId,
    label,
    ...place,
    location: { type: 'Point', coordinates: position },
    textCipher: seal(text, field(known._id, 'text')),
    phoneCipher: seal(contactPhone, field(known._id, 'phone')),
    createdAt: known.createdAt,
  };
}

/** Copied into the order's private part within the program. */
export const contactOf = ({ _id, textCipher, phoneCipher }: Address): { text: string; phone: string } => ({
  text: unseal(textCipher, field(_id, 'text')),
  phone: unseal(phoneCipher, field(_id, 'phone')),
});

/** Addresses for their owner to read: one entry in the audit log for all of them. */
export async function addressViews(reader: Reader, addresses: readonly Address[]): Promise<readonly AddressView[]> {
  if (addresses.length === 0) return [];
  const texts = await openFor(
    reader,
    Object.fromEntries(
      addresses.flatMap((one) => [
        [field(one._id, 'text'), one.textCipher],
        [field(one._id, 'phone'), one.phoneCipher],
      ]),
    ),
  );
  return addresses.map((address) => ({
    addressId: address._id,
    label: address.label,
    text: texts[field(address._id, 'text')] as string,
    district: address.district,
    position: address.location.coordinates,
    contactPhone: texts[field(address._id, 'phone')] as string,
  }));
}
