import fc from 'fast-check';
import { parameters } from '../../testing/parameters';
import { DAY } from '../../schedule/beijing';
import { sum } from '../fen';
import {
  applied,
  balanceOf,
  earned,
  expired,
  expiryOf,
  NO_POINTS,
  type PointAccount,
  type PointEntry,
  redeemed,
  returned,
  reversed,
  taken,
  usablePoints,
  withoutReturned,
} from './points';

const { points: p } = parameters;
const NOW = Date.parse('2026-11-23T08:00:00+08:00');
const of = { userId: 'u', orderId: 'o', at: NOW };
const day = (text: string) => Date.parse(`${text}T00:00:00+08:00`);
const account = (...lots: [string, number][]): PointAccount =>
  applied(NO_POINTS('u'), { lots: lots.map(([until, points]) => ({ expiresAt: day(until), points })) });

test('a point for each yuan really paid, good to the end of the month a year later', () => {
  expect(earned(of, 16_160, p)).toEqual({
    ...{ _id: 'o:earned', userId: 'u', kind: 'earned', orderId: 'o', at: NOW },
    ...{ points: 161, lots: [{ expiresAt: day('2027-12-01'), points: 161 }] },
  });
  expect(earned(of, 99, p)).toBeNull();
  expect(expiryOf(day('2026-12-31') + DAY - 1, p)).toBe(day('2028-01-01'));
});

test('the first to run out are used first; what has run out counts no more', () => {
  const had = account(['2027-03-01', 50], ['2027-01-01', 30], ['2026-11-01', 900]);
  const entry = redeemed(had, of, 60);
  expect(entry).toMatchObject({
    points: -60,
    lots: [
      { expiresAt: day('2027-01-01'), points: -30 },
      { expiresAt: day('2027-03-01'), points: -30 },
    ],
  });
  expect(usablePoints(had, NOW)).toBe(80);
  expect(() => redeemed(had, of, 81)).toThrow('POINTS_NOT_ENOUGH');
  expect(expired(applied(had, entry), NOW)).toMatchObject({ points: -900, lots: [{ points: -900 }] });
  expect(expired(account(['2027-01-01', 30]), NOW)).toBeNull();
});

test('what an order did not need comes back, the longest good first; what ran out meanwhile is good for another month', () => {
  const entry = redeemed(account(['2026-12-01', 30], ['2027-03-01', 50]), of, 60);
  const later = { ...of, at: day('2026-12-05'), cause: 'cancelled' };
  expect(returned(entry, later, 40, p)?.lots).toEqual([
    { expiresAt: day('2027-03-01'), points: 30 },
    { expiresAt: day('2027-01-05'), points: 10 },
  ]);
  expect(() => returned(entry, later, 61, p)).toThrow('BAD_INPUT');
  // Forty are back; the rest comes back another day, out of what is left of it.
  expect(returned(withoutReturned(entry, 40), later, 20, p)?.lots).toEqual([
    { expiresAt: day('2027-01-05'), points: 20 },
  ]);
  expect(() => returned(withoutReturned(entry, 40), later, 21, p)).toThrow('BAD_INPUT');
});

test('a refund takes what it brought, as far as it is still there', () => {
  const cause = { ...of, cause: 'refund1' };
  expect(reversed(account(['2027-03-01', 50]), cause, 80)).toMatchObject({ points: -50 });
  expect(reversed(NO_POINTS('u'), cause, 80)).toBeNull();
});

type Step = { readonly what: number; readonly amount: number; readonly days: number };

/** Whatever happens in whatever order: as a family's year goes. */
function live(steps: readonly Step[], watch: (account: PointAccount, entries: readonly PointEntry[]) => void): void {
  let now = NOW;
  let at: PointAccount = NO_POINTS('u');
  const entries: PointEntry[] = [];
  const spent: PointEntry[] = [];
  for (const [place, { what, amount, days }] of steps.entries()) {
    now += days * DAY;
    const about = { userId: 'u', orderId: `o${place}`, at: now, cause: 'c' };
    const entry = [
      () => earned(about, amount * 100, p),
      () => redeemed(at, about, Math.min(amount, usablePoints(at, now))),
      () => {
        const last = spent.pop();
        return last ? returned(last, about, Math.min(amount, -last.points), p) : null;
      },
      () => reversed(at, about, amount),
      () => expired(at, now),
    ][what % 5]?.();
    if (!entry || entry.points === 0) continue;
    if (entry.kind === 'redeemed') spent.push(entry);
    entries.push(entry);
    at = applied(at, entry);
    watch(at, entries);
  }
}

test('the account is the sum of its entries, never below nothing, and takes nothing later while something earlier is left', () => {
  const step = fc.record({ what: fc.nat(4), amount: fc.nat(400), days: fc.nat(60) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      live(steps, (at, entries) => {
        expect(balanceOf(at)).toBe(sum(...entries.map(({ points }) => points)));
        expect(at.lots.every(({ points }) => points > 0)).toBe(true);
        expect(at).toEqual(entries.reduce(applied, NO_POINTS('u')));
        expect(at.nextExpiryAt).toBe(at.lots[0]?.expiresAt ?? null);
      });
    }),
    { numRuns: 300 },
  );
  const lots = fc.uniqueArray(fc.record({ expiresAt: fc.nat(50), points: fc.integer({ min: 1, max: 99 }) }), {
    selector: ({ expiresAt }) => expiresAt,
  });
  fc.assert(
    fc.property(lots, fc.nat(2000), (had, wanted) => {
      const took = new Map(taken(had, wanted).map(({ expiresAt, points }) => [expiresAt, -points]));
      expect(sum(...took.values())).toBe(Math.min(wanted, sum(...had.map(({ points }) => points))));
      const latest = Math.max(-1, ...took.keys());
      for (const { expiresAt, points } of had) if (expiresAt < latest) expect(took.get(expiresAt)).toBe(points);
    }),
  );
});
