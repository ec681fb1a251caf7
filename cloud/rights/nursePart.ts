/** What an export says of an account as a nurse or applicant; nothing of the families she served. */
import type { Nurse } from '#domain/nurse/nurse';
import type { NursePolicy } from '#domain/nurse/insurance';
import type { ApplicationEvent, NurseApplication } from '#domain/onboarding/application';
import { SHOWN_AS } from '#domain/order/status';
import { earnedFen } from '#domain/payment/owed';
import { starBonusFen } from '#domain/payment/star';
import type { Statement } from '#domain/payment/statement/statement';
import type { Exported } from '#domain/rights/readable';
import type { ExamAttempt } from '#domain/training/exam';
import { allOrdersWhere } from '../archive/archived';
import { read } from '../database';
import type { Payout } from '../income/payouts';
import { openedIn } from '../personalData/sealedFields';
import { operations } from '../settings';
import { rowsWhere } from './accountFacts';

interface Sealed extends Readonly<Record<string, unknown>> {
  readonly _id: string;
}
interface Appeal {
  readonly itemId: string;
  readonly text: string;
  readonly state: string;
  readonly answer: string | null;
  readonly at: number;
}

export async function nurseParts(nurseId: string | null, now: number): Promise<Record<string, Exported>> {
  const nurse = nurseId === null ? null : await read<Nurse>('nurses', nurseId);
  if (!nurse) return {};
  const whose = { nurseId: nurse._id };
  const [sealed, policies, served, exams, appeals, statements, payouts, deductions, p] = await Promise.all([
    read<Sealed>('nursePrivate', nurse._id),
    rowsWhere<NursePolicy>('nursePolicies', whose),
    allOrdersWhere(whose),
    rowsWhere<ExamAttempt>('examAttempts', whose),
    rowsWhere<Appeal>('standingAppeals', whose),
    rowsWhere<Statement>('nurseStatements', whose),
    rowsWhere<Payout>('payouts', whose),
    rowsWhere<Appeal>('deductionAppeals', whose),
    operations(now),
  ]);
  return {
    nurse: { ...(sealed && openedIn('nursePrivate', sealed)), ...papers(nurse) },
    policies: policies.map(({ cover, policyNumber, insurer, validUntil }) => ({
      cover,
      policyNumber,
      insurer,
      validUntil,
    })),
    served: served.map(({ _id: id, serviceName, district, startAt, endAt, status, money }) => ({
      ...{ id, serviceName, district, startAt, endAt, status: SHOWN_AS[status] },
      incomeFen: earnedFen(money, p.price) + starBonusFen(money),
    })),
    exams: exams.map(({ startedAt: at, points, passed }) => ({ at, points, passed })),
    statements: statements.map(({ week, totalFen, paidFen }) => ({ week, totalFen, paidFen })),
    payouts: payouts.map(({ amountFen, state, createdAt: at }) => ({ amountFen, state, at })),
    appeals: [...appeals, ...deductions].map(({ text, state, answer, at }) => ({ text, state, answer, at })),
  };
}

function papers(nurse: Nurse): Record<string, Exported> {
  const { displayName, title, institution, years, certificates, serviceCodes, serviceRadiusMeters, shifts } = nurse;
  const { status, stars, reviewCount, completedVisits } = nurse;
  const { licenceValidUntil, insuredUntil, trainedUntil, reviewedUntil, appliedAt } = nurse;
  return {
    ...{ displayName, title, institution, years, certificates, services: serviceCodes, serviceRadiusMeters },
    shifts: shifts.map(({ weekday, fromMinute, toMinute }) => ({ weekday, fromMinute, toMinute })),
    dialects: nurse.dialects ?? [],
    ...{ status, stars, reviewCount, completedVisits, createdAt: appliedAt },
    ...{ licenceValidUntil, insuredUntil, trainedUntil, reviewedUntil },
  };
}

export async function applicationPart(userId: string): Promise<Exported> {
  const [application, sealed, events] = await Promise.all([
    read<NurseApplication>('nurseApplications', userId),
    read<Sealed>('nurseApplicationPrivate', userId),
    rowsWhere<ApplicationEvent>('nurseApplicationEvents', { applicationId: userId }),
  ]);
  if (!application) return null;
  const { state, parts } = application;
  return {
    state,
    ...(sealed && openedIn('nurseApplicationPrivate', sealed)),
    employments: (parts.work?.employments ?? []).map(({ employer, department, fromDay, toDay }) => ({
      ...{ employer, department, fromDay, toDay },
    })),
    certificates: (parts.certificates?.certificates ?? []).map(({ name }) => name),
    events: events.map(({ at, kind, text }) => ({ at, event: kind, text })),
  };
}
