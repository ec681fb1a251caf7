import { fundDifferences, fundMoves, fundTotals, type FundLine } from './fundFlow';
import type { MoneyLine } from './reconcile';

const DAY = '2026-11-23';
const sent = (number: string, amountFen: number): FundLine => ({ move: 'transfer', number, amountFen });
const fee = (amountFen: number): FundLine => ({ move: 'fee', number: 'A', amountFen });
const paid: FundLine = { move: 'payment', number: 'A', amountFen: 21_200 };
const back: FundLine = { move: 'refund', number: 'AR1', amountFen: 500 };
const transfer = (number: string, amountFen: number): MoneyLine => ({ move: 'transfer', number, amountFen });
const named: readonly MoneyLine[] = [
  { move: 'payment', number: 'A', amountFen: 21_200 },
  { move: 'refund', number: 'AR1', amountFen: 500 },
];

test('both sides say the same: nothing to do; sums by hand', () => {
  const lines = [paid, fee(127), back, fee(-3), sent('P1', 9000), sent('P2', 1000), sent('P3', 700), sent('P3', -700)];
  const transfers = [transfer('P2', 1000), transfer('P1', 9000)];
  expect(fundDifferences(DAY, lines, { transfers, named, feesFen: 124 })).toEqual([]);
  expect(fundTotals(lines)).toEqual({ transfers: 2, transferFen: 10_000, feesFen: 124 });
  // Sent and come back on the same day: no money moved.
  expect(fundMoves(lines, 'transfer').map(({ number }) => number)).toEqual(['P1', 'P2']);
  expect(fundDifferences(DAY, [], { transfers: [], named: [], feesFen: 0 })).toEqual([]);
});

test('each difference is a piece of work', () => {
  const lines = [paid, fee(127), sent('P1', 9000), sent('P9', 50), { ...paid, move: 'other' as const, number: '42' }];
  const ours = { transfers: [transfer('P1', 8999), transfer('P2', 1000)], named: [], feesFen: 128 };
  const told = fundDifferences(DAY, lines, ours).map(({ kind, move, number }) => `${kind} ${move} ${number}`);
  expect(told.sort()).toEqual([
    'amountDiffers fee 2026-11-23',
    'amountDiffers transfer P1',
    'unknownHere other 42',
    'unknownHere payment A',
    'unknownHere transfer P9',
    'unknownThere transfer P2',
  ]);
});
