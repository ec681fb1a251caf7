import * as fc from 'fast-check';
import { decide } from '../dispute/decide';
import { disputeEntry } from '../dispute/entries';
import { anAcceptedOrder, someMoney } from '../testing/anOrder';
import { parameters } from '../testing/parameters';
import { commissionFor } from '../payment/commission';
import { balances, completedEntry, paidEntry } from '../payment/ledger';
import { institutionBackEntry, institutionEarnedFen, institutionEntry, institutionPaidEntry } from './earned';
import { lastWholeMonth, monthlyStatement, paidStatement } from './monthly';
import { agreedShare, type InstitutionShare, shareOf, sharesAt } from './share';

const at = (text: string) => Date.parse(`${text}+08:00`);
const NOW = at('2026-11-23T08:00:00');
const share = (more: Partial<InstitutionShare>): InstitutionShare => ({
  ...{ _id: 's', institutionId: 'i1', category: 'all', nursePercent: 70, institutionPercent: 10 },
  ...{ from: NOW, until: null, at: NOW, by: 'op', reason: '协议' },
  ...more,
});
const { price } = parameters;

test('the newest rule of its kind holds, until it ends; the category goes before all', () => {
  const shares = [
    share({ _id: 'a' }),
    share({ _id: 'b', from: NOW + 10, until: NOW + 20, institutionPercent: 12 }),
    share({ _id: 'm', category: 'med', from: NOW + 5, institutionPercent: 15 }),
    share({ _id: 'x', institutionId: 'i2' }),
  ];
  const ids = (when: number) => sharesAt(shares, when).map(({ _id }) => _id);
  expect(ids(NOW - 1)).toEqual([]);
  expect(ids(NOW)).toEqual(['a', 'x']);
  expect(ids(NOW + 10).sort()).toEqual(['b', 'm', 'x']);
  // What ended gives no older rule its life back: the platform's share holds.
  expect(ids(NOW + 20).sort()).toEqual(['m', 'x']);
  const holding = sharesAt(shares, NOW + 10);
  expect(shareOf(holding, 'i1', 'med')?._id).toBe('m');
  expect(shareOf(holding, 'i1', 'lif')?._id).toBe('b');
  expect(shareOf(holding, 'i3', 'med')).toBeNull();
});

test('more than the whole fee is not given away, nothing ends before it begins, nobody is surprised within the minute', () => {
  const wanted = { ...share({}), from: null };
  expect(agreedShare(wanted, NOW)).toMatchObject({ from: NOW + 60_000, at: NOW });
  expect(() => agreedShare({ ...wanted, institutionPercent: 31 }, NOW)).toThrow(/SHARES_TOO_MUCH/);
  expect(() => agreedShare({ ...wanted, until: NOW + 60_000 }, NOW)).toThrow(/BAD_INPUT/);
});

/** Service 168.00, way 20.00, consumables 24.00: she has 75 % of the fee, her institution 10 %. */
const p = { ...parameters, institutionShares: [share({ nursePercent: 75, category: 'med' })] };
const commission = commissionFor('MED-05', p, 'i1');
const order = anAcceptedOrder({ money: someMoney({ paidFen: 21_200, commission }) });

test('agreed shares go before the platform’s numbers, and only for the nurses of that institution', () => {
  expect(commission).toEqual({ rule: 'institution', sharePercent: 75, institution: { id: 'i1', percent: 10 } });
  expect(commissionFor('MED-05', p, 'i2')).toEqual({ rule: 'general', sharePercent: 70 });
});

test('a completed visit: 146.00 hers, 16.80 the institution’s, 49.20 the platform’s; paid, nothing is owed', () => {
  const entry = institutionEntry(order, NOW, price);
  if (!entry) throw new Error('no share');
  expect(entry).toMatchObject({ institutionId: 'i1', cause: 'institutionShare' });
  const paid = paidEntry({ orderId: order._id, outTradeNo: 't', amountFen: 21_200 }, NOW);
  const books = balances([paid, completedEntry(order, NOW, price), entry]);
  expect(books).toMatchObject({ held: 0, nursePayable: 14_600, institutionPayable: 1680, revenue: 4920 });

  const whole = monthlyStatement('i1', '2026-11', [{ ...entry, _id: 'e' }], { carryFen: -80 }, NOW);
  expect(whole).toMatchObject({ _id: 'i1:2026-11', itemsFen: 1680, broughtFen: -80, totalFen: 1600, state: 'open' });
  const settled = paidStatement(whole, { proof: 'ICBC-1', by: 'op' }, NOW);
  expect(() => paidStatement(settled, { proof: 'ICBC-1', by: 'op' }, NOW)).toThrow(/ILLEGAL_STEP/);
  const out = institutionPaidEntry({ institutionId: 'i1', statementId: whole._id, amountFen: 1680 }, NOW);
  expect(balances([entry, out])).toMatchObject({ institutionPayable: 0, bank: -1680 });
  expect(monthlyStatement('i1', '2026-12', [{ ...out, _id: 'o' }], whole, NOW)).toMatchObject({
    items: [],
    totalFen: 0,
  });
});

test('she earns less for half the work: so does the institution; nobody agreed anything: nothing', () => {
  const half = { kind: 'partial' as const, label: '未完成', amountFen: 8400, nurseFen: 7300 };
  expect(institutionEarnedFen({ ...order.money, reductions: [half] }, price)).toBe(840);
  const premium = { kind: 'star' as const, label: '星级', amountFen: 1000, nurseFen: 1000 };
  expect(institutionEarnedFen({ ...order.money, reductions: [premium] }, price)).toBe(1680);
  expect(institutionEntry({ ...order, money: someMoney({ paidFen: 21_200 }) }, NOW, price)).toBeNull();
});

test('whatever a dispute takes back after the visit: the books balance, and the institution never owes', () => {
  const done = { ...order, status: 'completed' as const, finishedAt: NOW };
  const dispute = { state: 'open', round: 1, decisions: [], proposal: null, decideBy: NOW } as never;
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 20_000 }),
      fc.constantFrom('platform' as const, 'nurse' as const),
      (fen, bearer) => {
        const { carriedOut } = decide(done, dispute, { amountFen: fen, bearer, by: 'op', reply: '' } as never, NOW, p);
        if (!carriedOut) throw new Error('not carried out');
        const earned = institutionEntry(done, NOW, price);
        const back = institutionBackEntry(done, carriedOut.decision.order, 1, NOW, price);
        const dispute1 = fen > 0 ? [disputeEntry(done, carriedOut.effect, 1, NOW)] : [];
        const books = balances([...(earned ? [earned] : []), ...dispute1, ...(back ? [back] : [])]);
        expect(books.institutionPayable).toBe(institutionEarnedFen(carriedOut.decision.order.money, price));
        expect(books.institutionPayable).toBeGreaterThanOrEqual(0);
        if (bearer === 'platform') expect(books.institutionPayable).toBe(1680);
      },
    ),
    { numRuns: 100, seed: 20261123 },
  );
});

test('a month is whole two minutes after its last midnight', () => {
  expect(lastWholeMonth(at('2026-12-01T00:01:59'))).toBe('2026-10');
  expect(lastWholeMonth(at('2026-12-01T00:02:00'))).toBe('2026-11');
});
