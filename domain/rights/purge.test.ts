import fc from 'fast-check';
import { duePurge, type ClosedFacts } from './purge';

const at = (day: string) => Date.parse(`${day}T10:00:00+08:00`);
const DAY = 86_400_000;
/** One visit on 10 November 2026, confirmed two days later; the account was closed at the end of the month. */
const order = {
  createdAt: at('2026-11-01'),
  statusSince: at('2026-11-12'),
  checkedInAt: at('2026-11-10') - 3_600_000,
  finishedAt: at('2026-11-10'),
};
const closed: ClosedFacts = {
  erasedAt: at('2026-11-30'),
  transactionsUntil: at('2029-11-12'),
  careRecordsUntil: at('2041-11-10'),
  orders: [order],
  visits: [{ savedAt: at('2026-11-10'), finishedAt: at('2026-11-10') }],
};

test.each<[string, boolean, boolean]>([
  ['2026-12-01', false, false],
  ['2029-11-12', false, false],
  ['2029-11-13', true, false],
  ['2041-11-10', true, false],
  ['2041-11-11', true, true],
])('%s: money %s, care %s', (day, transactions, careRecords) => {
  expect(duePurge(closed, at(day))).toMatchObject({ transactions, careRecords });
});

test('not while something of the account is still to be erased, nor where there is nothing', () => {
  const never = { transactions: false, careRecords: false };
  expect(duePurge({ ...closed, erasedAt: null }, at('2099-01-01'))).toMatchObject(never);
  const empty = { erasedAt: 0, transactionsUntil: null, careRecordsUntil: null, orders: [], visits: [] };
  expect(duePurge(empty, at('2099-01-01'))).toMatchObject(never);
});

test('what lies in the database counts, whatever was written down at closing', () => {
  const late = { ...order, statusSince: at('2027-06-01') };
  expect(duePurge({ ...closed, orders: [order, late] }, at('2029-11-13')).transactions).toBe(false);
  const again = { savedAt: at('2028-01-01'), finishedAt: null };
  expect(duePurge({ ...closed, orders: [], visits: [again] }, at('2041-11-11')).careRecords).toBe(false);
});

/** Counted by hand, without the rule's own calendar: three years are never fewer than 1095 days, fifteen than 5478. */
const LEAST_DAYS = { transactions: 3 * 365, careRecords: 15 * 365 + 3 };

test('whatever the life of an account: nothing within its term is ever chosen', () => {
  const instant = fc.integer({ min: at('2020-01-01'), max: at('2060-01-01') });
  const orNull = fc.option(instant, { nil: null });
  const anOrder = fc.record({ createdAt: instant, statusSince: instant, checkedInAt: orNull, finishedAt: orNull });
  const facts = fc.record({
    erasedAt: orNull,
    transactionsUntil: orNull,
    careRecordsUntil: orNull,
    orders: fc.array(anOrder, { maxLength: 6 }),
    visits: fc.array(fc.record({ savedAt: instant, finishedAt: orNull }), { maxLength: 6 }),
  });
  const now = fc.integer({ min: at('2020-01-01'), max: at('2120-01-01') });
  fc.assert(
    fc.property(facts, now, (life, today) => {
      const due = duePurge(life, today);
      const age = (then: number) => (today - then) / DAY;
      if (due.transactions) {
        for (const { createdAt, statusSince } of life.orders) {
          expect(age(Math.max(createdAt, statusSince))).toBeGreaterThan(LEAST_DAYS.transactions);
        }
        expect(life.transactionsUntil ?? 0).toBeLessThan(today);
      }
      if (due.careRecords) {
        const ends = life.orders.map(({ finishedAt, checkedInAt }) => finishedAt ?? checkedInAt ?? 0);
        const kept = life.visits.map(({ savedAt, finishedAt }) => finishedAt ?? savedAt);
        for (const end of [...ends, ...kept]) expect(age(end)).toBeGreaterThan(LEAST_DAYS.careRecords);
        expect(life.careRecordsUntil ?? 0).toBeLessThan(today);
      }
      if (life.erasedAt === null) expect(due).toMatchObject({ transactions: false, careRecords: false });
    }),
    { numRuns: 2000 },
  );
});
