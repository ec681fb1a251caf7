import { type Merchant, standAt, startMerchant } from './merchantForTests';
import { RETRY_DELAYS_MS } from './notifier';

const NOON = Date.parse('2026-03-02T12:00:00+08:00');
let merchant: Merchant;

beforeEach(async () => {
  standAt(NOON);
  merchant = await startMerchant();
});
afterEach(async () => {
  await merchant.stop();
  jest.useRealTimers();
});

const [SECONDS_15, MINUTES_3, HOURS_24_AND_4_MINUTES] = [15_000, 180_000, (24 * 60 + 4) * 60_000];

it('the schedule is the published one: 15 retries over 24 h 4 min', () => {
  expect(RETRY_DELAYS_MS).toHaveLength(15);
  expect(RETRY_DELAYS_MS.slice(0, 4)).toEqual([SECONDS_15, SECONDS_15, 2 * SECONDS_15, MINUTES_3]);
  expect(RETRY_DELAYS_MS.reduce((sum, delayMs) => sum + delayMs, 0)).toBe(HOURS_24_AND_4_MINUTES);
});

it('repeats the same notification when it is due, not a moment earlier, until it is acknowledged', async () => {
  merchant.answerWith(500);
  await merchant.paid('ORDER-0001', 2_000);
  expect(merchant.received).toHaveLength(1);
  jest.setSystemTime(NOON + 14_999);
  await merchant.pay.tick();
  expect(merchant.received).toHaveLength(1);
  jest.setSystemTime(NOON + 15_000);
  await merchant.pay.tick();
  expect(merchant.received).toHaveLength(2);
  merchant.answerWith(204);
  jest.setSystemTime(NOON + 30_000);
  await merchant.pay.tick();
  jest.setSystemTime(NOON + HOURS_24_AND_4_MINUTES);
  await merchant.pay.tick();
  expect(merchant.received).toHaveLength(3);
  expect(new Set(merchant.received.map(({ id }) => id)).size).toBe(1);
  const [notification] = merchant.pay.notifications();
  expect(notification?.state).toBe('acknowledged');
  expect(notification?.deliveries.map(({ status }) => status)).toEqual([500, 500, 204]);
});

it('gives up after the last retry', async () => {
  merchant.answerWith(500);
  await merchant.paid('ORDER-0001', 2_000);
  let atMs = NOON;
  for (const delayMs of RETRY_DELAYS_MS) {
    expect(merchant.pay.notifications()[0]?.state).toBe('due');
    atMs += delayMs;
    jest.setSystemTime(atMs);
    await merchant.pay.tick();
  }
  expect(merchant.received).toHaveLength(16);
  expect(merchant.pay.notifications()[0]?.state).toBe('givenUp');
});

it('a retry outlives a restart', async () => {
  merchant.answerWith(500);
  await merchant.paid('ORDER-0001', 2_000);
  await merchant.restart();
  merchant.answerWith(200);
  jest.setSystemTime(NOON + 15_000);
  await merchant.pay.tick();
  expect(merchant.pay.notifications()[0]?.state).toBe('acknowledged');
});

it('never: nothing is sent until somebody resends', async () => {
  merchant.pay.script({ notify: 'never', times: 1 });
  await merchant.paid('ORDER-0001', 2_000);
  jest.setSystemTime(NOON + HOURS_24_AND_4_MINUTES);
  await merchant.pay.tick();
  expect(merchant.received).toEqual([]);
  await merchant.pay.resend('ORDER-0001');
  expect(merchant.received).toHaveLength(1);
});

it('delay: not before its time', async () => {
  merchant.pay.script({ notify: 'delay', delayMs: 60_000, times: 1 });
  await merchant.paid('ORDER-0001', 2_000);
  jest.setSystemTime(NOON + 59_999);
  await merchant.pay.tick();
  expect(merchant.received).toEqual([]);
  jest.setSystemTime(NOON + 60_000);
  await merchant.pay.tick();
  expect(merchant.received).toHaveLength(1);
});

it('twice: the same id, both well signed', async () => {
  merchant.pay.script({ notify: 'twice', times: 1 });
  await merchant.paid('ORDER-0001', 2_000);
  const [first, second] = merchant.received;
  expect(first?.id).toBe(second?.id);
  expect([first?.wellSigned, second?.wellSigned]).toEqual([true, true]);
});

it.each([
  ['forged', { wellSigned: false, opened: true }],
  ['wrongKey', { wellSigned: false, opened: true }],
  ['undecryptable', { wellSigned: true, opened: false }],
  ['stale', { wellSigned: true, opened: true }],
  ['probe', { wellSigned: false, opened: true }],
] as const)('%s once, then the right one on the next try', async (notify, expected) => {
  merchant.pay.script({ notify, times: 1 });
  merchant.answerWith(401);
  await merchant.paid('ORDER-0001', 2_000);
  const [spoilt] = merchant.received;
  expect({ wellSigned: spoilt?.wellSigned, opened: spoilt?.plain !== undefined }).toEqual(expected);
  expect(spoilt?.signature.startsWith('WECHATPAY/SIGNTEST/')).toBe(notify === 'probe');
  expect(spoilt?.timestamp).toBe(NOON / 1000 - (notify === 'stale' ? 600 : 0));
  jest.setSystemTime(NOON + 15_000);
  await merchant.pay.tick();
  expect(merchant.received[1]).toMatchObject({ wellSigned: true, plain: { out_trade_no: 'ORDER-0001' } });
});

it('a claimed amount is well signed, and the books know the true one', async () => {
  merchant.pay.script({ amountFen: 1, times: 1 });
  await merchant.paid('ORDER-0001', 2_000);
  expect(merchant.received[0]).toMatchObject({ wellSigned: true, plain: { amount: { total: 1, payer_total: 1 } } });
  expect(merchant.pay.orders()[0]?.request.amount.total).toBe(2_000);
});

it('nobody outside this machine is notified', async () => {
  const order = merchant.order('ORDER-0001', 2_000, { notify_url: 'https://example.com/notify' });
  await merchant.pay.confirm(merchant.payRequest(await merchant.prepay(order)));
  await merchant.pay.tick();
  expect(merchant.pay.notifications()[0]?.deliveries[0]?.error).toBe('only 127.0.0.1 is notified');
});
