/** The exam: begun, handed in, remembered. Which answers are right stays here. */
import type { ExamResult, ExamView } from '#contract/trainNurse';
import { admitted } from '#domain/nurse/admission';
import { reinstated } from '#domain/nurse/expiry';
import type { Nurse } from '#domain/nurse/nurse';
import { coursesFinished } from '#domain/training/course';
import {
  attemptIds,
  beginExam,
  markExam,
  trainedUntil,
  type Answer,
  type ExamAttempt,
  type ExamQuestion,
} from '#domain/training/exam';
import { Refusal } from '#domain/refusal';
import { _, db, rows } from '../database';
import { newId } from '../newId';
import { operations } from '../settings';
import { transact } from '../transact';
import { allCourses, progressOf } from './courses';

const MOST_QUESTIONS = 900;
const MOST_RESULTS = 100;

/** The bank is small and read whole; only ids are needed to draw. */
const bank = (): Promise<readonly ExamQuestion[]> =>
  rows(db.collection('examQuestions').where({}), MOST_QUESTIONS, 'questions');

/** In the order in which they were drawn. A question that was taken out of the bank meanwhile is asked no more. */
async function questionsOf({ questionIds }: ExamAttempt): Promise<readonly ExamQuestion[]> {
  const query = db.collection('examQuestions').where({ _id: _.in([...questionIds]) });
  const found = await rows<ExamQuestion>(query, questionIds.length + 1, 'questions of an exam');
  const byId = new Map(found.map((question) => [question._id, question]));
  return questionIds.flatMap((id) => byId.get(id) ?? []);
}

/** Goes on with the one that is open, or begins the next of the day. */
export async function startExam(nurse: Nurse, now: number): Promise<ExamView> {
  const [{ training }, courses, progress, questions] = await Promise.all([
    operations(now),
    allCourses(),
    progressOf(nurse._id),
    bank(),
  ]);
  if (!coursesFinished(progress, courses)) throw new Refusal('COURSES_UNFINISHED');
  const seed = newId();
  const attempt = await transact(async (transaction) => {
    const today: ExamAttempt[] = [];
    for (const id of attemptIds(nurse._id, now, training)) {
      const tried = await transaction.get<ExamAttempt>('examAttempts', id);
      if (tried) today.push(tried);
    }
    const begun = beginExam(today, { nurseId: nurse._id, seed, bank: questions }, training, now);
    if (!today.includes(begun)) await transaction.add('examAttempts', begun);
    return begun;
  });
  return examView(attempt);
}

async function examView(attempt: ExamAttempt): Promise<ExamView> {
  const { _id, startedAt, endsAt } = attempt;
  const questions = (await questionsOf(attempt)).map((question) => ({
    questionId: question._id,
    kind: question.kind,
    text: question.text,
    options: question.options,
  }));
  return { attemptId: _id, startedAt, endsAt, questions };
}

/** Handed in once, by her whose it is. Passed: counts for a year, and may be the last thing that was missing. */
export async function submitExam(
  nurse: Nurse,
  attemptId: string,
  answers: readonly Answer[],
  now: number,
): Promise<ExamResult> {
  const { training } = await operations(now);
  return transact(async (transaction) => {
    const attempt = await transaction.get<ExamAttempt>('examAttempts', attemptId);
    if (attempt?.nurseId !== nurse._id) throw new Refusal('NOT_FOUND', { attemptId });
    const marked = markExam(attempt, await questionsOf(attempt), answers, training, now);
    await transaction.put('examAttempts', marked);
    if (marked.passed) {
      const standing = await transaction.get<Nurse>('nurses', nurse._id);
      if (!standing) throw new Error(`exam of an unknown nurse: ${nurse._id}`);
      const until = trainedUntil(standing.trainedUntil, now, training);
      await transaction.put('nurses', admitted(reinstated({ ...standing, trainedUntil: until }, now), now));
    }
    return resultOf(marked);
  });
}

const resultOf = ({ _id, startedAt, submittedAt, points, passed, weakTopics }: ExamAttempt): ExamResult => ({
  attemptId: _id,
  startedAt,
  submittedAt,
  points,
  passed,
  weakTopics,
});

/** Newest first. */
export async function resultsOf(nurseId: string): Promise<readonly ExamResult[]> {
  const { data } = await db
    .collection('examAttempts')
    .where({ nurseId })
    .orderBy('startedAt', 'desc')
    .limit(MOST_RESULTS)
    .get();
  return (data as ExamAttempt[]).map(resultOf);
}
