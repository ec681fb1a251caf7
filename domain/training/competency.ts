/** The competency ledger (P-008): who may perform which service, trained and watched, for how long. Dispatch reads it. */
import type { Service } from '../care/service';
import { addMonths } from '../calendar/months';
import { admitted } from '../nurse/admission';
import type { Competency, Nurse } from '../nurse/nurse';
import { meetsStaff } from '../nurse/qualification';
import { Refusal } from '../refusal';
import { startOfBeijingDay } from '../schedule/beijing';

export type Certified = Pick<Competency, 'trainedAt' | 'observedAt' | 'validUntil'> & {
  readonly trainedAt: number;
  readonly observedAt: number;
};

/** Trained first, then watched, both in the past; good for so many months from the day she was watched. */
function assertDates({ trainedAt, observedAt, validUntil }: Certified, months: number, now: number): void {
  const inOrder = trainedAt <= observedAt && observedAt <= now;
  const inTime = startOfBeijingDay(validUntil) >= startOfBeijingDay(now) && validUntil <= addMonths(observedAt, months);
  if (!inOrder || !inTime) throw new Refusal('COMPETENCY_DATES_INVALID', { months });
}

/** Replaces an earlier line for the same service; when she last did it stays known. Only for approved nurses. */
export function certify(
  nurse: Nurse,
  service: Service,
  dates: Certified,
  { competencyMonths }: { readonly competencyMonths: number },
  now: number,
): Nurse {
  if (nurse.status === 'pending' || nurse.status === 'rejected') {
    throw new Refusal('ILLEGAL_STEP', { status: nurse.status, event: 'certify' });
  }
  assertDates(dates, competencyMonths, now);
  // P-004, P-005, P-011, P-012: nobody is certified for what her role, title, years or certificates forbid.
  if (!meetsStaff(nurse, service.staff)) throw new Refusal('NURSE_NOT_QUALIFIED', { serviceCode: service.code });
  const before = nurse.competencies.find(({ serviceCode }) => serviceCode === service.code);
  const line: Competency = { serviceCode: service.code, ...dates, lastDoneAt: before?.lastDoneAt ?? null };
  const others = nurse.competencies.filter(({ serviceCode }) => serviceCode !== service.code);
  const serviceCodes = [...new Set([...nurse.serviceCodes, service.code])].sort();
  return admitted({ ...nurse, competencies: [...others, line], serviceCodes }, now);
}

export function revoke(nurse: Nurse, serviceCode: string): Nurse {
  if (!nurse.competencies.some((line) => line.serviceCode === serviceCode)) {
    throw new Refusal('NOT_FOUND', { serviceCode });
  }
  return {
    ...nurse,
    competencies: nurse.competencies.filter((line) => line.serviceCode !== serviceCode),
    serviceCodes: nurse.serviceCodes.filter((code) => code !== serviceCode),
  };
}

/** A visit of this service is complete: the ledger says when she last did it. */
export const practised = (nurse: Nurse, serviceCode: string, at: number): Nurse => ({
  ...nurse,
  completedVisits: nurse.completedVisits + 1,
  competencies: nurse.competencies.map((line) =>
    line.serviceCode === serviceCode ? { ...line, lastDoneAt: Math.max(at, line.lastDoneAt ?? 0) } : line,
  ),
});
