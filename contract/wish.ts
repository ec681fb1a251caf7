import * as v from 'valibot';
import { Id, Instant, ServiceCode } from './fields';

/** What a patient wants: which service, for whom, where, when. */
export const Wish = v.strictObject({ serviceCode: ServiceCode, recipientId: Id, addressId: Id, startAt: Instant });
export type WishInput = v.InferInput<typeof Wish>;
