import * as fc from 'fast-check';
import { parameters } from '../testing/parameters';
import { dateTimeText, MINUTE } from '../schedule/beijing';
import { nextStep, startSearch } from './search';
import { canArrive, urgentStarts } from './urgent';

const at = (text: string) => Date.parse(`${text}:00+08:00`);
const { booking, acceptance } = parameters;

test.each([
  // 30 minutes to get ready, at most two hours
  ['2026-11-23T08:00', ['11月23日 08:30', '11月23日 09:00', '11月23日 09:30', '11月23日 10:00']],
  ['2026-11-23T08:01', ['11月23日 09:00', '11月23日 09:30', '11月23日 10:00']],
  ['2026-11-23T08:29', ['11月23日 09:00', '11月23日 09:30', '11月23日 10:00']],
  // at night as well
  ['2026-11-23T23:10', ['11月24日 00:00', '11月24日 00:30', '11月24日 01:00']],
])('at %s: %s', (now, starts) => expect(urgentStarts(at(now), booking).map(dateTimeText)).toEqual(starts));

test('whenever it is asked for, the visit starts within two hours', () => {
  fc.assert(
    fc.property(fc.integer({ min: at('2026-11-23T00:00'), max: at('2026-11-24T00:00') }), (now) => {
      const starts = urgentStarts(now, booking);
      expect(starts.length).toBeGreaterThan(0);
      for (const startAt of starts) {
        expect(startAt - now).toBeGreaterThanOrEqual(30 * MINUTE);
        expect(startAt - now).toBeLessThanOrEqual(120 * MINUTE);
      }
    }),
  );
});

test('ten minutes to answer, then the way', () => {
  const now = at('2026-11-23T08:00');
  expect(canArrive(20, at('2026-11-23T08:30'), now, booking)).toBe(true);
  expect(canArrive(21, at('2026-11-23T08:30'), now, booking)).toBe(false);
  expect(canArrive(50, at('2026-11-23T09:00'), now, booking)).toBe(true);
});

describe('the search', () => {
  const NIGHT = at('2026-11-23T23:10');
  const nurses = Array.from({ length: 14 }, (_, n) => `n${n}`);
  const order = { urgent: true, startAt: at('2026-11-24T00:30'), chosenNurseId: null };
  const begun = { ...order, dispatch: startSearch(null, NIGHT, true) };

  test('asks ten at once, for ten minutes, in the middle of the night', () => {
    expect(nextStep(begun, nurses, 0, NIGHT, acceptance)).toEqual({
      ...{ action: 'offer', nurseIds: nurses.slice(0, 10), stage: 'alternates', wave: 0 },
      ...{ expiresAt: NIGHT + 10 * MINUTE, nextStepAt: NIGHT + 10 * MINUTE },
    });
  });

  const asked = { ...begun, dispatch: { ...begun.dispatch, offeredNurseIds: nurses.slice(0, 10) } };
  test.each([
    ['while somebody may still say yes it waits', 9, 3, 'wait'],
    ['all said no: the next ones', 4, 0, 'offer'],
    ['ten minutes: people take over', 10, 3, 'operators'],
    ['half an hour: the family is told and pays nothing', 30, 0, 'cancel'],
  ])('%s', (_, minutes, open, action) =>
    expect(nextStep(asked, nurses, open, NIGHT + minutes * MINUTE, acceptance).action).toBe(action),
  );

  test('the same order without haste would sleep: three are asked, and nobody is hurried', () => {
    const calm = { startAt: at('2026-11-24T10:00'), chosenNurseId: null, dispatch: startSearch(null, NIGHT) };
    const step = nextStep(calm, nurses, 0, NIGHT, acceptance);
    expect(step).toMatchObject({ nurseIds: ['n0', 'n1', 'n2'], stage: 'waves', expiresAt: at('2026-11-24T06:05') });
  });
});
