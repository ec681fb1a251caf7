/** Money comes in: asked for, announced, repeated, forged, wrong, late, lost. */
import type { PayOrderReply } from '#contract/payOrder';
import type { Order } from '#domain/order/order';
import type { Payment } from '#cloud/payments';
import { NURSE, openScene, PATIENT, STRANGER, type Scene } from './scene';

let scene: Scene;
beforeAll(async () => (scene = await openScene()));
afterAll(() => scene.close());
beforeEach(() => scene.cloud.standIns.wechatPay.script({ reset: true }));

const wechat = () => scene.cloud.standIns.wechatPay;
const orderNow = (id: string) => scene.get<Order>('orders', id) as Promise<Order>;
const pay = (orderId: string, part: string, as = PATIENT as object) =>
  scene.call<PayOrderReply>('payOrder', { orderId, part }, as);

async function asked(orderId: string, part: string): Promise<PayOrderReply> {
  const reply = await pay(orderId, part);
  if (!reply.ok) throw new Error(JSON.stringify(reply));
  return reply.data;
}

/** The payer looks at the sheet and confirms; the notification is delivered before this answers. */
async function confirm({ payment }: PayOrderReply): Promise<void> {
  await wechat().confirm({ appId: wechat().account.appid, ...payment });
  await wechat().tick();
}

const notices = (outTradeNo: string) => wechat().notifications().filter((notice) => notice.outTradeNo === outTradeNo);

test('a deposit is asked for, paid, and the books balance', async () => {
  const { _id } = await scene.order();
  const request = await asked(_id, 'deposit');
  expect(request).toMatchObject({ outTradeNo: `${_id}D1`, amountFen: 4240, payment: { signType: 'RSA' } });
  await confirm(request);
  expect(await orderNow(_id)).toMatchObject({ status: 'pendingService', payBy: null, money: { paidFen: 4240 } });
  expect(await scene.get('payments', request.outTradeNo)).toMatchObject({ state: 'paid', amountFen: 4240, ofOrder: true });
  expect(await scene.standing(_id)).toEqual({ wechatClearing: 4240, held: 4240, revenue: 0, nursePayable: 0, refundPayable: 0 });
  expect(notices(request.outTradeNo)).toMatchObject([{ state: 'acknowledged', deliveries: [{ status: 204 }] }]);
});

test('asking again for the same gives the same request; asking for the whole closes it first', async () => {
  const { _id } = await scene.order();
  const first = await asked(_id, 'deposit');
  const again = await asked(_id, 'deposit');
  expect(again.outTradeNo).toBe(first.outTradeNo);
  expect(again.payment.package).toBe(first.payment.package);

  const whole = await asked(_id, 'full');
  expect(whole).toMatchObject({ outTradeNo: `${_id}F2`, amountFen: 21_200 });
  expect(await scene.get('payments', first.outTradeNo)).toMatchObject({ state: 'closed' });
  await expect(confirm(first)).rejects.toThrow();
  await confirm(whole);
  expect(await orderNow(_id)).toMatchObject({ status: 'pendingService', money: { paidFen: 21_200 } });
  expect(await pay(_id, 'balance')).toMatchObject({ ok: false, error: { code: 'NOTHING_TO_PAY' } });
});

test('two phones ask for different parts at once: one request is open at most', async () => {
  const { _id } = await scene.order();
  const replies = await Promise.all(['deposit', 'full', 'deposit', 'full', 'full'].map((part) => pay(_id, part)));
  expect(replies.filter(({ ok }) => ok).length).toBeGreaterThan(0);
  const open = await scene.all<Payment>('payments', { orderId: _id, state: 'requested' });
  expect(open).toHaveLength(1);
});

test('the same notification twice changes nothing the second time', async () => {
  const { _id } = await scene.order();
  wechat().script({ notify: 'twice', times: 1 });
  const request = await asked(_id, 'full');
  await confirm(request);
  const after = await orderNow(_id);
  await wechat().resend(request.outTradeNo);
  await wechat().tick();
  const deliveries = notices(request.outTradeNo).flatMap((notice) => notice.deliveries.map(({ status }) => status));
  expect(deliveries.length).toBeGreaterThanOrEqual(3);
  expect(new Set(deliveries)).toEqual(new Set([204]));
  expect(await orderNow(_id)).toEqual(after);
  expect(after.money.paidFen).toBe(21_200);
  expect(await scene.all('ledgerEntries', { orderId: _id })).toHaveLength(1);
});

test.each(['forged', 'wrongKey', 'undecryptable', 'stale', 'probe'] as const)('a notification that is %s is refused with 401', async (notify) => {
  const { _id } = await scene.order();
  const request = await asked(_id, 'full');
  wechat().script({ notify, times: 1 });
  await confirm(request);
  expect(notices(request.outTradeNo)[0]?.deliveries[0]).toMatchObject({ status: 401 });
  expect(await orderNow(_id)).toMatchObject({ status: 'pendingPayment', money: { paidFen: 0 } });
  expect(await scene.all('ledgerEntries', { orderId: _id })).toEqual([]);
});

test('a well-signed notification about another amount is refused and kept', async () => {
  const { _id } = await scene.order();
  const request = await asked(_id, 'full');
  wechat().script({ amountFen: 21_199, times: 1 });
  await confirm(request);
  const [notice] = notices(request.outTradeNo);
  expect(notice?.deliveries[0]).toMatchObject({ status: 400 });
  expect(await scene.get('payNotifications', notice?.id ?? '')).toMatchObject({ outcome: 'refused: AMOUNT_MISMATCH' });
  expect(await orderNow(_id)).toMatchObject({ status: 'pendingPayment', money: { paidFen: 0 } });
});

test('a payment nobody told us of is found by asking', async () => {
  const { _id } = await scene.order();
  const request = await asked(_id, 'full');
  wechat().script({ notify: 'never' });
  await confirm(request);
  expect(await orderNow(_id)).toMatchObject({ status: 'pendingPayment' });
  await scene.advance(2);
  expect(await orderNow(_id)).toMatchObject({ status: 'pendingService', money: { paidFen: 21_200 } });
  expect(await scene.standing(_id)).toMatchObject({ held: 21_200 });
});

test('a request nobody paid is closed when its time is over', async () => {
  const { _id } = await scene.order();
  const { outTradeNo } = await asked(_id, 'deposit');
  await scene.advance(33);
  expect(await scene.get('payments', outTradeNo)).toMatchObject({ state: 'closed' });
  expect(await orderNow(_id)).toMatchObject({ status: 'cancelled' });
});

test('money that comes after the order was cancelled goes back by itself, to the fen', async () => {
  const { _id } = await scene.order();
  const request = await asked(_id, 'full');
  const open = await orderNow(_id);
  await scene.put('orders', { ...open, status: 'cancelled', payBy: null } as Order);
  await confirm(request);
  expect(await orderNow(_id)).toMatchObject({ status: 'refunding', money: { paidFen: 21_200, refundingFen: 21_200 } });
  await scene.advance(1);
  await wechat().tick();
  expect(await orderNow(_id)).toMatchObject({ status: 'refunded', money: { refundedFen: 21_200, refundingFen: 0 } });
  expect(await scene.all('refunds', { orderId: _id })).toMatchObject([{ state: 'succeeded', amountFen: 21_200 }]);
  expect(await scene.standing(_id)).toEqual({ wechatClearing: 0, held: 0, revenue: 0, nursePayable: 0, refundPayable: 0 });
});

test('a genuine payment the order has no use for goes back beside it', async () => {
  const { _id } = await scene.order();
  const request = await asked(_id, 'deposit');
  const open = await orderNow(_id);
  // The nurse backed out while the payer was looking at the sheet.
  const released = { ...open, status: 'pendingAcceptance', nurseId: null, payBy: null, dispatch: { ...open.dispatch, nextStepAt: 9e15 } };
  await scene.put('orders', released as Order);
  await confirm(request);
  expect(await scene.get('payments', request.outTradeNo)).toMatchObject({ state: 'paid', ofOrder: false, refundFen: 4240 });
  await scene.advance(1);
  await wechat().tick();
  expect(await orderNow(_id)).toMatchObject({ status: 'pendingAcceptance', money: { paidFen: 0 } });
  expect(await scene.all('refunds', { orderId: _id })).toMatchObject([{ state: 'succeeded', amountFen: 4240, ofOrder: false }]);
  expect(await scene.standing(_id)).toMatchObject({ wechatClearing: 0, held: 0 });
});

test('WeChat Pay failing is told as such, and trying again works', async () => {
  const { _id } = await scene.order();
  wechat().script({ fail: { operation: 'prepay' }, times: 1 });
  expect(await pay(_id, 'deposit')).toMatchObject({ ok: false, error: { code: 'PAYMENT_SERVICE_FAILED', details: { code: 'SYSTEM_ERROR' } } });
  wechat().script({ reset: true, answers: 'forged', times: 1 });
  expect(await pay(_id, 'deposit')).toMatchObject({ ok: false, error: { code: 'PAYMENT_SERVICE_FAILED' } });
  wechat().script({ reset: true });
  expect(await pay(_id, 'deposit')).toMatchObject({ ok: true, data: { outTradeNo: `${_id}D1` } });
});

test.each([
  ['a stranger', STRANGER, {}, 'NOT_FOUND'],
  ['the nurse', NURSE, {}, 'NOT_FOUND'],
  ['somebody without WeChat', { uid: 'web-1' }, { patientUserId: 'user-web-1' }, 'SERVICE_NOT_CONFIGURED'],
  ['an order still looking for a nurse', PATIENT, { status: 'pendingAcceptance', nurseId: null, payBy: null }, 'NOTHING_TO_PAY'],
  ['an order whose time to pay is over', PATIENT, { payBy: 1 }, 'NOTHING_TO_PAY'],
])('refuses %s', async (_, as, except, code) => {
  await scene.put('identities', { _id: 'uid:web-1', userId: 'user-web-1' } as { _id: string });
  const web = { _id: 'user-web-1', displayName: '', openid: '', uid: 'web-1', roles: ['patient'], nurseId: null, createdAt: 0 };
  await scene.put('users', web);
  const { _id } = await scene.order(except as Partial<Order>);
  expect(await pay(_id, 'deposit', as)).toMatchObject({ ok: false, error: { code } });
  expect(await scene.all('payments', { orderId: _id })).toEqual([]);
});

test('refuses what is not a request, and who is not WeChat Pay', async () => {
  expect(await scene.call('payOrder', { orderId: 'x', part: 'half' }, PATIENT)).toMatchObject({ ok: false, error: { code: 'BAD_INPUT' } });
  const direct = await scene.call('payNotify', { path: '/pay/notify', httpMethod: 'POST', body: '{}' }, PATIENT);
  expect(direct).toMatchObject({ statusCode: 403 });
  expect(await scene.call('paymentTimer', { Type: 'Timer' }, PATIENT)).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
  expect(await scene.call('outboxTimer', {}, PATIENT)).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
});
