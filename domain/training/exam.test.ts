import fc from 'fast-check';
import bank from '../../database/data/examQuestions.json';
import courses from '../../database/data/courses.json';
import { parameters } from '../testing/parameters';
import { coursesFinished, finishSection, type Course, type Progress } from './course';
import { drawBySeed } from './draw';
import { beginExam, markExam, trainedUntil, type ExamAttempt, type ExamQuestion } from './exam';

const QUESTIONS = bank as ExamQuestion[];
const COURSES = courses as Course[];
const TERMS = parameters.training;
const NOW = Date.parse('2026-11-23T10:00:00+08:00');
const MINUTE = 60_000;
const refusal = (code: string) => expect.objectContaining({ code });

const begun = (today: readonly ExamAttempt[] = [], now = NOW, seed = 'seed') =>
  beginExam(today, { nurseId: 'nurse-1', seed, bank: QUESTIONS }, TERMS, now);
const asked = (attempt: ExamAttempt) =>
  attempt.questionIds.map((id) => QUESTIONS.find(({ _id }) => _id === id) as ExamQuestion);
const right = (questions: readonly ExamQuestion[]) =>
  questions.map(({ _id, right: chosen }) => ({ questionId: _id, chosen }));

/** Four questions of a topic each, worth 1, 1, 1 and 2. */
const four: ExamQuestion[] = [1, 1, 1, 2].map((weight, index) => ({
  ...{ _id: `q${index}`, topic: `题${index}`, kind: 'single', text: '', options: ['a', 'b'], right: [0] },
  ...{ explanation: '', weight },
}));
const attemptOf = (questions: readonly ExamQuestion[]): ExamAttempt => ({
  ...begun(),
  questionIds: questions.map(({ _id }) => _id),
});
const mark = (wrong: readonly string[], now = NOW) =>
  markExam(
    attemptOf(four),
    four,
    four.map(({ _id }) => ({ questionId: _id, chosen: [wrong.includes(_id) ? 1 : 0] })),
    TERMS,
    now,
  );

test('thirty questions in 45 minutes, the same for the same seed', () => {
  const attempt = begun();
  expect(attempt.questionIds).toHaveLength(30);
  expect(new Set(attempt.questionIds).size).toBe(30);
  expect(attempt.endsAt - attempt.startedAt).toBe(45 * MINUTE);
  expect(begun().questionIds).toEqual(attempt.questionIds);
  expect(begun([], NOW, 'other').questionIds).not.toEqual(attempt.questionIds);
});

test('what is open goes on; three a day, counted in Beijing', () => {
  const first = begun();
  expect(begun([first], NOW + MINUTE)).toBe(first);
  const over = NOW + 46 * MINUTE;
  const second = begun([first], over);
  expect(second._id).toBe('nurse-1:2026-11-23:2');
  const third = begun([first, second], over + 46 * MINUTE);
  expect(() => begun([first, second, third], over + 92 * MINUTE)).toThrow(refusal('EXAM_TRIES_USED'));
  expect(begun([], Date.parse('2026-11-24T00:00:00+08:00'))._id).toBe('nurse-1:2026-11-24:1');
});

// Of five in weight: all 100, the one of 2 wrong 60, one of 1 wrong 80, two of 1 wrong 60.
test.each([
  [[], 100, true],
  [['q0'], 80, true],
  [['q3'], 60, false],
  [['q0', 'q1'], 60, false],
  [['q0', 'q1', 'q2', 'q3'], 0, false],
])('wrong: %j: %i points', (wrong, points, passed) => {
  expect(mark(wrong)).toMatchObject({ points, passed, submittedAt: NOW });
});

test('79.9 is not 80', () => {
  const many = Array.from({ length: 1000 }, (_, index) => ({ ...(four[0] as ExamQuestion), _id: `m${index}` }));
  const answers = many.map(({ _id }, index) => ({ questionId: _id, chosen: [index < 799 ? 0 : 1] }));
  expect(markExam(attemptOf(many), many, answers, TERMS, NOW)).toMatchObject({ points: 79, passed: false });
});

test('it names the weak topics and no answers', () => {
  expect(mark(['q1', 'q3']).weakTopics).toEqual(['题1', '题3']);
  expect(JSON.stringify(mark(['q1']))).not.toMatch(/right|explanation/);
});

test('several right ones: all of them and none else, in any order; open is wrong', () => {
  const multiple: ExamQuestion = {
    ...(four[0] as ExamQuestion),
    kind: 'multiple',
    options: ['a', 'b', 'c'],
    right: [0, 2],
  };
  const points = (chosen: number[]) =>
    markExam(attemptOf([multiple]), [multiple], [{ questionId: 'q0', chosen }], TERMS, NOW).points;
  expect([[0, 2], [2, 0], [0], [0, 1, 2], []].map(points)).toEqual([100, 100, 0, 0, 0]);
  expect(markExam(attemptOf([multiple]), [multiple], [], TERMS, NOW).points).toBe(0);
});

test.each([
  ['a question of another exam', [{ questionId: 'q900', chosen: [0] }]],
  ['an option that is not there', [{ questionId: 'q0', chosen: [2] }]],
  [
    'a question answered twice',
    [
      { questionId: 'q0', chosen: [1] },
      { questionId: 'q0', chosen: [0] },
    ],
  ],
])('%s is refused', (_, answers) => {
  expect(() => markExam(attemptOf(four), four, answers, TERMS, NOW)).toThrow(refusal('BAD_INPUT'));
});

test('in time, half a minute for the way; and once', () => {
  expect(mark([], NOW + 45 * MINUTE + 30_000).passed).toBe(true);
  expect(() => mark([], NOW + 45 * MINUTE + 30_001)).toThrow(refusal('EXAM_OVER'));
  const done = { ...attemptOf(four), submittedAt: NOW };
  expect(() => markExam(done, four, [], TERMS, NOW)).toThrow(refusal('EXAM_OVER'));
});

test('passed counts for a year and never shortens what counts already', () => {
  expect(trainedUntil(0, NOW, TERMS)).toBe(Date.parse('2027-11-23T00:00:00+08:00'));
  const later = Date.parse('2028-01-01T00:00:00+08:00');
  expect(trainedUntil(later, NOW, TERMS)).toBe(later);
});

describe('the bank', () => {
  test('has at least sixty questions, each with an answer that exists, an explanation and a topic of a course', () => {
    expect(QUESTIONS.length).toBeGreaterThanOrEqual(60);
    const topics = new Set(COURSES.map(({ topic }) => topic));
    const odd = QUESTIONS.filter(
      ({ kind, options, right: chosen, explanation, topic, weight }) =>
        chosen.length === 0 ||
        chosen.some((index) => index >= options.length) ||
        new Set(chosen).size !== chosen.length ||
        (kind === 'multiple') !== chosen.length > 1 ||
        explanation.length < 6 ||
        !topics.has(topic) ||
        weight <= 0,
    );
    expect(odd.map(({ _id }) => _id)).toEqual([]);
    expect(new Set(QUESTIONS.map(({ text }) => text)).size).toBe(QUESTIONS.length);
  });

  test('whatever is drawn, all right is 100 and nothing is 0', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const attempt = begun([], NOW, seed);
        const questions = asked(attempt);
        expect(markExam(attempt, questions, right(questions), TERMS, NOW)).toMatchObject({
          points: 100,
          weakTopics: [],
        });
        expect(markExam(attempt, questions, [], TERMS, NOW)).toMatchObject({ points: 0, passed: false });
      }),
    );
  });

  test('chance is even: over many seeds every question is asked about as often', () => {
    const counts = new Map<string, number>();
    const ids = QUESTIONS.map(({ _id }) => _id);
    for (let seed = 0; seed < 2000; seed += 1)
      for (const id of drawBySeed(ids, `seed-${seed}`, 30)) counts.set(id, (counts.get(id) ?? 0) + 1);
    const expected = (2000 * 30) / ids.length;
    for (const id of ids) expect(Math.abs((counts.get(id) ?? 0) - expected)).toBeLessThan(expected * 0.15);
  });
});

test('four courses of at least six sections; the exam waits for the last one', () => {
  expect(COURSES).toHaveLength(4);
  expect(COURSES.filter(({ sections }) => sections.length < 6)).toEqual([]);
  let progress: Progress = { _id: 'nurse-1', finished: [] };
  const all = COURSES.flatMap((course) => course.sections.map(({ id }) => ({ course, id })));
  for (const { course, id } of all) {
    expect(coursesFinished(progress, COURSES)).toBe(false);
    progress = finishSection(finishSection(progress, course, id), course, id);
  }
  expect(coursesFinished(progress, COURSES)).toBe(true);
  expect(progress.finished).toHaveLength(all.length);
  expect(() => finishSection(progress, COURSES[0] as Course, 'no-such')).toThrow(refusal('NOT_FOUND'));
  expect(coursesFinished(progress, [])).toBe(false);
});
