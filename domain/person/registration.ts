/** Registration of a person cared for, in three steps that can be interrupted and taken up again (requirement A3, rule P-017). */

export const REGISTRATION_STEPS = ['basic', 'identity', 'contacts'] as const;
export type RegistrationStep = (typeof REGISTRATION_STEPS)[number];

/** How far somebody has come. A stored recipient is one. */
export interface Registration {
  /** Name, relation, and how the person is: said in full. */
  readonly basicDone: boolean;
  /** The identity source confirmed name and number. */
  readonly verified: boolean;
  /** Emergency contacts with phone numbers of their own. */
  readonly contactCount: number;
}

/** P-017: two people to call, besides the account itself. */
export const LEAST_CONTACTS = 2;

/** The first step that is not done yet; null when the person may be booked for. */
export function missingStep({ basicDone, verified, contactCount }: Registration): RegistrationStep | null {
  if (!basicDone) return 'basic';
  if (!verified) return 'identity';
  return contactCount >= LEAST_CONTACTS ? null : 'contacts';
}

/** The steps that are done, in the order they are asked; a later one may be done before an earlier one. */
export function doneSteps({ basicDone, verified, contactCount }: Registration): readonly RegistrationStep[] {
  const done = { basic: basicDone, identity: verified, contacts: contactCount >= LEAST_CONTACTS };
  return REGISTRATION_STEPS.filter((step) => done[step]);
}
