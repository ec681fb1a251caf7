import * as fc from 'fast-check';
import { parameters } from '../../testing/parameters';
import { balances, credit, debit, entry } from '../ledger';
import { appealDecidedEntry, appealed, appealHeldEntry, appealUntil, decidedAppeal, takenFen } from './appeal';
import { type IncomeItem, itemOf } from './items';
import { statementOf } from './statement';

const AT = Date.parse('2026-11-30T00:05:00+08:00');
const DAYS_15 = 15 * 86_400_000;
const line = (more: Partial<IncomeItem>): IncomeItem => ({
  ...{ entryId: 'o1:dispute:1', orderId: 'o1', kind: 'deduction', at: AT - 1, amountFen: -3000, serviceName: '导尿' },
  ...{ startAt: AT - 2, reductions: [] },
  ...more,
});
const partial = line({
  ...{ entryId: 'o2:completed', kind: 'visit', amountFen: 5000 },
  reductions: [{ label: '未完成', nurseFen: 900 }],
});
const statement = statementOf(
  'n1',
  '2026-11-23',
  [line({}), partial, line({ entryId: 'w', kind: 'visit', amountFen: 1 })],
  null,
  AT,
);
const { payout } = parameters;
const against = (entryId: string, now = AT) => appealed(statement, { entryId, text: '不是我的责任' }, now, payout);

test('what a line took off: a deduction whole, of a visit what was not paid of it', () => {
  expect(statement.items.map(takenFen).sort((a, b) => a - b)).toEqual([0, 900, 3000]);
  expect(against('o2:completed')).toMatchObject({ _id: 'o2:completed', amountFen: 900, state: 'waiting' });
});

test('only against what took something off, only in time', () => {
  expect(() => against('w')).toThrow(/NOT_FOUND/);
  expect(() => against('elsewhere')).toThrow(/NOT_FOUND/);
  expect(appealUntil(statement, payout)).toBe(AT + DAYS_15);
  expect(against('o1:dispute:1', AT + DAYS_15 - 1).amountFen).toBe(3000);
  expect(() => against('o1:dispute:1', AT + DAYS_15)).toThrow(/APPEAL_TOO_LATE/);
});

test('held, then hers: a line of the week in which it was decided; decided once', () => {
  const appeal = against('o1:dispute:1');
  const held = appealHeldEntry(appeal, AT);
  expect(balances([held])).toMatchObject({ platformFund: 3000, deductionHeld: 3000, nursePayable: 0 });
  const back = appealDecidedEntry(appeal, true, AT);
  expect(itemOf({ ...back, _id: 'x' }, undefined)).toMatchObject({ kind: 'returned', amountFen: 3000 });
  expect(balances([held, back])).toMatchObject({ platformFund: 3000, deductionHeld: 0, nursePayable: 3000 });
  const decided = decidedAppeal(appeal, { accepted: true, reply: '属实', by: 'op' }, AT);
  expect(decided).toMatchObject({ state: 'accepted', answer: '属实', answeredBy: 'op' });
  expect(() => decidedAppeal(decided, { accepted: false, reply: '不', by: 'op' }, AT)).toThrow(/ILLEGAL_STEP/);
});

test('whatever was taken and however it is decided, nothing stays held and she has what was taken, or not', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200_000 }), fc.boolean(), (amountFen, accepted) => {
      const appeal = { ...against('o1:dispute:1'), amountFen };
      const taken = entry('o1', 'dispute:1', AT, [debit('nursePayable', amountFen), credit('held', amountFen)], 'n1');
      const books = balances([taken, appealHeldEntry(appeal, AT), appealDecidedEntry(appeal, accepted, AT)]);
      expect(books.deductionHeld).toBe(0);
      expect(books.nursePayable).toBe(accepted ? 0 : -amountFen);
      expect(books.platformFund).toBe(accepted ? amountFen : 0);
    }),
    { numRuns: 100, seed: 20261123 },
  );
});
