import * as v from 'valibot';
import { Id } from './fields';

/** An address that is not wanted any more. Orders keep what they were booked with. */
export const DeleteAddress = v.strictObject({ addressId: Id });
export type DeleteAddressInput = v.InferInput<typeof DeleteAddress>;
export type DeleteAddressReply = Record<string, never>;
