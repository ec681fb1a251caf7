/** An account's addresses: kept where the map knows the place, taken away when they are not wanted any more. */
import type { RemoveAddressInput, RemoveAddressReply, SaveAddressInput, SaveAddressReply } from '#contract/saveAddress';
import { addressDocument, ownAddress } from '../addresses';
import { record } from '../audit';
import { countToday } from '../dailyLimit';
import { erase } from '../database';
import { locate } from '../locate';
import { newId } from '../newId';
import { transact } from '../transact';
import { noteBelonging } from './belongings';

/** New or changed. The map must know the place, and it must lie in the city we serve. */
export async function keepAddress(input: SaveAddressInput, userId: string, now: number): Promise<SaveAddressReply> {
  const known = input.addressId
    ? await ownAddress(input.addressId, userId)
    : { _id: newId(), ownerUserId: userId, createdAt: now };
  await countToday('mapSearch', userId, now);
  const place = await locate(input.text, now);
  const document = addressDocument(input, place, known);
  await transact(async (transaction) => {
    if (!input.addressId) await noteBelonging(transaction, userId);
    await transaction.put('addresses', document);
  });
  await onRecord('save address', known._id, userId, now);
  return { addressId: known._id, district: place.district };
}

/** Orders booked for it go on: they keep street and phone themselves. */
export async function removeAddress(
  { addressId }: RemoveAddressInput,
  userId: string,
  now: number,
): Promise<RemoveAddressReply> {
  const { _id } = await ownAddress(addressId, userId);
  await erase('addresses', _id);
  await onRecord('delete address', _id, userId, now);
  return { removed: true };
}

const onRecord = (action: string, addressId: string, actor: string, now: number): Promise<void> =>
  record({ actor, action, subject: `addresses/${addressId}`, purpose: 'own addresses', outcome: 'ok', now });
