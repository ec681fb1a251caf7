/** What papers a role needs, and how long somebody has worked. */
import { DAY, startOfBeijingDay } from '../schedule/beijing';
import type { ApplicationPart, DocumentKind, Employment, NurseApplication, Parts, StaffRole } from './application';
import { APPLICATION_PARTS } from './application';

/** P-009: identity, licence, years of work, no criminal record; then what the role asks for (P-005, P-007, P-011). */
const OF_EVERYBODY: readonly DocumentKind[] = ['idCardFront', 'idCardBack', 'portrait', 'licence', 'criminalRecord'];
const OF_ROLE: Readonly<Record<StaffRole, readonly DocumentKind[]>> = {
  registered_nurse: ['titleCertificate', 'employmentProof', 'permissionLetter'],
  rehab_therapist: ['titleCertificate', 'employmentProof', 'permissionLetter'],
  care_worker: ['healthCertificate'],
};

/** Certificates that were named need a photograph as well. */
export function neededDocuments({ licence, certificates }: Parts): readonly DocumentKind[] {
  const ofRole = licence ? OF_ROLE[licence.role] : [];
  const named: readonly DocumentKind[] = certificates && certificates.certificates.length > 0 ? ['qualification'] : [];
  return [...OF_EVERYBODY, ...ofRole, ...named];
}

export function missingDocuments(parts: Parts): readonly DocumentKind[] {
  const there = new Set((parts.documents ?? []).map(({ kind }) => kind));
  return neededDocuments(parts).filter((kind) => !there.has(kind));
}

export const missingPart = (parts: Parts): ApplicationPart | null =>
  APPLICATION_PARTS.find((part) => parts[part] === null) ?? null;

export const mayBeChanged = ({ state }: Pick<NurseApplication, 'state'>): boolean =>
  ['draft', 'returned', 'withdrawn'].includes(state);

const DAYS_A_YEAR = 365.25;

/** Full years; time in two places at once counts once, time still to come not at all. */
export function yearsOfWork(employments: readonly Employment[], now: number): number {
  const spells = employments
    .map(({ fromDay, toDay }) => ({
      from: startOfBeijingDay(fromDay),
      to: Math.min(toDay === null ? now : startOfBeijingDay(toDay) + DAY, now),
    }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from);
  let total = 0;
  let coveredTo = -Infinity;
  for (const { from, to } of spells) {
    total += Math.max(0, to - Math.max(from, coveredTo));
    coveredTo = Math.max(coveredTo, to);
  }
  // A year worked from 1 March to 28 February is a year, leap day or not: half a day is forgiven.
  return Math.floor((total / DAY + 0.75) / DAYS_A_YEAR);
}
