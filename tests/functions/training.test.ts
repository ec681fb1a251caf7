/** Courses, the exam and the competency ledger, through the deployed functions. */
import type { ExamView, TrainNurseReply } from '#contract/trainNurse';
import type { Nurse } from '#domain/nurse/nurse';
import type { ExamQuestion } from '#domain/training/exam';
import { command } from './applicants';
import { NURSES } from './people';
import { openWorld, type World } from './world';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.stop());

const as = { openid: NURSES[0].openid };
const other = { openid: NURSES[1].openid };
const refused = (code: string) => ({ ok: false, error: { code } });
const ask = (data: object, who = as) => world.call<TrainNurseReply>('trainNurse', data, who);
const ok = (data: object, who = as) => world.ok<TrainNurseReply>('trainNurse', data, who);
const nurse = async () => (await world.find<Nurse>('nurses', { _id: 'nurse1' }))[0] as Nurse;

async function rightAnswers({ questions }: ExamView, wrong = 0) {
  const bank = new Map(
    (await world.find<ExamQuestion & { _id: string }>('examQuestions')).map((one) => [one._id, one]),
  );
  return questions.map(({ questionId }, index) => ({
    questionId,
    chosen: index < wrong ? [] : (bank.get(questionId)?.right ?? []),
  }));
}

async function readEverything(who = as) {
  const { training } = await ok({ kind: 'courses' }, who);
  for (const { courseId } of training.courses) {
    const { course } = await ok({ kind: 'readCourse', courseId }, who);
    for (const { sectionId } of course?.sections ?? []) {
      await ok({ kind: 'finishSection', courseId, sectionId }, who);
    }
  }
}
const begin = async (who = as) => (await ok({ kind: 'startExam' }, who)).exam as ExamView;

test('no exam before the courses are read; reading is remembered', async () => {
  expect(await ask({ kind: 'startExam' })).toMatchObject(refused('COURSES_UNFINISHED'));
  expect(await ask({ kind: 'readCourse', courseId: 'nothing' })).toMatchObject(refused('NOT_FOUND'));
  await readEverything();
  const { training } = await ok({ kind: 'courses' });
  expect(training).toMatchObject({ coursesFinished: true, triesLeftToday: 3, openAttemptId: null });
  expect(training.courses.map(({ finished }) => finished)).toEqual([6, 6, 6, 6]);
});

test('three taps begin one exam; it holds no answer', async () => {
  const begun = await Promise.all([1, 2, 3].map(() => begin()));
  expect(new Set(begun.map(({ attemptId }) => attemptId)).size).toBe(1);
  const [exam] = begun as [ExamView];
  expect(exam.questions).toHaveLength(30);
  expect(JSON.stringify(await ok({ kind: 'startExam' }))).not.toMatch(/"right"|explanation|weight/);
  expect(await world.find('examAttempts', { nurseId: 'nurse1' })).toHaveLength(1);
});

test('an exam of somebody else, unknown questions: refused', async () => {
  const exam = await begin();
  await readEverything(other);
  expect(await ask({ kind: 'submitExam', attemptId: exam.attemptId, answers: [] }, other)).toMatchObject(
    refused('NOT_FOUND'),
  );
  const foreign = [{ questionId: 'q999', chosen: [0] }];
  expect(await ask({ kind: 'submitExam', attemptId: exam.attemptId, answers: foreign })).toMatchObject(
    refused('BAD_INPUT'),
  );
});

test('failed: the weak topics are named and nothing else; twice at once counts once', async () => {
  const exam = await begin();
  const submit = { kind: 'submitExam', attemptId: exam.attemptId, answers: await rightAnswers(exam, 15) };
  const replies = await Promise.all([ask(submit), ask(submit), ask(submit)]);
  const [done] = replies.filter((reply) => reply.ok);
  expect(replies.filter(({ ok: fine }) => fine)).toHaveLength(1);
  expect(replies.filter((reply) => !reply.ok)).toMatchObject([refused('EXAM_OVER'), refused('EXAM_OVER')]);
  expect(done).toMatchObject({ data: { result: { passed: false }, training: { triesLeftToday: 2 } } });
  expect(JSON.stringify(done)).not.toMatch(/"right"|"chosen"|explanation/);
  expect((await nurse()).trainedUntil).toBe(NURSES[0].trainedUntil);
});

test('late is too late, and the try is gone', async () => {
  const exam = await begin();
  await world.jumpTo(world.now() + 46 * 60_000);
  const answers = await rightAnswers(exam);
  expect(await ask({ kind: 'submitExam', attemptId: exam.attemptId, answers })).toMatchObject(refused('EXAM_OVER'));
  expect((await ok({ kind: 'courses' })).training.triesLeftToday).toBe(1);
});

test('passed: good for a year; after three tries tomorrow is another day', async () => {
  await world.db.collection('nurses').doc('nurse1').update({ trainedUntil: 0, status: 'training' });
  const exam = await begin();
  const { result } = await ok({ kind: 'submitExam', attemptId: exam.attemptId, answers: await rightAnswers(exam) });
  expect(result).toMatchObject({ points: 100, passed: true, weakTopics: [] });
  expect(await nurse()).toMatchObject({ status: 'active', trainedUntil: Date.parse('2027-11-23T00:00:00+08:00') });
  expect(await ask({ kind: 'startExam' })).toMatchObject(refused('EXAM_TRIES_USED'));
  await world.jumpTo(Date.parse('2026-11-24T00:01:00+08:00'));
  expect((await begin()).attemptId).toBe('nurse1:2026-11-24:1');
  const { results } = await ok({ kind: 'results' });
  expect(results?.map(({ passed, submittedAt }) => [passed, submittedAt !== null])).toEqual([
    [false, false],
    [true, true],
    [false, false],
    [false, true],
  ]);
});

test('a competency is certified, renewed and taken away by rows; dispatch reads what stands', async () => {
  const now = world.now();
  const words = {
    kind: 'certifyCompetency',
    nurseId: 'nurse1',
    serviceCode: 'MED-03',
    trainedAt: now - 20 * 86_400_000,
    observedAt: now - 10 * 86_400_000,
    observer: '主管护师 李红',
    validUntil: now + 300 * 86_400_000,
  };
  expect(await command(world, words)).toMatchObject({ state: 'done', answer: '已授权 赵护士：肌肉注射' });
  expect((await nurse()).serviceCodes).toContain('MED-03');
  expect(await command(world, { ...words, validUntil: now + 400 * 86_400_000 })).toMatchObject({ state: 'refused' });
  // A certificate she has not got.
  expect(await command(world, { ...words, serviceCode: 'MED-09' })).toMatchObject({ state: 'refused' });
  const revoke = { kind: 'revokeCompetency', nurseId: 'nurse1', serviceCode: 'MED-03', reason: '抽查未通过' };
  expect(await command(world, revoke)).toMatchObject({ state: 'done' });
  expect((await nurse()).serviceCodes).not.toContain('MED-03');
  expect(await command(world, revoke)).toMatchObject({ state: 'refused' });
});
