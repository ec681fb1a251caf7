import fc from 'fast-check';
import type { Order } from '../order/order';
import { balances, completedEntry, paidEntry, refundRequestedEntry } from '../payment/ledger';
import { anAcceptedOrder, aPrice, someMoney, VISIT_AT } from '../testing/anOrder';
import { parameters as p } from '../testing/parameters';
import { decide, effectOf, type Outcome, secondLook } from './decide';
import { answered, type Bearer, type Dispute, file, mayFileUntil, reminder } from './dispute';
import { disputeEntry } from './entries';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FINISHED = VISIT_AT + HOUR;
const refuses = (code: string) => expect.objectContaining({ code });

/** 212.00 paid; the nurse earned 137.60 of it, the platform 74.40. */
const completed = (except: Partial<Order> = {}): Order =>
  anAcceptedOrder({ status: 'completed', finishedAt: FINISHED, money: someMoney({ paidFen: 21_200 }), ...except });
const filed = (order = completed(), now = FINISHED + HOUR): Dispute =>
  file(order, null, '服务没有做完', now, p).dispute;
const wanted = (amountFen: number, bearer: Bearer = 'platform', by = 'operator-1') => {
  return { amountFen, bearer, reply: '已核实', by };
};
const doneOf = ({ carriedOut }: Outcome) => {
  if (!carriedOut) throw new Error('nothing was carried out');
  return carriedOut;
};

test.each<[string, number, Bearer, number, number, number]>([
  // 10,000 × 13,760 / 21,200 = 6,490.57
  ['her share of 100.00', 10_000, 'nurse', 6490, 3510, 0],
  ['all of it', 21_200, 'nurse', 13_760, 7440, 0],
  ['less than the platform earned', 5000, 'platform', 0, 5000, 0],
  ['more than the platform earned', 10_000, 'platform', 0, 7440, 2560],
])('%s', (_, amountFen, bearer, nurseFen, revenueFen, fundFen) => {
  expect(effectOf(completed(), { amountFen, bearer }, p)).toEqual({
    ...{ amountFen, refundFen: amountFen, nurseFen, revenueFen, fundFen },
  });
});

test('more than the visit cost, and what is no amount, is refused', () => {
  const asks = (amountFen: number) => () => effectOf(completed(), { amountFen, bearer: 'platform' }, p);
  expect(asks(21_201)).toThrow(refuses('REFUND_TOO_MUCH'));
  for (const amount of [-1, 0.5, NaN, Infinity]) expect(asks(amount)).toThrow(refuses('BAD_INPUT'));
});

test('only the deposit was paid: the rest becomes smaller first, and where nothing is left the order is done', () => {
  const order = completed({ status: 'pendingBalance', money: someMoney({ paidFen: 4240 }) });
  const some = doneOf(decide(order, filed(order), wanted(10_000), FINISHED + DAY, p));
  expect(some.effect.refundFen).toBe(0);
  expect(some.decision.order).toMatchObject({
    status: 'pendingBalance',
    dispute: { state: 'decided', amountFen: 10_000 },
  });
  const rest = doneOf(decide(order, filed(order), wanted(17_000), FINISHED + DAY, p));
  // 212.00 − 170.00 = 42.00 is owed, 42.40 is paid
  expect(rest.effect.refundFen).toBe(40);
  expect(rest.decision.order.status).toBe('completed');
});

test('above the limit another person has to agree; whoever decided is no other person', () => {
  const order = completed();
  const first = decide(order, filed(), wanted(20_001), FINISHED + DAY, p);
  expect(first.carriedOut).toBeNull();
  expect(first.dispute).toMatchObject({ state: 'secondLook', proposal: { amountFen: 20_001, by: 'operator-1' } });
  const look = (by: string, approved = true) => secondLook(order, first.dispute, { approved, by }, FINISHED + DAY, p);
  expect(() => look('operator-1')).toThrow(refuses('SECOND_PERSON_NEEDED'));
  expect(look('finance-1', false)).toMatchObject({ dispute: { state: 'open', proposal: null }, carriedOut: null });
  expect(doneOf(look('finance-1')).effect.refundFen).toBe(20_001);
  expect(() => secondLook(order, filed(), { approved: true, by: 'finance-1' }, FINISHED, p)).toThrow(
    refuses('NOTHING_TO_CONFIRM'),
  );
  expect(decide(order, filed(), wanted(20_000), FINISHED + DAY, p).carriedOut).not.toBeNull();
});

test('an appeal, once, in fifteen days, is another person’s; nothing is decided twice', () => {
  const order = completed();
  const first = decide(order, filed(), wanted(0), FINISHED + DAY, p);
  const refused = doneOf(first).decision.order;
  expect(refused.money).toEqual(order.money);
  expect(() => decide(order, first.dispute, wanted(1), FINISHED + DAY, p)).toThrow(refuses('DISPUTE_DECIDED'));
  const again = file(refused, first.dispute, '对服务不满意', FINISHED + 2 * DAY, p).dispute;
  expect(again).toMatchObject({ state: 'open', round: 2, decisions: [{ amountFen: 0, by: 'operator-1' }] });
  expect(() => decide(refused, again, wanted(5000), FINISHED + 3 * DAY, p)).toThrow(refuses('SECOND_PERSON_NEEDED'));
  const second = decide(refused, again, wanted(5000, 'platform', 'operator-2'), FINISHED + 3 * DAY, p);
  expect(doneOf(second).effect.refundFen).toBe(5000);
  expect(() => file(refused, second.dispute, '其他', FINISHED + 4 * DAY, p)).toThrow(refuses('DISPUTE_DECIDED'));
  expect(() => file(refused, first.dispute, '其他', FINISHED + 17 * DAY, p)).toThrow(refuses('DISPUTE_TOO_LATE'));
});

test('it is asked after a visit, within fifteen days, one at a time', () => {
  const late = FINISHED + 15 * DAY;
  expect(mayFileUntil(completed(), null, late, p)).toBe(late);
  expect(mayFileUntil(completed(), null, late + 1, p)).toBeNull();
  expect(() => file(completed(), null, '其他', late + 1, p)).toThrow(refuses('DISPUTE_TOO_LATE'));
  expect(() => file(completed(), filed(), '其他', FINISHED + HOUR, p)).toThrow(refuses('DISPUTE_OPEN'));
  for (const status of ['pendingService', 'inService', 'cancelled', 'refunded'] as const) {
    expect(() => file(completed({ status }), null, '其他', FINISHED, p)).toThrow(refuses('ILLEGAL_STEP'));
    expect(mayFileUntil(completed({ status }), null, FINISHED, p)).toBeNull();
  }
});

test('the desk is reminded after 20 hours without an answer, and on the sixth day without a decision (P-062)', () => {
  const at = FINISHED + HOUR;
  const open = filed();
  expect(reminder(open, at + 20 * HOUR - 1, p)).toBeNull();
  expect(reminder(open, at + 20 * HOUR, p)).toMatchObject({ remindAt: at + 6 * DAY });
  const heard = answered(open, '正在核实', at + HOUR, p);
  expect(heard).toMatchObject({ answeredAt: at + HOUR, remindAt: at + 6 * DAY });
  expect(reminder(heard, at + 20 * HOUR, p)).toBeNull();
  expect(reminder(heard, at + 6 * DAY, p)).toMatchObject({ remindAt: null });
});

test('whatever is decided about a completed visit, its books balance and hold nothing back', () => {
  const fen = fc.integer({ min: 0, max: 100_000 });
  const bearers = fc.constantFrom<Bearer>('platform', 'nurse');
  fc.assert(
    fc.property(
      fen,
      fen,
      fen,
      bearers,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (service, way, goods, bearer, part) => {
        const totalFen = service + way + goods;
        const items = [
          { kind: 'service' as const, label: '', amountFen: service },
          { kind: 'transport' as const, label: '', amountFen: way },
          { kind: 'consumables' as const, label: '', amountFen: goods },
        ];
        const order = completed({ money: someMoney({ price: aPrice({ items, totalFen }), paidFen: totalFen }) });
        const amountFen = Math.floor(totalFen * part);
        const effect = effectOf(order, { amountFen, bearer }, p);
        const { nurseFen, revenueFen, fundFen } = effect;
        expect([nurseFen, revenueFen, fundFen].every((one) => one >= 0)).toBe(true);
        expect(nurseFen + revenueFen + fundFen).toBe(amountFen);
        const orderId = order._id;
        const books = balances([
          paidEntry({ orderId, outTradeNo: 'a', amountFen: totalFen }, FINISHED),
          completedEntry(order, FINISHED, p.price),
          disputeEntry(order, effect, 1, FINISHED),
          refundRequestedEntry({ orderId, outRefundNo: 'r', amountFen: effect.refundFen }, FINISHED),
        ]);
        expect(books).toMatchObject({ held: 0, refundPayable: amountFen, wechatClearing: totalFen });
        expect(Math.min(books.nursePayable, books.revenue)).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});
