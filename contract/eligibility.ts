/** The part of an eligibility decision that one person may read. */
import type { RefusalCode } from '#domain/refusal';

export interface ReasonView {
  /** `P-020@1`: a rule of docs/POLICY.md and its version. */
  readonly rule: string;
  /** What createOrder or acceptOrder would refuse with. */
  readonly code: RefusalCode;
  /** Simple Chinese: what is missing and what to do. */
  readonly sentence: string;
  /** For links: `step` and `recipientId` (REGISTRATION_INCOMPLETE), `kinds` (CONSENT_MISSING), `names` (NEGATIVE_LIST) … */
  readonly details: Readonly<Record<string, unknown>>;
}

/** `allowed` with no reasons, or everything that stands against it at once, in the order in which it should be settled. */
export interface EligibilityView {
  readonly allowed: boolean;
  readonly reasons: readonly ReasonView[];
  /** Under which conditions the assessment allows it, and what the family is advised to know. */
  readonly conditions: readonly string[];
}
