/**
 * Where a licence is looked up. No authority offers an interface to others, so what is shipped is a person: the reviewer looks into
 * the public register and writes down where, when and what, with a picture of it. A real interface would be a second `Registry`
 * that answers the same evidence; nothing else would change.
 */
import type { CommandInput } from '#contract/runCommand';
import type { RegistryEvidence } from '#domain/onboarding/application';
import { assertLookedAt } from '#domain/onboarding/evidence';
import { maskNumber, plainNumber } from '#domain/onboarding/licenceNumber';
import { startOfBeijingDay } from '#domain/schedule/beijing';
import { Refusal } from '#domain/refusal';
import { assertRegistryFile, linkTo } from './documentFiles';

export interface Registry<Found> {
  /** `licenceNumber`: what she wrote down. Answers what the register says about it. */
  look(licenceNumber: string, found: Found, now: number): Promise<RegistryEvidence>;
}

export type LookupInput = Extract<CommandInput, { kind: 'recordRegistryLookup' }>;

/** The number found is compared and then kept as a mask only. */
export const manualVerifier: Registry<LookupInput & { readonly lookedBy: string }> = {
  async look(licenceNumber, found, now) {
    assertLookedAt(found.lookedAt, now);
    if (found.validUntilDay !== null) startOfBeijingDay(found.validUntilDay);
    assertRegistryFile(found.nurseId, found.screenshotFileId);
    if ((await linkTo(found.screenshotFileId)) === null)
      throw new Refusal('PHOTOS_MISSING', { missing: ['screenshot'] });
    const number = plainNumber(found.numberFound);
    return {
      source: found.source,
      lookedAt: found.lookedAt,
      lookedBy: found.lookedBy,
      numberMatches: number !== '' && number === licenceNumber,
      maskedNumber: maskNumber(number),
      status: found.status,
      validUntilDay: found.validUntilDay,
      placeFound: found.placeFound,
      placeMatches: found.placeMatches,
    };
  },
};
