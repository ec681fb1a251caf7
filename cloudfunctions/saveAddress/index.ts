/** Where the nurse is to come, new or changed. The map must know the place, and it must lie in the city we serve. */
import { SaveAddress, type SaveAddressReply } from '#contract/saveAddress';
import { addressDocument, ownAddress } from '#cloud/addresses';
import { record } from '#cloud/audit';
import { countToday } from '#cloud/dailyLimit';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { locate } from '#cloud/locate';
import { newId } from '#cloud/newId';
import { noteBelonging } from '#cloud/people/belongings';
import { transact } from '#cloud/transact';

export const main = fromMiniProgram(SaveAddress, async (input, account, now): Promise<SaveAddressReply> => {
  const { userId } = account;
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
  const subject = `addresses/${known._id}`;
  await record({ actor: userId, action: 'save address', subject, purpose: 'own addresses', outcome: 'ok', now });
  return { addressId: known._id, district: place.district };
});
