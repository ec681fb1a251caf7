/** What a nurse must hold, until when, and what happens on the day it runs out (P-006, P-008 … P-011, P-015). */
import type { OperationParameters } from '../operations/parameters';
import { Refusal } from '../refusal';
import { beijingDay, DAY, startOfBeijingDay } from '../schedule/beijing';
import type { Nurse } from './nurse';

export type PaperKind = 'licence' | 'healthCertificate' | 'insurance' | 'training' | 'review' | 'competency';

export interface Paper {
  readonly paper: PaperKind;
  readonly name: string;
  /** Of a competency. */
  readonly serviceCode: string | null;
  readonly validUntil: number;
}

export function papersOf(nurse: Nurse): readonly Paper[] {
  const one = (paper: PaperKind, name: string, validUntil: number | null): Paper[] =>
    validUntil === null ? [] : [{ paper, name, serviceCode: null, validUntil }];
  return [
    ...one('licence', '执业证书', nurse.licenceValidUntil),
    ...one('healthCertificate', '健康证', nurse.healthCertificateUntil),
    ...one('insurance', '保险', nurse.insuredUntil),
    ...one('training', '岗前培训', nurse.trainedUntil),
    ...one('review', '半年复核', nurse.reviewedUntil),
    ...nurse.competencies.map(({ serviceCode, validUntil }) => ({
      paper: 'competency' as const,
      name: `${serviceCode} 操作授权`,
      serviceCode,
      validUntil,
    })),
  ];
}

/** Whole days that it still counts after today: 0 on its last day, below zero when it has run out. */
export function daysLeft({ paper, validUntil }: Pick<Paper, 'paper' | 'validUntil'>, now: number): number {
  // A policy ends at an instant, mostly at midnight: its last day is the one before. Papers count to the end of their day.
  const last = startOfBeijingDay(paper === 'insurance' ? validUntil - 1 : validUntil);
  return Math.round((last - startOfBeijingDay(now)) / DAY);
}

export interface Reminder extends Paper {
  readonly daysLeft: number;
  /** The step it belongs to, sent once per paper and end. */
  readonly beforeDays: number;
}

/** The nearest step that is due: a timer that comes late still reminds, and never twice for the same step. */
export function remindersDue(nurse: Nurse, now: number, p: OperationParameters['papers']): readonly Reminder[] {
  const steps = [p.lastReminderDays, p.secondReminderDays, p.firstReminderDays];
  return papersOf(nurse).flatMap((paper) => {
    const left = daysLeft(paper, now);
    const beforeDays = steps.find((days) => left >= 0 && left <= days);
    return beforeDays === undefined ? [] : [{ ...paper, daysLeft: left, beforeDays }];
  });
}

/** Papers without which she goes nowhere; a competency that ran out ends only its own service. */
export const runOut = (nurse: Nurse, now: number): readonly Paper[] =>
  papersOf(nurse).filter((paper) => paper.paper !== 'competency' && daysLeft(paper, now) < 0);

/** What she is certified for today and offers. */
export function serviceCodesOn({ competencies, servicesOff = [] }: Nurse, now: number): readonly string[] {
  const valid = competencies.filter(({ validUntil }) => daysLeft({ paper: 'competency', validUntil }, now) >= 0);
  return valid.map(({ serviceCode }) => serviceCode).filter((code) => !servicesOff.includes(code));
}

export interface Expiry {
  readonly nurse: Nurse;
  /** All her orders go on to somebody else … */
  readonly suspended: boolean;
  /** … or only those of these services. */
  readonly endedServices: readonly string[];
}

/** The state of today; null: nothing has run out since it was looked at last. */
export function expire(nurse: Nurse, now: number): Expiry | null {
  const serviceCodes = serviceCodesOn(nurse, now);
  const endedServices = nurse.serviceCodes.filter((code) => !serviceCodes.includes(code));
  const gone = nurse.status === 'active' ? runOut(nurse, now) : [];
  if (gone.length === 0 && endedServices.length === 0) return null;
  const kept: Nurse = { ...nurse, serviceCodes: nurse.serviceCodes.filter((code) => serviceCodes.includes(code)) };
  if (gone.length === 0) return { nurse: kept, suspended: false, endedServices };
  const statusReason = `已到期：${gone.map(({ name }) => name).join('、')}`;
  return {
    nurse: { ...kept, status: 'suspended', suspendedBy: 'papers', statusReason },
    suspended: true,
    endedServices,
  };
}

/** Back at work as soon as nothing is missing, if it was papers that kept her away. */
export function reinstated(nurse: Nurse, now: number): Nurse {
  const current: Nurse = { ...nurse, serviceCodes: serviceCodesOn(nurse, now) };
  if (current.status !== 'suspended' || current.suspendedBy !== 'papers') return current;
  const gone = runOut(current, now);
  if (gone.length > 0) return { ...current, statusReason: `已到期：${gone.map(({ name }) => name).join('、')}` };
  const { suspendedBy: _over, ...free } = current;
  return { ...free, status: 'active', statusReason: '' };
}

/**
 * The longest a renewed paper may run, in days. Licence: five years (护士条例, article 10). Health certificate, competency
 * (P-008) and training: a year. Re-check: half a year (P-009). A leap day is forgiven.
 */
const LONGEST_DAYS: Readonly<Record<RenewablePaper, number>> = {
  licence: 5 * 366,
  healthCertificate: 366,
  training: 366,
  review: 181,
  competency: 366,
};
export type RenewablePaper = Exclude<PaperKind, 'insurance'>;

export interface Renewal {
  readonly paper: RenewablePaper;
  readonly serviceCode: string | null;
  readonly validUntil: number;
}

/** Proof was shown: the paper counts anew. Refused where the end is over already, too far, or there is no such paper. */
export function renewed(nurse: Nurse, { paper, serviceCode, validUntil }: Renewal, now: number): Nurse {
  const left = daysLeft({ paper, validUntil }, now);
  if (left < 0 || left > LONGEST_DAYS[paper])
    throw new Refusal('PAPER_INVALID', { validUntilDay: beijingDay(validUntil) });
  return reinstated(withPaper(nurse, paper, serviceCode, validUntil), now);
}

function withPaper(nurse: Nurse, paper: RenewablePaper, serviceCode: string | null, validUntil: number): Nurse {
  switch (paper) {
    case 'licence':
      return { ...nurse, licenceValidUntil: validUntil };
    case 'healthCertificate':
      return { ...nurse, healthCertificateUntil: validUntil };
    case 'training':
      return { ...nurse, trainedUntil: validUntil };
    case 'review':
      return { ...nurse, reviewedUntil: validUntil };
    case 'competency':
      if (!nurse.competencies.some((one) => one.serviceCode === serviceCode)) {
        throw new Refusal('SERVICE_NOT_CERTIFIED', { serviceCode });
      }
      return {
        ...nurse,
        competencies: nurse.competencies.map((one) => (one.serviceCode === serviceCode ? { ...one, validUntil } : one)),
      };
  }
}
