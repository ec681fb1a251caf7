/** The personal part of an order, under the same id: sealed, opened only for whom the order's state allows. */
import type { GeoPoint, Position } from '#domain/geo/distance';
import { Refusal } from '#domain/refusal';
import { read } from './database';
import { seal, unseal, type Cipher } from './personalData';

/** A document of `orderPrivate`. */
export interface OrderPrivate {
  readonly _id: string;
  readonly recipientNameCipher: Cipher;
  readonly addressTextCipher: Cipher;
  readonly phoneCipher: Cipher;
  readonly noteCipher: Cipher;
  readonly visitCodeCipher: Cipher;
  readonly location: GeoPoint;
}

export type PrivateField = 'recipientName' | 'addressText' | 'phone' | 'note' | 'visitCode';

const bound = (orderId: string, name: PrivateField) => `orders/${orderId}/${name}`;

export function orderPrivateDocument(
  orderId: string,
  texts: Readonly<Record<PrivateField, string>>,
  position: Position,
): OrderPrivate {
  const sealed = (name: PrivateField) => seal(texts[name], bound(orderId, name));
  return {
    _id: orderId,
    recipientNameCipher: sealed('recipientName'),
    addressTextCipher: sealed('addressText'),
    phoneCipher: sealed('phone'),
    noteCipher: sealed('note'),
    visitCodeCipher: sealed('visitCode'),
    location: { type: 'Point', coordinates: position },
  };
}

export async function orderPrivateById(orderId: string): Promise<OrderPrivate> {
  const found = await read<OrderPrivate>('orderPrivate', orderId);
  if (!found) throw new Refusal('NOT_FOUND', { orderId });
  return found;
}

/** Some fields under the names they are bound to, ready for `openFor`. */
export const sealedPrivate = (document: OrderPrivate, fields: readonly PrivateField[]): Record<string, Cipher> =>
  Object.fromEntries(fields.map((name) => [bound(document._id, name), document[`${name}Cipher`]]));

/** A field out of what `openFor` answered; null where it was not asked for. */
export const openedPrivate = (
  opened: Readonly<Record<string, string>>,
  orderId: string,
  name: PrivateField,
): string | null => opened[bound(orderId, name)] ?? null;

/** What the nurse must say at the door; compared by the program, shown to nobody. */
export const visitCodeOf = ({ _id, visitCodeCipher }: OrderPrivate): string =>
  unseal(visitCodeCipher, bound(_id, 'visitCode'));
