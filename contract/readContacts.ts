import * as v from 'valibot';
import { Id } from './fields';
import type { SaveRecipientInput } from './saveRecipient';

/** Whom to call in need about one of my people; asked only when the entry is opened to be changed. */
export const ReadContacts = v.strictObject({ recipientId: Id });
export type ReadContactsInput = v.InferInput<typeof ReadContacts>;
export interface ReadContactsReply {
  readonly emergencyContacts: SaveRecipientInput['emergencyContacts'];
}
