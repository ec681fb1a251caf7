import fc from 'fast-check';
import { escalate, offer } from '../order/search';
import type { Order } from '../order/order';
import { anOrder } from '../testing/anOrder';
import { parameters } from '../testing/parameters';
import vectors from '../testing/vectors/operations.json';
import { nextStep, startSearch } from './search';

const p = parameters.acceptance;
const START = Date.parse('2026-11-21T10:00:00+08:00');
const after = (minutes: number) => START + minutes * 60_000;
const nurses = (count: number, from = 1) => Array.from({ length: count }, (_, index) => `n${from + index}`);

const automatic = anOrder({ dispatch: startSearch(null, START) });
const chosen = anOrder({ chosenNurseId: 'wanted', dispatch: startSearch('wanted', START) });

/** The chosen nurse is one of those who could come. */
const knowing = ({ chosenNurseId }: Order, ranked: readonly string[]) =>
  chosenNurseId === null ? ranked : [chosenNurseId, ...ranked];

/** Takes the step that is due, as dispatch does. `openOffers` before the step. */
function take(order: Order, minute: number, openOffers = 0, ranked = nurses(30)): { order: Order; said: unknown } {
  const step = nextStep(order, knowing(order, ranked), openOffers, after(minute), p);
  if (step.action === 'offer') {
    const said = {
      stage: step.stage,
      wave: step.wave,
      nurseIds: step.nurseIds,
      until: (step.expiresAt - START) / 60_000,
    };
    return { order: offer(order, step, after(minute)).order, said };
  }
  if (step.action === 'operators') {
    return { order: escalate(order, step.nextStepAt, after(minute)).order, said: 'operators' };
  }
  return { order, said: step.action };
}

test('nobody answers: three waves of three, ten alternates, operators, the end', () => {
  const heard: unknown[] = [];
  let order = automatic;
  for (const minute of [0, 5, 10, 15, 30, 45, 60]) {
    const step = take(order, minute);
    order = step.order;
    heard.push(step.said);
  }
  expect(heard).toEqual([
    { stage: 'waves', wave: 1, nurseIds: nurses(3), until: 5 },
    { stage: 'waves', wave: 2, nurseIds: nurses(3, 4), until: 10 },
    { stage: 'waves', wave: 3, nurseIds: nurses(3, 7), until: 15 },
    { stage: 'alternates', wave: 3, nurseIds: nurses(10, 10), until: 30 },
    'operators',
    'wait',
    'cancel',
  ]);
});

test('the chosen nurse has it alone for 15 minutes, then alternates are asked', () => {
  const first = take(chosen, 0);
  expect(first.said).toEqual({ stage: 'exclusive', wave: 0, nurseIds: ['wanted'], until: 15 });
  expect(take(first.order, 14, 1).said).toBe('wait');
  expect(take(first.order, 15).said).toMatchObject({ stage: 'alternates', nurseIds: nurses(10), until: 30 });
});

test.each(vectors.accept)('published: $order, minute $minute → $expect', ({ order, minute, expect: published }) => {
  const begun = take(order === 'user_chosen' ? chosen : automatic, 0);
  const { said } = minute === 0 ? begun : take(begun.order, minute);
  const expected: Record<string, unknown> = {
    wave1: { stage: 'waves', wave: 1 },
    wave2: { stage: 'waves', wave: 2 },
    alternates: { stage: 'alternates' },
  };
  if (published === 'auto_cancel_full_refund') expect(said).toBe('cancel');
  else expect(said).toMatchObject(expected[published] as object);
});

test('the chosen nurse could not come any more: nobody waits for her, alternates are asked at once', () => {
  expect(nextStep(chosen, nurses(2), 0, after(0), p)).toMatchObject({ stage: 'alternates', nurseIds: ['n1', 'n2'] });
});

test('the chosen nurse declines: alternates are asked at once', () => {
  const { order } = take(chosen, 0);
  expect(take(order, 2).said).toMatchObject({ stage: 'alternates', until: 30 });
});

test('a whole wave declines: the next one goes out at once; while one is thinking it waits', () => {
  const { order } = take(automatic, 0);
  expect(take(order, 2, 1).said).toBe('wait');
  expect(take(order, 2, 0).said).toMatchObject({ stage: 'waves', wave: 2, until: 7 });
});

test('a wave never runs past the 15 minutes', () => {
  let { order } = take(automatic, 0);
  order = take(order, 6).order;
  expect(take(order, 12).said).toMatchObject({ stage: 'waves', wave: 3, until: 15 });
});

test('all alternates decline: the next ten, as long as there are some', () => {
  let { order } = take(automatic, 0, 0, nurses(15));
  order = take(order, 15, 0, nurses(15)).order; // n4 … n13
  const next = take(order, 18, 0, nurses(15));
  expect(next.said).toMatchObject({ stage: 'alternates', nurseIds: ['n14', 'n15'], until: 30 });
  expect(take(next.order, 20, 0, nurses(15)).said).toBe('operators');
});

test('nobody at all to ask: operators at once', () => {
  expect(take(automatic, 0, 0, []).said).toBe('operators');
});

test('two nurses in the whole city: when their time is over, operators', () => {
  const { order } = take(automatic, 0, 0, nurses(2));
  expect(take(order, 4, 2, nurses(2)).said).toBe('wait');
  expect(take(order, 5, 0, nurses(2)).said).toBe('operators');
});

test('a clock that jumps is taken for what it is', () => {
  expect(take(automatic, 16).said).toMatchObject({ stage: 'alternates' });
  expect(take(automatic, 31).said).toBe('operators');
  expect(take(automatic, 600).said).toBe('cancel');
});

test('at night the clock stands still: chosen at 23:00, hers until a quarter past seven', () => {
  const night = Date.parse('2026-11-21T23:00:00+08:00');
  const startAt = night + 24 * 3_600_000;
  const order = anOrder({ startAt, chosenNurseId: 'wanted', dispatch: startSearch('wanted', night) });
  const quarterPastSeven = Date.parse('2026-11-22T07:15:00+08:00');
  expect(nextStep(order, ['wanted'], 0, night, p)).toMatchObject({
    expiresAt: quarterPastSeven,
    nextStepAt: quarterPastSeven,
  });
  const asked = offer(order, { nurseIds: ['wanted'], stage: 'exclusive', wave: 0, nextStepAt: 0 }, night).order;
  expect(nextStep(asked, ['n1'], 1, night + 90 * 60_000, p)).toEqual({ action: 'wait' });
  expect(nextStep(asked, ['n1'], 0, quarterPastSeven, p)).toMatchObject({ action: 'offer', stage: 'alternates' });
});

test('the search ends when the visit would begin', () => {
  const soon = { ...automatic, startAt: after(20) };
  expect(take(soon, 19).said).not.toBe('cancel');
  expect(take(soon, 20).said).toBe('cancel');
});

test('whatever happens, nobody is asked twice, steps are never late for ever, and the end comes at 60:00', () => {
  const happening = fc.record({ minutes: fc.integer({ min: 0, max: 7 }), open: fc.integer({ min: 0, max: 3 }) });
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.integer({ min: 0, max: 40 }),
      fc.array(happening, { maxLength: 30 }),
      (picky, many, days) => {
        let order = picky ? chosen : automatic;
        let minute = 0;
        for (const { minutes, open } of days) {
          minute += minutes;
          const step = nextStep(order, knowing(order, nurses(many)), open, after(minute), p);
          expect(step.action === 'cancel').toBe(minute >= 60);
          if (step.action === 'cancel') return;
          if (step.action === 'offer') expect(step.expiresAt).toBeGreaterThan(after(minute));
          order = take(order, minute, open, nurses(many)).order;
          const asked = order.dispatch.offeredNurseIds;
          expect(new Set(asked).size).toBe(asked.length);
          if (minute >= 30) expect(order.dispatch.stage).toBe('operators');
        }
      },
    ),
  );
});
