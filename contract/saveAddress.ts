import * as v from 'valibot';
import { Id, Phone, Text } from './fields';

/** Where the nurse is to come. The text is geocoded here; an address outside the served city is refused. */
export const SaveAddress = v.strictObject({
  addressId: v.optional(Id),
  label: v.pipe(Text, v.minLength(1), v.maxLength(10)),
  text: v.pipe(Text, v.minLength(5), v.maxLength(120)),
  contactPhone: Phone,
});
export type SaveAddressInput = v.InferInput<typeof SaveAddress>;
export interface SaveAddressReply {
  readonly addressId: string;
  readonly district: string;
}

/** An address that is not wanted any more. Orders keep what they were booked with. */
export const RemoveAddress = v.strictObject({ kind: v.literal('remove'), addressId: Id });
export type RemoveAddressInput = v.InferInput<typeof RemoveAddress>;
export interface RemoveAddressReply {
  readonly removed: true;
}

/** What the function takes: an address, or the wish that one goes. */
export const SaveAddressRequest = v.lazy((input) =>
  typeof input === 'object' && input !== null && 'kind' in input ? RemoveAddress : SaveAddress,
);
