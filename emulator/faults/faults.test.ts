/** The switches by themselves: which rules make sense, whom they strike, how often. */
import fc from 'fast-check';
import { Faults } from './faults';
import { EFFECTS, PLACES, type FaultRule } from './rule';
import { seededChance } from './schedule';

const GET = { on: 'admin', name: 'database.getDocument', collection: 'orders' } as const;

test('nothing strikes until it is set', () => {
  const faults = new Faults();
  expect(faults.isArmed()).toBe(false);
  expect(faults.strike(GET)).toBeUndefined();
});

test.each<[string, Partial<FaultRule>, boolean]>([
  ['everything at the place', {}, true],
  ['the very action', { name: 'database.getDocument' }, true],
  ['another action', { name: 'database.getDocuments' }, false],
  ['a pattern', { name: 'database.*' }, true],
  ['a pattern in the middle', { name: 'data*Document' }, true],
  ['a pattern that ends too early', { name: '*.get' }, false],
  ['a dot is a dot', { name: 'database?getDocument' }, false],
  ['the collection', { collection: 'orders' }, true],
  ['another collection', { collection: 'order' }, false],
  ['another place', { on: 'web' }, false],
])('who is meant: %s', (_what, rule, expected) => {
  const faults = new Faults();
  faults.add({ on: 'admin', effect: 'timeout', ...rule });
  expect(faults.strike(GET) !== undefined).toBe(expected);
});

test('the next two, then no more; the count is told', () => {
  const faults = new Faults();
  const id = faults.add({ on: 'admin', effect: 'dropAfter', times: 2 });
  const struck = Array.from({ length: 4 }, () => faults.strike(GET) !== undefined);
  expect(struck).toEqual([true, true, false, false]);
  expect(faults.list()).toEqual([{ id, rule: expect.anything(), matched: 2, struck: 2, left: 0 }]);
  expect(faults.isArmed()).toBe(false);
});

test('the first switch that strikes is the one; a used one lets the next have its turn', () => {
  const faults = new Faults();
  faults.add({ on: 'admin', effect: 'dropBefore', times: 1 });
  faults.add({ on: 'admin', effect: 'timeout' });
  expect(faults.strike(GET)?.effect).toBe('dropBefore');
  expect(faults.strike(GET)?.effect).toBe('timeout');
});

test('by chance: the same seed makes the same choices, near the wanted share', () => {
  const run = (seed: number) => {
    const faults = new Faults();
    faults.add({ on: 'admin', effect: 'timeout', probability: 0.3, seed });
    return Array.from({ length: 1000 }, () => (faults.strike(GET) ? 1 : 0));
  };
  expect(run(7)).toEqual(run(7));
  expect(run(7)).not.toEqual(run(8));
  const share = run(7).reduce<number>((sum, one) => sum + one, 0) / 1000;
  // 1000 throws at 0.3 lie within five standard deviations (0.0145 each).
  expect(Math.abs(share - 0.3)).toBeLessThan(0.0725);
});

test('chance is even and stays within [0, 1)', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (seed) => {
      const chance = seededChance(seed);
      for (let i = 0; i < 50; i += 1) {
        const value = chance();
        expect(value >= 0 && value < 1).toBe(true);
      }
    }),
  );
});

test('removed and cleared', () => {
  const faults = new Faults();
  const id = faults.add({ on: 'admin', effect: 'timeout' });
  faults.add({ on: 'web', effect: 'timeout' });
  expect([faults.remove(id), faults.remove(id)]).toEqual([true, false]);
  expect([faults.isArmed('admin'), faults.isArmed('web')]).toEqual([false, true]);
  faults.clear();
  expect(faults.list()).toEqual([]);
});

test.each<[string, unknown]>([
  ['no object', [1]],
  ['no place', { effect: 'timeout' }],
  ['unknown place', { on: 'moon', effect: 'timeout' }],
  ['unknown effect', { on: 'admin', effect: 'rain' }],
  ['unknown key', { on: 'admin', effect: 'timeout', path: 'x' }],
  ['nothing to do', { on: 'admin' }],
  ['an error without a code', { on: 'admin', effect: 'error' }],
  ['a code without an error', { on: 'admin', effect: 'timeout', code: 'X' }],
  ['a status without its number', { on: 'admin', effect: 'status' }],
  ['a status that is a success', { on: 'admin', effect: 'status', status: 200 }],
  ['a status on a message', { on: 'watch', effect: 'status', status: 500 }],
  ['a conflict on an upload', { on: 'upload', effect: 'conflict' }],
  ['no times', { on: 'admin', effect: 'timeout', times: 0 }],
  ['half a time', { on: 'admin', effect: 'timeout', times: 1.5 }],
  ['times and chance', { on: 'admin', effect: 'timeout', times: 1, probability: 0.5 }],
  ['more than certain', { on: 'admin', effect: 'timeout', probability: 1.1 }],
  ['a seed for nothing', { on: 'admin', effect: 'timeout', seed: 3 }],
  ['back in time', { on: 'admin', delayMs: -1 }],
  ['text for a number', { on: 'admin', delayMs: '5' }],
  ['a collection of a file', { on: 'upload', effect: 'timeout', collection: 'a' }],
])('refused: %s', (_what, rule) => {
  const faults = new Faults();
  expect(() => faults.add(rule as FaultRule)).toThrow(RangeError);
  expect(faults.list()).toEqual([]);
});

test('every place takes every effect that means something there', () => {
  const faults = new Faults();
  const accepted = PLACES.flatMap((on) =>
    EFFECTS.map((effect) => {
      const more = effect === 'error' ? { code: 'X' } : effect === 'status' ? { status: 503 } : {};
      try {
        faults.add({ on, effect, ...more });
        return 1;
      } catch {
        return 0;
      }
    }),
  );
  // 9 places × 6 effects, less the status of messages and the conflict on the six places without transactions.
  expect(accepted.reduce<number>((sum, one) => sum + one, 0)).toBe(54 - 1 - 6);
});
