/** Where the nurse is to come: an address new, changed, or not wanted any more. */
import { SaveAddressRequest, type RemoveAddressReply, type SaveAddressReply } from '#contract/saveAddress';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { keepAddress, removeAddress } from '#cloud/people/ownAddresses';

export const main = fromMiniProgram(
  SaveAddressRequest,
  (input, { userId }, now): Promise<SaveAddressReply | RemoveAddressReply> =>
    'kind' in input ? removeAddress(input, userId, now) : keepAddress(input, userId, now),
);
