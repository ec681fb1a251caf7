import fc from 'fast-check';
import { assertMaySend, attempt, type SentCode } from './phoneCode';

const AT = Date.parse('2026-11-23T08:00:00+08:00');
const sent = (more: Partial<SentCode> = {}): SentCode => ({ sentAt: AT, tries: 0, used: false, userId: 'u', ...more });
const codeOf = (act: () => void) => {
  try {
    act();
    return 'ok';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

test.each([
  ['the first', null, {}, AT, 'ok'],
  ['after 59 seconds', sent(), {}, AT + 59_000, 'PHONE_CODE_TOO_SOON'],
  ['after a minute', sent(), {}, AT + 60_000, 'ok'],
  ['the tenth of the day', null, { number: 9 }, AT, 'ok'],
  ['the eleventh', null, { number: 10 }, AT, 'TOO_MANY_TRIES'],
  ['the eleventh of an account, over many numbers', null, { account: 10 }, AT, 'TOO_MANY_TRIES'],
  ['the eleventh of a device', null, { device: 10 }, AT, 'TOO_MANY_TRIES'],
  ['the hundredth of an address', null, { address: 99 }, AT, 'ok'],
  ['one more', null, { address: 100 }, AT, 'TOO_MANY_TRIES'],
])('sending %s: %#', (_, last, counts, now, code) => {
  expect(codeOf(() => assertMaySend(last, counts, now))).toBe(code);
});

test.each([
  ['none was sent', null, AT],
  ['five minutes are over', sent(), AT + 300_000],
  ['it was used', sent({ used: true }), AT + 1],
  ['five tries are over', sent({ tries: 5 }), AT + 1],
  ['another account asked for it', sent({ userId: 'other' }), AT + 1],
])('the right code is dead where %s, and not even compared', (_, last, now) => {
  const matches = jest.fn(() => true);
  expect(attempt(last, 'u', matches, now)).toEqual({ outcome: 'dead' });
  expect(matches).not.toHaveBeenCalled();
});

test('wrong four times, right at the fifth, in the last millisecond; then it is used', () => {
  let code = sent();
  for (const triesLeft of [4, 3, 2, 1]) {
    const tried = attempt(code, 'u', () => false, AT + 1);
    expect(tried).toMatchObject({ outcome: 'wrong', triesLeft });
    if (tried.outcome === 'wrong') code = tried.next;
  }
  const last = attempt(code, 'u', () => true, AT + 299_999);
  expect(last).toMatchObject({ outcome: 'right', next: { used: true } });
});

test('however one tries, at most five codes are compared', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 20 }), (answers) => {
      let code: SentCode = sent();
      let compared = 0;
      for (const answer of answers) {
        const tried = attempt(code, 'u', () => ((compared += 1), answer), AT + 1);
        if (tried.outcome !== 'dead') code = tried.next;
      }
      const firstRight = answers.indexOf(true) + 1 || Infinity;
      expect(compared).toBe(Math.min(answers.length, 5, firstRight));
    }),
  );
});
