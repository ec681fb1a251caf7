/** What one agrees to, each by itself and each withdrawn by itself (P-031). */
export const CONSENT_KINDS = ['service', 'privacy', 'health', 'location', 'recording', 'face'] as const;
export type ConsentKind = (typeof CONSENT_KINDS)[number];

/** Health data and recordings belong to the person cared for; everything else to whoever holds the account. */
export const scopeOf = (kind: ConsentKind): 'account' | 'recipient' =>
  kind === 'health' || kind === 'recording' ? 'recipient' : 'account';

/** Without these nothing can be booked. */
export const REQUIRED_KINDS: readonly ConsentKind[] = ['service', 'privacy', 'health'];

/** Under this age a guardian decides (个人信息保护法 §31, P-024). */
export const GUARDIAN_UNDER_YEARS = 14;
