import { anApplication, filledParts, goodFacts } from '../testing/anApplication';
import { reviewAlert } from './alerts';
import { checkApplication } from './checks';
import { close, giveBack, newApplication, startReview, submit, withdraw, withPart } from './steps';

const at = (text: string) => Date.parse(`${text}:00+08:00`);
const NOW = at('2026-11-23T10:00');
const TERMS = { reviewWorkingDays: 3, escalateWorkingDays: 2 };
const CHECKS = checkApplication(filledParts(), goodFacts(), { criminalRecordMaxMonths: 6 }, NOW);
const refusal = (code: string) => expect.objectContaining({ code });
const handedIn = () => submit(anApplication(), CHECKS, TERMS, NOW).application;

test('handed in on a Monday, owed by the end of Thursday, escalated at the end of Wednesday', () => {
  expect(handedIn()).toMatchObject({
    state: 'submitted',
    submission: 1,
    review: {
      submittedAt: NOW,
      escalateAt: at('2026-11-26T00:00'),
      dueAt: at('2026-11-27T00:00'),
      calendarKnown: true,
      nextAlertAt: at('2026-11-26T00:00'),
    },
  });
});

test('a due date in a year nobody published says so', () => {
  const { review } = submit(anApplication(), CHECKS, TERMS, at('2026-12-30T10:00')).application;
  expect(review).toMatchObject({ calendarKnown: false, dueAt: at('2027-01-05T00:00') });
});

test('half an application is not handed in, and it says what is missing', () => {
  const empty = newApplication({ _id: 'u', nurseId: 'n', openid: '', uid: '' }, NOW);
  expect(() => submit(empty, CHECKS, TERMS, NOW)).toThrow(
    expect.objectContaining({ code: 'APPLICATION_INCOMPLETE', details: expect.objectContaining({ part: 'person' }) }),
  );
  const bare = anApplication({ parts: { ...filledParts(), documents: [] } });
  expect(() => submit(bare, CHECKS, TERMS, NOW)).toThrow(refusal('APPLICATION_INCOMPLETE'));
});

test('a failed check keeps it back', () => {
  const bad = checkApplication(filledParts(), goodFacts({ identity: 'mismatch' }), { criminalRecordMaxMonths: 6 }, NOW);
  expect(() => submit(anApplication(), bad, TERMS, NOW)).toThrow(refusal('APPLICATION_CHECKS_FAILED'));
});

test('once handed in it is not hers to change until it is given back; the history goes on', () => {
  const given = handedIn();
  const part = filledParts().person;
  expect(() => withPart(given, 'person', part, NOW)).toThrow(refusal('APPLICATION_CLOSED'));
  const reasons = [{ part: 'documents' as const, reason: '照片不清' }];
  const { application: returned, event } = giveBack(startReview(given, 'op', NOW).application, reasons, 'op', NOW);
  expect(event).toMatchObject({ kind: 'returned', by: 'op', submission: 1, reasons });
  expect(returned).toMatchObject({ state: 'returned', returnReasons: reasons, review: { nextAlertAt: null } });
  const mended = withPart(returned, 'person', part, NOW + 1);
  expect(mended.checks).toEqual([]);
  const again = submit(mended, CHECKS, TERMS, NOW + 2).application;
  expect(again).toMatchObject({ state: 'submitted', submission: 2, returnReasons: [], evidence: null });
  expect(again.version).toBe(returned.version + 2);
});

test('rejected is the end; withdrawn may be taken up again', () => {
  const rejected = close(handedIn(), 'rejected', { operator: 'op', text: '不符合' }, NOW).application;
  expect(() => withPart(rejected, 'person', filledParts().person, NOW)).toThrow(refusal('APPLICATION_CLOSED'));
  expect(() => submit(rejected, CHECKS, TERMS, NOW)).toThrow(refusal('APPLICATION_CLOSED'));
  expect(() => withdraw(rejected, NOW)).toThrow(refusal('APPLICATION_CLOSED'));
  const back = withdraw(handedIn(), NOW).application;
  expect(submit(back, CHECKS, TERMS, NOW).application).toMatchObject({ state: 'submitted', submission: 2 });
});

test('under review it cannot be withdrawn behind the reviewer’s back, nor begun twice', () => {
  const reviewing = startReview(handedIn(), 'op', NOW).application;
  expect(() => withdraw(reviewing, NOW)).toThrow(refusal('APPLICATION_CLOSED'));
  expect(() => startReview(reviewing, 'op2', NOW)).toThrow(refusal('ILLEGAL_STEP'));
});

test('operators are reminded a working day ahead and when it is over, each once', () => {
  const given = handedIn();
  expect(reviewAlert(given, at('2026-11-25T23:59'))).toBeNull();
  const soon = reviewAlert(given, at('2026-11-26T00:00'));
  expect(soon?.alert.level).toBe('soon');
  const next = soon?.application ?? given;
  expect(reviewAlert(next, at('2026-11-26T12:00'))).toBeNull();
  const late = reviewAlert(next, at('2026-11-27T00:00'));
  expect(late?.alert.level).toBe('overdue');
  expect(reviewAlert(late?.application ?? given, at('2026-12-24T00:00'))).toBeNull();
  const decided = close(given, 'approved', { operator: 'op', text: '通过' }, NOW).application;
  expect(reviewAlert(decided, at('2026-12-24T00:00'))).toBeNull();
});
