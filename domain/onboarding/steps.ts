/** The life of an application. Each step answers the application as it is then, and the line of history it leaves. */
import { afterWorkingDays, type Calendar } from '../calendar/workingDays';
import { HOLIDAYS } from '../calendar/holidays';
import { Refusal } from '../refusal';
import type {
  ApplicationEvent,
  ApplicationState,
  NurseApplication,
  Parts,
  RegistryEvidence,
  ReturnReason,
  ReviewClock,
} from './application';
import type { Check } from './checks';
import { blocksSubmission } from './checks';
import { mayBeChanged, missingDocuments, missingPart } from './papers';

export interface Step {
  readonly application: NurseApplication;
  readonly event: ApplicationEvent;
}

const EMPTY: Parts = { person: null, licence: null, work: null, certificates: null, documents: null };

export const newApplication = (
  who: Pick<NurseApplication, '_id' | 'nurseId' | 'openid' | 'uid'>,
  now: number,
): NurseApplication => ({
  ...who,
  state: 'draft',
  parts: EMPTY,
  submission: 0,
  checks: [],
  checkedAt: null,
  review: null,
  reviewer: null,
  evidence: null,
  returnReasons: [],
  rejectReason: '',
  createdAt: now,
  updatedAt: now,
  version: 0,
});

function assertState({ state }: NurseApplication, ...allowed: readonly ApplicationState[]): void {
  if (!allowed.includes(state)) throw new Refusal('ILLEGAL_STEP', { state });
}

/** Once handed in it belongs to the reviewers until they give it back. */
export function assertChangeable(application: NurseApplication): void {
  if (!mayBeChanged(application)) throw new Refusal('APPLICATION_CLOSED', { state: application.state });
}

/** A part is replaced whole; what was checked before is no longer true. */
export function withPart<P extends keyof Parts>(
  application: NurseApplication,
  part: P,
  content: NonNullable<Parts[P]>,
  now: number,
): NurseApplication {
  assertChangeable(application);
  const parts = { ...application.parts, [part]: content };
  return { ...application, parts, checks: [], checkedAt: null, updatedAt: now, version: application.version + 1 };
}

export function assertComplete({ parts }: NurseApplication): void {
  const part = missingPart(parts);
  const documents = missingDocuments(parts);
  if (part || documents.length > 0) throw new Refusal('APPLICATION_INCOMPLETE', { part, documents });
}

interface ReviewTerms {
  readonly reviewWorkingDays: number;
  readonly escalateWorkingDays: number;
}

/** When somebody has to be reminded, and when a decision is owed (P-009). */
export function reviewClock(now: number, terms: ReviewTerms, calendar: Calendar = HOLIDAYS): ReviewClock {
  const due = afterWorkingDays(now, terms.reviewWorkingDays, calendar);
  const escalate = afterWorkingDays(now, terms.escalateWorkingDays, calendar);
  return {
    submittedAt: now,
    escalateAt: escalate.endsAt,
    dueAt: due.endsAt,
    calendarKnown: due.unknownYears.length === 0,
    nextAlertAt: escalate.endsAt,
  };
}

/** Only an application without a fault of its own is handed in; a duplicate is for people to clear up. */
export function submit(application: NurseApplication, checks: readonly Check[], terms: ReviewTerms, now: number): Step {
  assertChangeable(application);
  assertComplete(application);
  const blocking = checks.filter(blocksSubmission);
  if (blocking.length > 0) throw new Refusal('APPLICATION_CHECKS_FAILED', { checks: blocking });
  const submission = application.submission + 1;
  return stepped(
    {
      ...application,
      state: 'submitted',
      submission,
      checks,
      checkedAt: now,
      review: reviewClock(now, terms),
      reviewer: null,
      evidence: null,
      returnReasons: [],
    },
    { kind: 'submitted', by: application._id, text: `第 ${submission} 次提交`, checks },
    now,
  );
}

export function withdraw(application: NurseApplication, now: number): Step {
  if (!['draft', 'submitted', 'returned'].includes(application.state)) {
    throw new Refusal('APPLICATION_CLOSED', { state: application.state });
  }
  const next = { ...application, state: 'withdrawn' as const, review: null, reviewer: null, evidence: null };
  return stepped(next, { kind: 'withdrawn', by: application._id, text: '申请人撤回' }, now);
}

export function startReview(application: NurseApplication, operator: string, now: number): Step {
  assertState(application, 'submitted');
  const next = { ...application, state: 'reviewing' as const, reviewer: operator };
  return stepped(next, { kind: 'reviewStarted', by: operator, text: '开始审核' }, now);
}

export function recordLookup(application: NurseApplication, evidence: RegistryEvidence, now: number): Step {
  assertState(application, 'submitted', 'reviewing');
  const found = `${evidence.source}：${evidence.status}，编号${evidence.numberMatches ? '一致' : '不一致'}`;
  return stepped({ ...application, evidence }, { kind: 'registryLookedUp', by: evidence.lookedBy, text: found }, now);
}

export function giveBack(
  application: NurseApplication,
  reasons: readonly ReturnReason[],
  operator: string,
  now: number,
): Step {
  assertState(application, 'submitted', 'reviewing');
  const next = { ...application, state: 'returned' as const, returnReasons: reasons, review: closed(application) };
  return stepped(next, { kind: 'returned', by: operator, text: '退回补充', reasons }, now);
}

export function close(
  application: NurseApplication,
  state: 'approved' | 'rejected',
  { operator, text }: { operator: string; text: string },
  now: number,
): Step {
  assertState(application, 'submitted', 'reviewing');
  const rejectReason = state === 'rejected' ? text : '';
  const next = { ...application, state, rejectReason, returnReasons: [], review: closed(application) };
  return stepped(next, { kind: state, by: operator, text }, now);
}

/** The dates stay to be read; the timer has nothing to remind of any more. */
const closed = ({ review }: NurseApplication): ReviewClock | null => review && { ...review, nextAlertAt: null };

type Line = Pick<ApplicationEvent, 'kind' | 'by' | 'text'> & Partial<Pick<ApplicationEvent, 'reasons' | 'checks'>>;

function stepped(next: NurseApplication, line: Line, now: number): Step {
  const application = { ...next, updatedAt: now, version: next.version + 1 };
  const { _id: applicationId, submission } = application;
  return { application, event: { applicationId, at: now, submission, reasons: [], checks: [], ...line } };
}
