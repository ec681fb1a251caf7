import * as v from 'valibot';
import { Id, PersonName, Phone, Text } from './fields';

/** A person to be cared for, new (`recipientId` absent) or changed. Verification is a step of its own. */
export const SaveRecipient = v.strictObject({
  recipientId: v.optional(Id),
  name: PersonName,
  relation: v.picklist(['本人', '父亲', '母亲', '配偶', '子女', '其他']),
  conditions: v.optional(v.pipe(v.array(v.pipe(Text, v.maxLength(40))), v.maxLength(20)), []),
  allergies: v.optional(v.pipe(v.array(v.pipe(Text, v.maxLength(40))), v.maxLength(20)), []),
  emergencyContacts: v.pipe(
    v.array(v.strictObject({ name: PersonName, phone: Phone, relation: v.pipe(Text, v.maxLength(10)) })),
    v.minLength(2),
    v.maxLength(5),
  ),
});
export type SaveRecipientInput = v.InferInput<typeof SaveRecipient>;
export interface SaveRecipientReply {
  readonly recipientId: string;
}
