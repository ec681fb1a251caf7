import { CONSENT_KINDS, type ConsentKind } from '#domain/consent/kinds';
import * as v from 'valibot';
import { Id } from './fields';

const Kind = v.picklist(CONSENT_KINDS);
const Version = v.pipe(v.number(), v.integer(), v.minValue(1));
const Recipient = v.optional(v.nullable(Id), null);

/**
 * Consents of the caller (service, privacy, location, face) and for a person cared for (health, recording: with `recipientId`).
 * `sign` / `unsign`: the informed consent to one visit (P-030), needed before the nurse checks in. An old version is refused
 * with CONSENT_OUTDATED (`details.kinds`); for somebody else without `authorised` with AUTHORISATION_MISSING (P-024), for a
 * child under 14 without `guardian` likewise.
 */
export const GiveConsent = v.variant('step', [
  v.strictObject({ step: v.literal('read'), recipientId: Recipient }),
  v.strictObject({
    step: v.literal('give'),
    recipientId: Recipient,
    consents: v.pipe(
      v.array(v.strictObject({ kind: Kind, version: Version })),
      v.minLength(1),
      v.maxLength(CONSENT_KINDS.length),
    ),
    /** "I may decide this for this person": the relation is the one registered. */
    authorised: v.optional(v.boolean(), false),
    /** "I am this child's guardian." */
    guardian: v.optional(v.boolean(), false),
  }),
  v.strictObject({ step: v.literal('withdraw'), recipientId: Recipient, kind: Kind }),
  v.strictObject({ step: v.literal('sign'), orderId: Id, version: Version }),
  v.strictObject({ step: v.literal('unsign'), orderId: Id }),
]);
export type GiveConsentInput = v.InferInput<typeof GiveConsent>;
export type { ConsentKind };

export interface ConsentView {
  readonly kind: ConsentKind;
  readonly title: string;
  /** The version that counts today. */
  readonly version: number;
  /** Plain words, one paragraph each. */
  readonly text: readonly string[];
  readonly purpose: string;
  /** What happens when it is withdrawn. */
  readonly withdrawal: string;
  /** Without it nothing can be booked. */
  readonly required: boolean;
  readonly scope: 'account' | 'recipient';
  /** `outdated`: given to an older version, to be given anew. */
  readonly state: 'given' | 'withdrawn' | 'outdated' | 'never';
  readonly givenVersion: number | null;
  readonly at: number | null;
}

export interface GiveConsentReply {
  /** After the step. With `recipientId` also those for that person. */
  readonly consents: readonly ConsentView[];
  /** The text to sign for one visit; `signed` is set for `sign` and `unsign` only. */
  readonly visit: {
    readonly version: number;
    readonly title: string;
    readonly text: readonly string[];
    readonly signed: boolean | null;
  };
}
