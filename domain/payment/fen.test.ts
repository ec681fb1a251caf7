import fc from 'fast-check';
import { percentOf, split, sum, yuan } from './fen';

test('fees round down, the deposit rounds half up', () => {
  expect(percentOf(99, 10, 'down')).toBe(9);
  expect(percentOf(99, 10, 'halfUp')).toBe(10);
  expect(percentOf(21_212, 20, 'halfUp')).toBe(4242); // 4242.4
  expect(percentOf(21_213, 20, 'halfUp')).toBe(4243); // 4242.6
  expect(percentOf(5, 50, 'halfUp')).toBe(3); // 2.5
  expect(percentOf(5, 50, 'down')).toBe(2);
});

test.each([0.5, -1, NaN, Infinity])('%p is no amount of money', (fen) => {
  expect(() => percentOf(fen, 10, 'down')).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
});

test.each([
  [19_520, '¥195.20'],
  [5, '¥0.05'],
  [0, '¥0.00'],
  [-150, '-¥1.50'],
])('%i fen read %s', (fen, text) => {
  expect(yuan(fen)).toBe(text);
});

test('the fen that rounding leaves goes to the largest remainder, then to the first', () => {
  expect(split(100, [1, 1, 1])).toEqual([34, 33, 33]);
  expect(split(10, [1, 2])).toEqual([3, 7]); // 3.33, 6.67
  expect(split(1, [0, 1])).toEqual([0, 1]);
});

test.each([[[]], [[0, 0]], [[1, -1, 3]]])('cannot split by %j', (weights) => {
  expect(() => split(100, weights)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
});

test('split gives every fen to someone and nobody more than a fen off', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000 }), weights, (fen, shares) => {
      fc.pre(shares.some((share) => share > 0));
      const parts = split(fen, shares);
      expect(sum(...parts)).toBe(fen);
      const whole = sum(...shares);
      parts.forEach((part, index) => {
        expect(Number.isInteger(part)).toBe(true);
        expect(Math.abs(part - (fen * (shares[index] ?? 0)) / whole)).toBeLessThan(1);
      });
    }),
  );
});
