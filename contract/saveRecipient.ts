import * as v from 'valibot';
import { isDay } from '#domain/person/idNumber';
import { Id, PersonName, Phone, Text } from './fields';

/** `被监护人`: the account's person is the guardian of this minor (P-024). */
export const RELATIONS = ['本人', '父亲', '母亲', '配偶', '子女', '被监护人', '其他'] as const;
export const MOBILITIES = ['independent', 'needsHelp', 'wheelchair', 'bedridden'] as const;
export const LIVING_SITUATIONS = ['alone', 'withFamily', 'withCarer', 'institution'] as const;

const Relation = v.picklist(RELATIONS);
const Words = v.pipe(v.array(v.pipe(Text, v.minLength(1), v.maxLength(40))), v.maxLength(20));
const EmergencyContacts = v.pipe(
  v.array(v.strictObject({ name: PersonName, phone: Phone, relation: v.pipe(Text, v.maxLength(10)) })),
  v.minLength(2),
  v.maxLength(5),
);
/** A day of the calendar, `1949-12-31`. */
const Day = v.pipe(v.string(), v.isoDate(), v.check(isDay));

/** How the person is: the second half of the first step. */
export const HealthStatus = v.strictObject({
  conditions: Words,
  allergies: Words,
  /** Operations and illnesses of before, in the family's words. */
  history: v.optional(v.pipe(Text, v.maxLength(500)), ''),
  mobility: v.picklist(MOBILITIES),
  living: v.picklist(LIVING_SITUATIONS),
});
export type HealthStatusInput = v.InferInput<typeof HealthStatus>;

/** Everything at once, new (`recipientId` absent) or changed. Verification is a step of its own. */
export const SaveRecipient = v.strictObject({
  recipientId: v.optional(Id),
  name: PersonName,
  relation: Relation,
  conditions: v.optional(v.pipe(v.array(v.pipe(Text, v.maxLength(40))), v.maxLength(20)), []),
  allergies: v.optional(v.pipe(v.array(v.pipe(Text, v.maxLength(40))), v.maxLength(20)), []),
  emergencyContacts: EmergencyContacts,
});
export type SaveRecipientInput = v.InferInput<typeof SaveRecipient>;

/**
 * Step by step (A3), each saved by itself: `basic` (may leave `health` for later), then `verifyIdentity`, then `contacts`.
 * `statement`: read and agreed that one may act for this person, needed unless it is oneself (P-024; `AUTHORISATION_MISSING`).
 * A child below 14 needs the relation 子女 or 被监护人 (`GUARDIAN_NEEDED`). Contacts need phones of their own
 * (`EMERGENCY_CONTACTS_MISSING`, `EMERGENCY_CONTACT_OWN_PHONE`).
 */
export const SaveRecipientStep = v.variant('step', [
  v.strictObject({
    step: v.literal('basic'),
    recipientId: v.optional(Id),
    name: PersonName,
    birthDay: Day,
    sex: v.optional(v.picklist(['female', 'male'])),
    relation: Relation,
    statement: v.optional(v.boolean(), false),
    health: v.optional(HealthStatus),
  }),
  v.strictObject({ step: v.literal('contacts'), recipientId: Id, emergencyContacts: EmergencyContacts }),
  /** No step of registration: what whoever comes should speak, a code of readCatalogue's `dialects`. null: no wish. */
  v.strictObject({
    step: v.literal('dialect'),
    recipientId: Id,
    wish: v.nullable(v.strictObject({ code: v.pipe(Text, v.minLength(1), v.maxLength(20)), must: v.boolean() })),
  }),
]);
export type SaveRecipientStepInput = v.InferInput<typeof SaveRecipientStep>;

/** What the function takes: one of the steps, or everything at once. */
export const SaveRecipientRequest = v.lazy((input) =>
  typeof input === 'object' && input !== null && 'step' in input ? SaveRecipientStep : SaveRecipient,
);
export interface SaveRecipientReply {
  readonly recipientId: string;
}
