/** Where nurses come to. Street and phone are sealed; district, position and the way from the nearest station are not. */
import type { GeoPoint } from '#domain/geo/distance';
import { Refusal } from '#domain/refusal';
import type { AddressView } from '#contract/people';
import { db, read, rows } from './database';
import type { Place } from './locate';
import { seal, unseal, type Cipher } from './personalData';

/** A document of `addresses`. */
export interface Address {
  readonly _id: string;
  readonly ownerUserId: string;
  readonly label: string;
  readonly district: string;
  readonly location: GeoPoint;
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

/** Addresses for their owner to read, ready for `openFor`, and read from its answer. */
export const sealedAddresses = (addresses: readonly Address[]): Record<string, Cipher> =>
  Object.fromEntries(
    addresses.flatMap((one) => [
      [field(one._id, 'text'), one.textCipher],
      [field(one._id, 'phone'), one.phoneCipher],
    ]),
  );

export function openedAddresses(
  texts: Readonly<Record<string, string>>,
  addresses: readonly Address[],
): readonly AddressView[] {
  return addresses.map((address) => ({
    addressId: address._id,
    label: address.label,
    text: texts[field(address._id, 'text')] as string,
    district: address.district,
    position: address.location.coordinates,
    contactPhone: texts[field(address._id, 'phone')] as string,
  }));
}
