import fc from 'fast-check';
import { completedEntry, type Entry, entry, credit, debit, nurseLineFen } from '../ledger';
import { paidOutEntry } from '../payoutEntries';
import { anAcceptedOrder, someMoney } from '../../testing/anOrder';
import { parameters } from '../../testing/parameters';
import { arrived, cameBack, claim, claimableFen, heldFen } from './claim';
import { type IncomeItem, isIncome, itemOf } from './items';
import { endOfWeek, lastWholeWeek, nextWeek, startOfWeek, statementOf, weekOf } from './statement';

const SUNDAY_NIGHT = Date.parse('2026-11-22T23:59:59+08:00');
const MONDAY = Date.parse('2026-11-23T00:00:00+08:00');

const item = (orderId: string, amountFen: number, at = MONDAY): IncomeItem => ({
  ...{ entryId: `${orderId}:completed`, orderId, kind: 'visit', at, amountFen, serviceName: '', startAt: null },
  reductions: [],
});
const statement = (...items: IncomeItem[]) => statementOf('n1', '2026-11-23', items, null, MONDAY);
const refusedWith = (code: string) => expect.objectContaining({ code });

test('weeks begin on Monday at midnight in Beijing; a week is whole two minutes after its end', () => {
  expect([weekOf(SUNDAY_NIGHT), weekOf(MONDAY), nextWeek('2026-12-28')]).toEqual([
    '2026-11-16',
    '2026-11-23',
    '2027-01-04',
  ]);
  expect([startOfWeek('2026-11-23'), endOfWeek('2026-11-16')]).toEqual([MONDAY, MONDAY]);
  expect(lastWholeWeek(MONDAY + 60_000)).toBe('2026-11-09');
  expect(lastWholeWeek(MONDAY + 120_000)).toBe('2026-11-16');
  expect(lastWholeWeek(SUNDAY_NIGHT)).toBe('2026-11-09');
});

test('a line is what the ledger says, with the order’s name; a transfer to her is no income', () => {
  const reductions = [{ kind: 'partial', label: '未完成的步骤（2/5）', amountFen: 6720, nurseFen: 4704 }] as const;
  const order = anAcceptedOrder({ money: someMoney({ paidFen: 21_200, reductions }) });
  const completed = { ...completedEntry(order, MONDAY, parameters.price), _id: 'e1' };
  // 70 % of 168.00 and the way of 20.00, less 47.04 for what was not done
  expect(itemOf(completed, order)).toMatchObject({
    ...{
      entryId: 'e1',
      kind: 'visit',
      amountFen: 13_760 - 4704,
      serviceName: order.serviceName,
      startAt: order.startAt,
    },
    reductions: [{ label: '未完成的步骤（2/5）', nurseFen: 4704 }],
  });
  const paid = paidOutEntry({ nurseId: 'n1', outBillNo: 'P1', amountFen: 500 }, MONDAY);
  expect([isIncome(completed), isIncome(paid), nurseLineFen(paid)]).toEqual([true, false, -500]);
});

test('what a dispute took away is a line of its own, not said again beside the visit', () => {
  const reductions = [{ kind: 'dispute', label: '售后退款', amountFen: 1000, nurseFen: 700 }] as const;
  const order = anAcceptedOrder({ money: someMoney({ paidFen: 21_200, reductions }) });
  const lines = [debit('nursePayable', 700), debit('revenue', 300), credit('held', 1000)];
  const taken = { ...entry('o1', 'dispute:1', MONDAY, lines, 'n1'), _id: 'e2' };
  expect(itemOf(taken, order)).toMatchObject({ kind: 'deduction', amountFen: -700, reductions: [] });
  const visit = { ...entry('o1', 'completed', MONDAY, [debit('held', 1), credit('nursePayable', 1)], 'n1'), _id: 'e1' };
  expect(itemOf(visit, order)).toMatchObject({ kind: 'visit', reductions: [] });
});

test('more taken off than earned goes to the next statement', () => {
  const first = statement(item('a', 1000), item('b', -3000));
  expect(first).toMatchObject({ itemsFen: -2000, totalFen: 0, carryFen: -2000, state: 'nothing' });
  const second = statementOf('n1', '2026-11-30', [item('c', 2500)], first, MONDAY);
  expect(second).toMatchObject({ broughtFen: -2000, totalFen: 500, carryFen: 0, state: 'open' });
});

test('claimed in transfers below the limit; what came back can be claimed again, what is held cannot', () => {
  const week = statement(item('a', 120_000), item('b', 80_001), item('c', 50_000));
  const held = heldFen(week, new Set(['c', 'other']));
  const { statement: claimed, amountsFen } = claim(week, held, 100_000);
  expect(amountsFen).toEqual([66_667, 66_667, 66_667]);
  expect(claimed).toMatchObject({ underwayFen: 200_001, payoutCount: 3, state: 'open' });
  expect(() => claim(claimed, held, 100_000)).toThrow(refusedWith('INCOME_HELD'));
  const after = cameBack(arrived(arrived(claimed, 66_667), 66_667), 66_667);
  expect([after.paidFen, after.underwayFen, claimableFen(after, held)]).toEqual([133_334, 0, 66_667]);
  const rest = claim(after, 0, 200_000);
  expect(rest.amountsFen).toEqual([116_667]);
  expect(rest.statement).toMatchObject({ state: 'underway', payoutCount: 4 });
  const all = arrived(rest.statement, 116_667);
  expect(all).toMatchObject({ paidFen: 250_001, state: 'paid' });
  expect(() => claim(all, 0, 100_000)).toThrow(refusedWith('NOTHING_TO_CLAIM'));
  expect(() => arrived(all, 1)).toThrow(refusedWith('INTERNAL'));
});

test('no transfer reaches the amount from which WeChat Pay asks for a name', () => {
  expect(Math.max(...claim(statement(item('a', 1_000_000)), 0, 9_000_000).amountsFen)).toBeLessThan(200_000);
});

const bookings = fc.array(
  fc.record({ day: fc.nat({ max: 60 }), fen: fc.integer({ min: -30_000, max: 50_000 }).filter((fen) => fen !== 0) }),
  { maxLength: 40 },
);
const steps = fc.array(fc.record({ week: fc.nat({ max: 8 }), ok: fc.boolean(), held: fc.nat({ max: 40 }) }), {
  maxLength: 30,
});

test('whatever is booked, claimed, held and sent back: statements and ledger owe her the same', () => {
  fc.assert(
    fc.property(bookings, steps, (booked, claims) => {
      const entries = booked.map(({ day, fen }, index): Entry & { _id: string } => {
        const lines =
          fen > 0
            ? [debit('revenue', fen), credit('nursePayable', fen)]
            : [debit('nursePayable', -fen), credit('revenue', -fen)];
        return { ...entry(`o${index}`, 'completed', MONDAY + day * 86_400_000, lines, 'n1'), _id: `o${index}` };
      });
      const weeks = [...new Set(entries.map(({ at }) => weekOf(at)))].sort();
      const statements: ReturnType<typeof statementOf>[] = [];
      for (const week of weeks) {
        const of = entries.filter(({ at }) => at >= startOfWeek(week) && at < endOfWeek(week));
        statements.push(
          statementOf(
            'n1',
            week,
            of.map((one) => itemOf(one, undefined)),
            statements.at(-1) ?? null,
            MONDAY,
          ),
        );
      }
      const paid: Entry[] = [];
      for (const [index, { week, ok, held }] of claims.entries()) {
        const at = week % Math.max(1, statements.length);
        const of = statements[at];
        const back = of && heldFen(of, new Set([`o${held}`]));
        if (!of || back === undefined || claimableFen(of, back) === 0) continue;
        const claimed = claim(of, back, 20_000);
        let after = claimed.statement;
        for (const [part, amountFen] of claimed.amountsFen.entries()) {
          expect(amountFen).toBeLessThanOrEqual(20_000);
          after = ok ? arrived(after, amountFen) : cameBack(after, amountFen);
          if (ok) paid.push(paidOutEntry({ nurseId: 'n1', outBillNo: `${index}-${part}`, amountFen }, MONDAY));
        }
        expect(after.paidFen).toBeLessThanOrEqual(after.totalFen);
        statements[at] = after;
      }
      const owed = [...entries, ...paid].reduce((fen, one) => fen + nurseLineFen(one), 0);
      const stated = statements.reduce((fen, { totalFen, paidFen }) => fen + totalFen - paidFen, 0);
      expect(stated + (statements.at(-1)?.carryFen ?? 0)).toBe(owed);
    }),
    { numRuns: 300, seed: 20261123 },
  );
});
