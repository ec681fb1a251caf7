import fc from 'fast-check';
import { startSearch, nextStep } from './search';
import { offer, gather } from '../order/search';
import { timelineText } from '../order/timeline';
import { anOrder } from '../testing/anOrder';
import { parameters } from '../testing/parameters';
import { askedAlone, batchMinutes, byHour, isOverloaded, nursesForCalm } from './overload';
import { scored, type Scorable } from './score';

const p = parameters.batching;
const START = Date.parse('2026-11-21T10:00:00+08:00');
const after = (minutes: number) => START + minutes * 60_000;

describe('is it crowded', () => {
  test.each([
    // nine wait for eight: more than 100 in a hundred
    [{ waiting: 9, inBatch: 0, freeNurses: 8 }, true],
    [{ waiting: 8, inBatch: 0, freeNurses: 8 }, false],
    // once begun it goes on down to 70 in a hundred: 5.6 of eight
    [{ waiting: 6, inBatch: 1, freeNurses: 8 }, true],
    [{ waiting: 5, inBatch: 1, freeNurses: 8 }, false],
    // nobody could come: there is nothing to share out
    [{ waiting: 50, inBatch: 20, freeNurses: 0 }, false],
  ])('%j: %s', (load, expected) => expect(isOverloaded(load, p)).toBe(expected));

  test('an operator may switch it off', () =>
    expect(isOverloaded({ waiting: 999, inBatch: 9, freeNurses: 1 }, { ...p, onPercent: 0 })).toBe(false));

  test('with so many nurses as make it calm it is calm, with one fewer it is not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat({ max: 3 }), (waiting, inBatch) => {
        const calm = nursesForCalm({ waiting, inBatch }, p);
        expect(isOverloaded({ waiting, inBatch, freeNurses: calm }, p)).toBe(false);
        if (calm > 1) expect(isOverloaded({ waiting, inBatch, freeNurses: calm - 1 }, p)).toBe(true);
      }),
    );
  });
});

test('visits less than two hours apart want the same nurses; a chain of them is one group', () => {
  const hours = [14, 10, 11, 12.5, 20];
  expect(byHour(hours, (hour) => hour * 3_600_000, p)).toEqual([[10, 11, 12.5, 14], [20]]);
  expect(byHour([10, 12], (hour) => hour * 3_600_000, p)).toEqual([[10], [12]]);
});

test('ways decide where they differ, the score where they do not', () => {
  const one: Scorable = {
    ...{ nurseId: 'n', travelMinutes: 20, isEstimated: true, stars: 5, reviewCount: 50 },
    ...{ recentVisits: 3, speaksWished: false, weekMinutes: 0, lastOfferAt: 0 },
  };
  const minutes = (more: Partial<Scorable>) =>
    batchMinutes(scored({ ...one, ...more }, false, parameters.score), parameters.score, p);
  expect(minutes({})).toBe(20); // best in everything: the way alone
  // (0.3 · 0 + 0.15 · 0 + 0.1 · 0) / 0.55: the worst costs all five minutes
  expect(minutes({ stars: 1, recentVisits: 0, weekMinutes: 2400 })).toBe(25);
  // 4 stars: quality 0.75; (0.225 + 0.15 + 0.1) / 0.55 = 0.8636
  expect(minutes({ stars: 4 })).toBeCloseTo(20 + 5 * (1 - 0.475 / 0.55), 6);
});

describe('an order that waits for a batch', () => {
  const order = anOrder({ dispatch: startSearch(null, START) });
  const load = { stage: 'waves' as const, waiting: 9, freeNurses: 8 };

  test('stands in its history once, in words; the clock of the search goes on', () => {
    const gathered = gather(order, load, START);
    expect(gathered.fact).toMatchObject({ event: 'gather', by: 'system', details: { waiting: 9, freeNurses: 8 } });
    expect(gathered.fact && timelineText(gathered.fact)).toBe('现在预约的人多，正在统一安排路近的护士');
    expect(gathered.order.dispatch).toMatchObject({ inBatch: true, startedAt: START, offeredNurseIds: [] });
    expect(gather(gathered.order, load, after(1)).fact).toBeNull();
    expect(nextStep(gathered.order, ['n1'], 0, after(30), parameters.acceptance).action).toBe('operators');
    expect(nextStep(gathered.order, ['n1'], 0, after(60), parameters.acceptance).action).toBe('cancel');
  });

  test('its nurse is asked alone for five minutes, and then it waits for no batch any more', () => {
    const { order: waiting } = gather(order, load, START);
    const step = nextStep(waiting, ['n1', 'n2', 'n3', 'n4'], 0, after(1), parameters.acceptance);
    if (step.action !== 'offer') throw new Error(step.action);
    const alone = askedAlone(step, 'n3', waiting, after(1), parameters.acceptance);
    expect(alone).toMatchObject({ nurseIds: ['n3'], stage: 'waves', expiresAt: after(6), nextStepAt: after(6) });
    const asked = offer(waiting, { ...alone, batch: { orders: 12, nurses: 8 } }, after(1));
    expect(asked.order.dispatch).toMatchObject({ inBatch: false, offeredNurseIds: ['n3'], wave: 1 });
    expect(asked.fact?.details).toMatchObject({ nurseIds: ['n3'], batch: { orders: 12, nurses: 8 } });
    expect(asked.fact && timelineText(asked.fact)).toBe('已通知路近的护士，等待确认');
  });

  test('in the last minutes before people take over she has until then', () => {
    const late = { ...order, dispatch: { ...order.dispatch, stage: 'alternates' as const, wave: 3 } };
    const step = nextStep(late, ['n1'], 0, after(28), parameters.acceptance);
    if (step.action !== 'offer') throw new Error(step.action);
    expect(askedAlone(step, 'n1', late, after(28), parameters.acceptance).expiresAt).toBe(after(30));
  });
});
