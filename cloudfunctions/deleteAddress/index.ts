/** An address is not wanted any more. Orders booked for it go on: they keep street and phone themselves. */
import { DeleteAddress, type DeleteAddressReply } from '#contract/deleteAddress';
import { ownAddress } from '#cloud/addresses';
import { record } from '#cloud/audit';
import { erase } from '#cloud/database';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';

export const main = fromMiniProgram(DeleteAddress, async (input, { userId }, now): Promise<DeleteAddressReply> => {
  const { _id } = await ownAddress(input.addressId, userId);
  await erase('addresses', _id);
  const subject = `addresses/${_id}`;
  await record({ actor: userId, action: 'delete address', subject, purpose: 'own addresses', outcome: 'ok', now });
  return {};
});
