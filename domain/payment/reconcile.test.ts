import fc from 'fast-check';
import { differencesBetween, totalsOf, type MoneyLine } from './reconcile';

const paid = (number: string, amountFen: number): MoneyLine => ({ move: 'payment', number, amountFen });
const back = (number: string, amountFen: number): MoneyLine => ({ move: 'refund', number, amountFen });

test('both sides say the same, in whatever order: nothing to do', () => {
  expect(differencesBetween([paid('A', 21_200), back('AR1', 500)], [back('AR1', 500), paid('A', 21_200)])).toEqual([]);
});

test('each kind of difference, by hand', () => {
  const bill = [paid('A', 100), paid('B', 200), back('CR1', 50)];
  const ours = [paid('A', 100), paid('B', 199), paid('D', 7)];
  expect(differencesBetween(bill, ours)).toEqual([
    { kind: 'amountDiffers', move: 'payment', number: 'B', billFen: 200, ourFen: 199 },
    { kind: 'unknownHere', move: 'refund', number: 'CR1', billFen: 50, ourFen: null },
    { kind: 'unknownThere', move: 'payment', number: 'D', billFen: null, ourFen: 7 },
  ]);
});

test('a payment and a refund of the same number are two things', () => {
  expect(differencesBetween([paid('A', 100)], [back('A', 100)]).map(({ kind }) => kind)).toEqual([
    'unknownHere',
    'unknownThere',
  ]);
});

test('the same number twice on the bill is seen', () => {
  expect(differencesBetween([paid('A', 100), paid('A', 100)], [paid('A', 100)])).toEqual([
    { kind: 'amountDiffers', move: 'payment', number: 'A', billFen: 200, ourFen: 100 },
  ]);
});

test('a change of one fen on either side is never missed', () => {
  const line = fc.record({
    move: fc.constantFrom('payment' as const, 'refund' as const),
    number: fc.string({ minLength: 1, maxLength: 6 }),
    amountFen: fc.integer({ min: 2, max: 1_000_000 }),
  });
  const unique = (one: MoneyLine) => `${one.move} ${one.number}`;
  fc.assert(
    fc.property(fc.uniqueArray(line, { minLength: 1, selector: unique }), fc.nat(), (lines, at) => {
      const bent = lines.map((one, i) => (i === at % lines.length ? { ...one, amountFen: one.amountFen - 1 } : one));
      expect(differencesBetween(lines, lines)).toEqual([]);
      expect(differencesBetween(lines, bent)).toHaveLength(1);
      expect(differencesBetween(lines, bent.slice(1)).length).toBeGreaterThan(0);
    }),
  );
});

test('sums of a day', () => {
  expect(totalsOf([paid('A', 10_000), paid('B', 2_550), back('AR1', 3_000)])).toEqual({
    payments: 2,
    paidFen: 12_550,
    refunds: 1,
    refundFen: 3_000,
  });
  expect(totalsOf([])).toEqual({ payments: 0, paidFen: 0, refunds: 0, refundFen: 0 });
});
