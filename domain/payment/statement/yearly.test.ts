import { credit, debit, entry } from '../ledger';
import { paidOutEntry } from '../payoutEntries';
import { FAIL_REASONS, problemWords } from './transferProblems';
import { startOfYear, yearlySheet } from './yearly';

const at = (text: string) => Date.parse(`${text}+08:00`);
const earned = (fen: number, when: string) =>
  entry('o', `completed:${when}`, at(when), [debit('held', fen), credit('nursePayable', fen)], 'n1');
const taken = (fen: number, when: string) =>
  entry('o', `correction:${when}`, at(when), [debit('nursePayable', fen), credit('revenue', fen)], 'n1');

test('a year by month of Beijing, from the ledger: by hand', () => {
  const sheet = yearlySheet(2026, [
    earned(10_000, '2026-01-01T00:00:00'),
    earned(2000, '2026-01-31T23:59:59'),
    taken(500, '2026-02-01T00:00:00'),
    paidOutEntry({ nurseId: 'n1', outBillNo: 'P1', amountFen: 9000 }, at('2026-02-03T10:00:00')),
    paidOutEntry({ nurseId: 'n1', outBillNo: 'P2', amountFen: 1000 }, at('2026-12-31T23:59:59')),
  ]);
  expect(sheet).toEqual({
    ...{ year: 2026, earnedFen: 12_000, takenFen: -500, paidOutFen: 10_000 },
    months: [
      { month: 1, lines: 2, earnedFen: 12_000, takenFen: 0, paidOutFen: 0 },
      { month: 2, lines: 1, earnedFen: 0, takenFen: -500, paidOutFen: 9000 },
      { month: 12, lines: 0, earnedFen: 0, takenFen: 0, paidOutFen: 1000 },
    ],
  });
  expect(startOfYear(2026)).toBe(at('2026-01-01T00:00:00'));
});

test('every end of a transfer has words that say what to do', () => {
  for (const reason of FAIL_REASONS) {
    expect(problemWords(reason)).toMatch(/请|不用/);
    expect(problemWords(reason)).not.toContain(reason);
  }
  expect(problemWords('SOMETHING_NEW')).toContain('SOMETHING_NEW');
});
