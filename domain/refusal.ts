/** Every way a rule can say no. The set is closed; contract/messages.ts words each in Chinese. */
export const REFUSAL_CODES = [
  'BAD_INPUT',
  'NOT_SIGNED_IN',
  'FORBIDDEN',
  'NOT_FOUND',
  'TOO_MANY_TRIES',
  'INTERNAL',
  // booking
  'UNKNOWN_SERVICE',
  'SERVICE_NOT_OFFERED',
  'RECIPIENT_NOT_VERIFIED',
  'RECIPIENT_BUSY',
  'ADDRESS_NOT_FOUND',
  'ADDRESS_OUTSIDE_CITY',
  'SLOT_OFF_GRID',
  'SLOT_IN_PAST',
  'SLOT_TOO_FAR',
  'QUOTE_CHANGED',
  'REQUEST_ID_TAKEN',
  // matching
  'NURSE_NOT_QUALIFIED',
  'NURSE_NOT_ON_SHIFT',
  'NURSE_OUT_OF_AREA',
  'NURSE_BUSY',
  'NURSE_UNAVAILABLE',
  'OFFER_CLOSED',
  'OFFER_TAKEN',
  // the order's life
  'ILLEGAL_STEP',
  'CANNOT_CANCEL_NOW',
  // money
  'NOTHING_TO_PAY',
  'NOT_IN_WECHAT',
  'AMOUNT_MISMATCH',
  'PAID_TWICE',
  'PAYMENT_SERVICE_FAILED',
  'FORGED_NOTIFICATION',
  // identity
  'ID_NUMBER_INVALID',
  'NAME_INVALID',
  'IDENTITY_MISMATCH',
  'IDENTITY_NEEDS_REVIEW',
  'IDENTITY_SERVICE_FAILED',
  'ID_ALREADY_USED',
  'EMERGENCY_CONTACTS_MISSING',
  // the visit
  'WRONG_VISIT_CODE',
  'OUTSIDE_GEOFENCE',
  'TOO_EARLY',
  'CHECKLIST_INCOMPLETE',
  'VITALS_MISSING',
  'VITALS_IMPLAUSIBLE',
  'PHOTOS_MISSING',
  'SUMMARY_MISSING',
  'ALREADY_REVIEWED',
  // outside services
  'MAP_SERVICE_FAILED',
  'SERVICE_NOT_CONFIGURED',
] as const;

export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** The one error the rules throw. `details` are facts for programs, never personal data. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${code} ${JSON.stringify(details)}`);
  }
}
