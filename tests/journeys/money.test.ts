/** The ways of money: paid in parts or whole, misreported, lost, late, sent back. After each the books balance, ours and WeChat Pay's. */
import type { ChangeTerms } from '#contract/changeOrder';
import type { PayOrderReply } from '#contract/payOrder';
import { pay } from '../../scripts/demo/payer';
import { type City, family, openCity, TOMORROW_TEN } from './city';
import { moneyArrives, nurseOn, orderIn } from './lives';

const HOUR = 3_600_000;
const TODAY = (hour: number) => TOMORROW_TEN - 24 * HOUR + (hour - 10) * HOUR;
const DAY_AFTER = TOMORROW_TEN + 24 * HOUR;
const SERVICE_FEN = 6_800;
let city: City;
beforeAll(async () => (city = await openCity({ nurses: 140, families: 30 })), 60_000);
afterAll(() => city.close());

afterEach(async () => {
  city.wechatPay.script({ reset: true });
  expect(await city.bookProblems()).toEqual([]);
});

/** Each story has a family of its own: nobody's half hours stand in another's way. */
let families = 0;
const nextFamily = () => ((families += 1), families);

const ledger = async (orderId: string) =>
  (await city.find<{ cause: string }>('ledgerEntries', { orderId })).map(({ cause }) => cause.replace(orderId, ''));

/** Confirms in WeChat's sheet; answers once WeChat Pay has tried to tell us. */
async function payAs(number: number, orderId: string, part: 'deposit' | 'full' | 'balance'): Promise<PayOrderReply> {
  return pay(city, orderId, part, family(number).as);
}

const notificationsOf = ({ outTradeNo }: PayOrderReply) =>
  city.wechatPay.notifications().filter((notification) => notification.outTradeNo === outTradeNo);

describe('paid as it should be', () => {
  test('a fifth now, the rest after the visit', async () => {
    const number = nextFamily();
    const orderId = await orderIn(city, 'pendingBalance', { family: number, startAt: TODAY(10) });
    const { price } = (await city.order(orderId)).money;
    const { amountFen } = await payAs(number, orderId, 'balance');
    expect(amountFen).toBe(price.totalFen - Math.round(price.totalFen / 5));
    const order = await city.order(orderId);
    expect(order).toMatchObject({ status: 'completed', money: { paidFen: price.totalFen } });
    expect(await ledger(orderId)).toEqual(['completed', 'paid:B2', 'paid:D1']);
    expect(await city.ask('payOrder', { orderId, part: 'balance' }, family(number).as)).toMatchObject({
      ok: false,
      error: { code: 'NOTHING_TO_PAY' },
    });
  });

  test('all at once: the confirmation completes the order, nothing is due', async () => {
    const number = nextFamily();
    const orderId = await orderIn(city, 'pendingConfirmation', { family: number, startAt: TODAY(10) });
    expect(await city.call('confirmOrder', { orderId }, family(number).as)).toEqual({ dueFen: 0 });
    expect((await city.order(orderId)).status).toBe('completed');
    expect(await ledger(orderId)).toEqual(['completed', 'paid:F1']);
  });

  test('a change of mind from deposit to the whole closes the first request: it cannot be paid any more', async () => {
    const number = nextFamily();
    const orderId = await orderIn(city, 'pendingPayment', { family: number, startAt: DAY_AFTER });
    const first = await city.call<PayOrderReply>('payOrder', { orderId, part: 'deposit' }, family(number).as);
    await payAs(number, orderId, 'full');
    const { appid } = city.wechatPay.account;
    await expect(city.wechatPay.confirm({ appId: appid, ...first.payment })).rejects.toMatchObject({
      code: 'ORDER_CLOSED',
    });
    const { totalFen } = (await city.order(orderId)).money.price;
    expect(await city.order(orderId)).toMatchObject({ status: 'pendingService', money: { paidFen: totalFen } });
  });
});

describe('misreported', () => {
  test.each(['forged', 'wrongKey', 'undecryptable', 'stale', 'probe'] as const)(
    'a notification that is %s changes nothing; the true one counts',
    async (notify) => {
      const number = nextFamily();
      const orderId = await orderIn(city, 'pendingPayment', { family: number, startAt: DAY_AFTER });
      city.wechatPay.script({ notify, times: 1 });
      const reply = await payAs(number, orderId, 'deposit');
      expect(await city.order(orderId)).toMatchObject({ status: 'pendingPayment', money: { paidFen: 0 } });
      expect(await ledger(orderId)).toEqual([]);
      const [notification] = notificationsOf(reply);
      expect(notification?.deliveries).toMatchObject([{ mode: notify, status: expect.any(Number) }]);
      expect(notification?.deliveries[0]?.status).toBeGreaterThanOrEqual(400);
      // WeChat Pay tries again after fifteen seconds.
      await city.jumpTo((await city.now()) + 16_000);
      await city.wechatPay.tick();
      expect((await city.order(orderId)).status).toBe('pendingService');
      expect(await ledger(orderId)).toEqual(['paid:D1']);
    },
  );

  test('a well signed notification over another amount is refused and kept; the minute sweep finds the true amount', async () => {
    const number = nextFamily();
    const orderId = await orderIn(city, 'pendingPayment', { family: number, startAt: DAY_AFTER });
    city.wechatPay.script({ amountFen: 1 });
    const { outTradeNo } = await payAs(number, orderId, 'full');
    expect(await city.order(orderId)).toMatchObject({ status: 'pendingPayment', money: { paidFen: 0 } });
    const kept = await city.find('payNotifications', { outcome: 'refused: AMOUNT_MISMATCH' });
    expect(kept).toHaveLength(1);
    expect(await city.find('payments', { _id: outTradeNo })).toMatchObject([{ state: 'requested' }]);
    await city.advance(2);
    expect((await city.order(orderId)).status).toBe('pendingService');
    expect(await ledger(orderId)).toEqual(['paid:F1']);
  });

  test('told twice at once, and a third time later: counted once', async () => {
    const number = nextFamily();
    const orderId = await orderIn(city, 'pendingPayment', { family: number, startAt: DAY_AFTER });
    city.wechatPay.script({ notify: 'twice', times: 1 });
    const { outTradeNo, amountFen } = await payAs(number, orderId, 'deposit');
    const { version } = await city.order(orderId);
    await city.wechatPay.resend(outTradeNo);
    const order = await city.order(orderId);
    expect(order).toMatchObject({ status: 'pendingService', version, money: { paidFen: amountFen } });
    expect(await ledger(orderId)).toEqual(['paid:D1']);
  });

  test('never told: the minute sweep asks WeChat Pay by itself', async () => {
    const number = nextFamily();
    const orderId = await orderIn(city, 'pendingPayment', { family: number, startAt: DAY_AFTER });
    city.wechatPay.script({ notify: 'never', times: 1 });
    await payAs(number, orderId, 'deposit');
    expect((await city.order(orderId)).status).toBe('pendingPayment');
    await city.advance(2);
    expect((await city.order(orderId)).status).toBe('pendingService');
    expect(await city.find('payNotifications', { orderId })).toEqual([]);
  });
});

describe('too late', () => {
  test('money that arrives after the cancellation goes back by itself', async () => {
    const number = nextFamily();
    const orderId = await orderIn(city, 'pendingPayment', { family: number, startAt: DAY_AFTER });
    city.wechatPay.script({ notify: 'never', times: 1 });
    const { outTradeNo, amountFen } = await payAs(number, orderId, 'full');
    await city.call('changeOrder', { kind: 'cancel', orderId, reason: '不需要了' }, family(number).as);
    expect((await city.order(orderId)).status).toBe('cancelled');
    await city.wechatPay.resend(outTradeNo);
    await moneyArrives(city);
    const order = await city.order(orderId);
    expect(order).toMatchObject({ status: 'refunded', money: { paidFen: amountFen, refundedFen: amountFen } });
    expect(city.wechatPay.refunds().filter((refund) => refund.outTradeNo === outTradeNo)).toMatchObject([
      { status: 'SUCCESS', request: { amount: { refund: amountFen, total: amountFen } } },
    ]);
    expect((await city.timeline(orderId, family(number).as)).slice(-2)).toEqual([
      expect.stringMatching(/^订单取消后到账 ¥[\d.]+，将原路退回$/),
      expect.stringMatching(/^退款已到账 ¥[\d.]+$/),
    ]);
  });

  test('an order unpaid for half an hour is let go; its time is free for the next family, its request for money closed', async () => {
    const number = nextFamily();
    const startAt = DAY_AFTER + 8 * HOUR;
    const orderId = await orderIn(city, 'pendingPayment', { family: number, startAt });
    const { payment } = await city.call<PayOrderReply>('payOrder', { orderId, part: 'full' }, family(number).as);
    const { nurseId } = await nurseOn(city, orderId);
    await city.advance(29);
    expect((await city.order(orderId)).status).toBe('pendingPayment');
    await city.advance(3);
    expect(await city.order(orderId)).toMatchObject({ status: 'cancelled', cancelReason: '超时未支付' });
    expect(await city.find('slots', { orderId })).toEqual([]);
    const { appid } = city.wechatPay.account;
    await expect(city.wechatPay.confirm({ appId: appid, ...payment })).rejects.toMatchObject({ code: 'ORDER_CLOSED' });
    // The very same nurse, the very same half hour.
    expect(await city.tryToBook({ family: number, startAt, nurseId })).toMatchObject({ ok: true });
  });
});

describe('called off', () => {
  interface Case {
    readonly tier: string;
    readonly startAt: () => number;
    readonly status: 'pendingService' | 'travelling';
    readonly waitMinutes: number;
    /** By hand from the service fee of 68.00 and the way. */
    readonly feeFen: (transportFen: number) => number;
  }
  const CASES: Record<string, Case> = {
    'a day ahead: free': {
      tier: 'R0',
      startAt: () => DAY_AFTER,
      status: 'pendingService',
      waitMinutes: 12,
      feeFen: () => 0,
    },
    'within ten minutes of booking: free': {
      tier: 'R0',
      startAt: () => TODAY(15),
      status: 'pendingService',
      waitMinutes: 0,
      feeFen: () => 0,
    },
    'more than four hours ahead: a tenth of the service fee': {
      tier: 'R1',
      startAt: () => TODAY(15),
      status: 'pendingService',
      waitMinutes: 12,
      feeFen: () => 680,
    },
    'more than an hour ahead: a fifth': {
      tier: 'R2',
      startAt: () => TODAY(12),
      status: 'pendingService',
      waitMinutes: 12,
      feeFen: () => 1_360,
    },
    'when she is on her way: a fifth and the way': {
      tier: 'R3',
      startAt: () => TODAY(12),
      status: 'travelling',
      waitMinutes: 0,
      feeFen: (transportFen) => 1_360 + transportFen,
    },
  };

  test.each(Object.entries(CASES))('%s', async (_title, { tier, startAt, status, waitMinutes, feeFen }) => {
    const number = nextFamily();
    const orderId = await orderIn(city, status, { family: number, startAt: startAt() });
    await city.jumpTo((await city.now()) + waitMinutes * 60_000);
    const { paidFen, price } = (await city.order(orderId)).money;
    const transportFen = price.items.find(({ kind }) => kind === 'transport')?.amountFen ?? 0;
    const expected = { tier, feeFen: feeFen(transportFen), refundFen: paidFen - feeFen(transportFen) };

    const asked = { kind: 'cancel', orderId, reason: '临时有事' };
    const preview = await city.call<ChangeTerms>('changeOrder', { ...asked, preview: true }, family(number).as);
    expect(preview).toEqual(expected);
    expect((await city.order(orderId)).status).toBe(status);
    expect(await city.call('changeOrder', asked, family(number).as)).toEqual(expected);
    expect((await city.order(orderId)).status).toBe('refunding');
    expect(await city.bookProblems()).toEqual([]);
    await moneyArrives(city);
    expect(await city.order(orderId)).toMatchObject({ status: 'refunded', money: { refundedFen: expected.refundFen } });
    expect(await city.find('slots', { orderId })).toEqual([]);
  });

  test('the nurse cannot come after all: everything goes back, whatever the hour', async () => {
    const number = nextFamily();
    const orderId = await orderIn(city, 'pendingService', { family: number, startAt: TODAY(12) });
    await city.call('changeOrder', { kind: 'cancel', orderId, reason: '身体不适' }, (await nurseOn(city, orderId)).as);
    await moneyArrives(city);
    const { status, money } = await city.order(orderId);
    expect([status, money.refundedFen]).toEqual(['refunded', money.price.totalFen]);
  });

  test('a fee that takes the whole deposit leaves nothing to send back: cancelled at once', async () => {
    const number = nextFamily();
    const orderId = await orderIn(city, 'pendingPayment', { family: number, startAt: TODAY(12) });
    const { amountFen } = await payAs(number, orderId, 'deposit');
    await city.call('setOut', { orderId }, (await nurseOn(city, orderId)).as);
    const terms = await city.call('changeOrder', { kind: 'cancel', orderId, reason: '临时有事' }, family(number).as);
    // A fifth of the service fee and the way would be more than a fifth of everything.
    expect(SERVICE_FEN / 5 + 1_000).toBeGreaterThan(amountFen);
    expect(terms).toEqual({ tier: 'R3', feeFen: amountFen, refundFen: 0 });
    expect((await city.order(orderId)).status).toBe('cancelled');
    expect(city.wechatPay.refunds().filter(({ outTradeNo }) => outTradeNo.startsWith(orderId))).toEqual([]);
  });

  test('a refund that WeChat Pay cannot make at first is made later, once', async () => {
    const number = nextFamily();
    const orderId = await orderIn(city, 'pendingService', { family: number, startAt: DAY_AFTER });
    city.wechatPay.script({ fail: { operation: 'refund', afterEffect: true }, times: 1 });
    await city.call('changeOrder', { kind: 'cancel', orderId, reason: '临时有事' }, family(number).as);
    await city.quiet();
    await city.runTimer('outboxTimer');
    await city.advance(2);
    await moneyArrives(city);
    expect((await city.order(orderId)).status).toBe('refunded');
    expect(city.wechatPay.refunds().filter(({ outTradeNo }) => outTradeNo.startsWith(orderId))).toHaveLength(1);
  });
});
