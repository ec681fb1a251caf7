/** The exam after the courses (P-010): drawn by a seed, marked by weights, three tries a day. */
import { addMonths } from '../calendar/months';
import { Refusal } from '../refusal';
import { beijingDay, MINUTE } from '../schedule/beijing';
import type { OperationParameters } from '../operations/parameters';
import { drawBySeed } from './draw';

/** A document of `examQuestions`. */
export interface ExamQuestion {
  readonly _id: string;
  readonly topic: string;
  readonly kind: 'single' | 'multiple' | 'trueFalse';
  readonly text: string;
  readonly options: readonly string[];
  /** Indexes of the right options. Never leaves the functions. */
  readonly right: readonly number[];
  readonly explanation: string;
  readonly weight: number;
}

/** A document of `examAttempts`, id = `<nurse id>:<day>:<number of the try>`: a fourth try has no id. */
export interface ExamAttempt {
  readonly _id: string;
  readonly nurseId: string;
  readonly seed: string;
  readonly questionIds: readonly string[];
  readonly startedAt: number;
  readonly endsAt: number;
  readonly submittedAt: number | null;
  readonly points: number | null;
  readonly passed: boolean;
  readonly weakTopics: readonly string[];
}

export interface Answer {
  readonly questionId: string;
  readonly chosen: readonly number[];
}

type Terms = OperationParameters['training'];

const SECOND = 1000;

export const attemptIds = (nurseId: string, now: number, { triesADay }: Pick<Terms, 'triesADay'>): readonly string[] =>
  Array.from({ length: triesADay }, (_, index) => `${nurseId}:${beijingDay(now)}:${index + 1}`);

/** Nobody has handed it in and its time is not over. */
export const isOpen = (attempt: ExamAttempt, now: number, { examGraceSeconds }: Terms): boolean =>
  attempt.submittedAt === null && now <= attempt.endsAt + examGraceSeconds * SECOND;

/** `today`: her attempts of this day. The one that is open goes on; else a new one begins, if a try is left. */
export function beginExam(
  today: readonly ExamAttempt[],
  { nurseId, seed, bank }: { nurseId: string; seed: string; bank: readonly ExamQuestion[] },
  terms: Terms,
  now: number,
): ExamAttempt {
  const open = today.find((attempt) => isOpen(attempt, now, terms));
  if (open) return open;
  const _id = attemptIds(nurseId, now, terms)[today.length];
  if (_id === undefined) throw new Refusal('EXAM_TRIES_USED', { triesADay: terms.triesADay });
  return {
    _id,
    nurseId,
    seed,
    questionIds: drawBySeed(bank.map((question) => question._id).sort(), seed, terms.examQuestions),
    startedAt: now,
    endsAt: now + terms.examMinutes * MINUTE,
    submittedAt: null,
    points: null,
    passed: false,
    weakTopics: [],
  };
}

/** `questions`: those of the attempt. Handed in once, in time, about these questions and no others. */
export function markExam(
  attempt: ExamAttempt,
  questions: readonly ExamQuestion[],
  answers: readonly Answer[],
  terms: Terms,
  now: number,
): ExamAttempt {
  if (!isOpen(attempt, now, terms)) throw new Refusal('EXAM_OVER', { submitted: attempt.submittedAt !== null });
  assertAnswersFit(attempt, questions, answers);
  const chosen = new Map(answers.map((answer) => [answer.questionId, answer.chosen]));
  const marked = questions.map((question) => ({ ...question, isRight: isRight(question, chosen.get(question._id)) }));
  const share = shareOf(marked);
  return {
    ...attempt,
    submittedAt: now,
    points: Math.floor(share.percent),
    // Not by the rounded points: 79.9 is not 80.
    passed: share.percent >= terms.passPoints,
    weakTopics: weakTopics(marked, terms.passPoints),
  };
}

function assertAnswersFit(attempt: ExamAttempt, questions: readonly ExamQuestion[], answers: readonly Answer[]): void {
  const optionsOf = new Map(questions.map(({ _id, options }) => [_id, options.length]));
  const asked = new Set(attempt.questionIds);
  const seen = new Set<string>();
  for (const { questionId, chosen } of answers) {
    const options = optionsOf.get(questionId);
    const isFit = asked.has(questionId) && options !== undefined && chosen.every((index) => index < options);
    if (!isFit || seen.has(questionId)) throw new Refusal('BAD_INPUT', { field: 'answers' });
    seen.add(questionId);
  }
}

/** All right ones and no wrong one, whatever the order. */
function isRight({ right }: ExamQuestion, chosen: readonly number[] = []): boolean {
  const picked = new Set(chosen);
  return picked.size === right.length && right.every((index) => picked.has(index));
}

type Marked = Pick<ExamQuestion, 'topic' | 'weight'> & { readonly isRight: boolean };

function shareOf(marked: readonly Marked[]): { readonly percent: number } {
  const sum = (list: readonly Marked[]) => list.reduce((total, { weight }) => total + weight, 0);
  const all = sum(marked);
  return { percent: all === 0 ? 0 : (100 * sum(marked.filter((one) => one.isRight))) / all };
}

/** Weakest first. */
function weakTopics(marked: readonly Marked[], passPoints: number): readonly string[] {
  const topics = [...new Set(marked.map(({ topic }) => topic))];
  return topics
    .map((topic) => ({ topic, ...shareOf(marked.filter((one) => one.topic === topic)) }))
    .filter(({ percent }) => percent < passPoints)
    .sort((a, b) => a.percent - b.percent || a.topic.localeCompare(b.topic))
    .map(({ topic }) => topic);
}

/** A passed exam counts so long; an earlier end does not come back. */
export const trainedUntil = (before: number, now: number, { validMonths }: Terms): number =>
  Math.max(before, addMonths(now, validMonths));
