/** Money comes in: asked for, announced, repeated, forged, wrong, late, lost. MED-05 at the corner: 155.00 service and consumables, 12.00 way. */
import type { Payment } from '#cloud/payments';
import { balances } from '#domain/payment/ledger';
import { FAMILIES, NURSES } from './people';
import { anotherSlot, asked, confirmSheet, pay, standing, unpaid } from './paying';
import { booked } from './story';
import { openWorld, type World } from './world';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.stop());
beforeEach(() => wechat().script({ reset: true }));

const wechat = () => world.cloud.standIns.wechatPay;
const notices = (outTradeNo: string) =>
  wechat()
    .notifications()
    .filter((notice) => notice.outTradeNo === outTradeNo);
const payment = async (outTradeNo: string) => (await world.find<Payment>('payments', { _id: outTradeNo }))[0];
const change = (orderId: string, fields: object) => world.db.collection('orders').doc(orderId).update(fields);

test('a deposit is asked for, paid, and the books balance', async () => {
  const _id = await unpaid(world);
  const request = await asked(world, _id, 'deposit');
  expect(request).toMatchObject({ outTradeNo: `${_id}D1`, amountFen: 3340, payment: { signType: 'RSA' } });
  await confirmSheet(world, request);
  expect(await world.order(_id)).toMatchObject({ status: 'pendingService', payBy: null, money: { paidFen: 3340 } });
  expect(await payment(request.outTradeNo)).toMatchObject({ state: 'paid', amountFen: 3340, ofOrder: true });
  expect(await standing(world, _id)).toEqual({ ...balances([]), wechatClearing: 3340, held: 3340 });
  expect(notices(request.outTradeNo)).toMatchObject([{ state: 'acknowledged', deliveries: [{ status: 204 }] }]);
});

test('asking again for the same gives the same request; asking for the whole closes it first', async () => {
  const _id = await unpaid(world);
  const first = await asked(world, _id, 'deposit');
  const again = await asked(world, _id, 'deposit');
  expect(again.outTradeNo).toBe(first.outTradeNo);
  expect(again.payment.package).toBe(first.payment.package);

  const whole = await asked(world, _id, 'full');
  expect(whole).toMatchObject({ outTradeNo: `${_id}F2`, amountFen: 16_700 });
  expect(await payment(first.outTradeNo)).toMatchObject({ state: 'closed' });
  await expect(confirmSheet(world, first)).rejects.toMatchObject({ code: 'ORDER_CLOSED' });
  await confirmSheet(world, whole);
  expect(await world.order(_id)).toMatchObject({ status: 'pendingService', money: { paidFen: 16_700 } });
  expect(await pay(world, _id, 'balance')).toMatchObject({ ok: false, error: { code: 'NOTHING_TO_PAY' } });
});

test('two phones ask for different parts at once: one request is open at most', async () => {
  const _id = await unpaid(world);
  const replies = await Promise.all(
    (['deposit', 'full', 'deposit', 'full', 'full'] as const).map((part) => pay(world, _id, part)),
  );
  expect(replies.filter(({ ok }) => ok).length).toBeGreaterThan(0);
  const open = await world.find<Payment>('payments', { orderId: _id, state: 'requested' });
  expect(open).toHaveLength(1);
});

test('the same notification twice changes nothing the second time', async () => {
  const _id = await unpaid(world);
  wechat().script({ notify: 'twice', times: 1 });
  const request = await asked(world, _id, 'full');
  await confirmSheet(world, request);
  const after = await world.order(_id);
  await wechat().resend(request.outTradeNo);
  await wechat().tick();
  const deliveries = notices(request.outTradeNo).flatMap((notice) => notice.deliveries.map(({ status }) => status));
  expect(deliveries.length).toBeGreaterThanOrEqual(3);
  expect(new Set(deliveries)).toEqual(new Set([204]));
  expect(await world.order(_id)).toEqual(after);
  expect(after.money.paidFen).toBe(16_700);
  expect(await world.find('ledgerEntries', { orderId: _id })).toHaveLength(1);
});

test.each(['forged', 'wrongKey', 'undecryptable', 'stale', 'probe'] as const)(
  'a notification that is %s is refused with 401',
  async (notify) => {
    const _id = await unpaid(world);
    const request = await asked(world, _id, 'full');
    wechat().script({ notify, times: 1 });
    await confirmSheet(world, request);
    expect(notices(request.outTradeNo)[0]?.deliveries[0]).toMatchObject({ status: 401 });
    expect(await world.order(_id)).toMatchObject({ status: 'pendingPayment', money: { paidFen: 0 } });
    expect(await world.find('ledgerEntries', { orderId: _id })).toEqual([]);
  },
);

test('a well-signed notification about another amount is refused and kept', async () => {
  const _id = await unpaid(world);
  const request = await asked(world, _id, 'full');
  wechat().script({ amountFen: 16_699, times: 1 });
  await confirmSheet(world, request);
  const [notice] = notices(request.outTradeNo);
  expect(notice?.deliveries[0]).toMatchObject({ status: 400 });
  expect(await world.find('payNotifications', { _id: notice?.id })).toMatchObject([
    { outcome: 'refused: AMOUNT_MISMATCH' },
  ]);
  expect(await world.order(_id)).toMatchObject({ status: 'pendingPayment', money: { paidFen: 0 } });
});

test('a payment nobody told us of is found by asking', async () => {
  const _id = await unpaid(world);
  const request = await asked(world, _id, 'full');
  wechat().script({ notify: 'never' });
  await confirmSheet(world, request);
  expect(await world.order(_id)).toMatchObject({ status: 'pendingPayment' });
  await world.advance(2);
  expect(await world.order(_id)).toMatchObject({ status: 'pendingService', money: { paidFen: 16_700 } });
  expect(await standing(world, _id)).toMatchObject({ held: 16_700 });
});

test('a request nobody paid is closed when its time is over', async () => {
  const _id = await unpaid(world);
  const { outTradeNo } = await asked(world, _id, 'deposit');
  await world.advance(33);
  expect(await payment(outTradeNo)).toMatchObject({ state: 'closed' });
  expect(await world.order(_id)).toMatchObject({ status: 'cancelled' });
});

test('money that comes after the order was cancelled goes back by itself, to the fen', async () => {
  const _id = await unpaid(world);
  const request = await asked(world, _id, 'full');
  await change(_id, { status: 'cancelled', payBy: null });
  await confirmSheet(world, request);
  expect(await world.order(_id)).toMatchObject({
    status: 'refunding',
    money: { paidFen: 16_700, refundingFen: 16_700 },
  });
  await world.advance(1);
  await wechat().tick();
  expect(await world.order(_id)).toMatchObject({ status: 'refunded', money: { refundedFen: 16_700, refundingFen: 0 } });
  expect(await world.find('refunds', { orderId: _id })).toMatchObject([{ state: 'succeeded', amountFen: 16_700 }]);
  expect(await standing(world, _id)).toEqual(balances([]));
});

test('a genuine payment the order has no use for goes back beside it', async () => {
  const _id = await unpaid(world);
  const request = await asked(world, _id, 'deposit');
  // The nurse backed out while the payer was looking at the sheet.
  await change(_id, { status: 'pendingAcceptance', nurseId: null, payBy: null, 'dispatch.nextStepAt': 9e15 });
  await confirmSheet(world, request);
  expect(await payment(request.outTradeNo)).toMatchObject({ state: 'paid', ofOrder: false, refundFen: 3340 });
  await world.advance(1);
  await wechat().tick();
  expect(await world.order(_id)).toMatchObject({ status: 'pendingAcceptance', money: { paidFen: 0 } });
  expect(await world.find('refunds', { orderId: _id })).toMatchObject([
    { state: 'succeeded', amountFen: 3340, ofOrder: false },
  ]);
  expect(await standing(world, _id)).toMatchObject({ wechatClearing: 0, held: 0 });
});

test('WeChat Pay failing is told as such, and trying again works', async () => {
  const _id = await unpaid(world);
  wechat().script({ fail: { operation: 'prepay' }, times: 1 });
  expect(await pay(world, _id, 'deposit')).toMatchObject({
    ok: false,
    error: { code: 'PAYMENT_SERVICE_FAILED', details: { code: 'SYSTEM_ERROR' } },
  });
  wechat().script({ reset: true, answers: 'forged', times: 1 });
  expect(await pay(world, _id, 'deposit')).toMatchObject({ ok: false, error: { code: 'PAYMENT_SERVICE_FAILED' } });
  wechat().script({ reset: true });
  expect(await pay(world, _id, 'deposit')).toMatchObject({ ok: true, data: { outTradeNo: `${_id}D1` } });
});

test.each([
  [429, 'FREQUENCY_LIMITED', 'PAYMENT_TOO_OFTEN', 0],
  [400, 'ORDER_CLOSED', 'PAYMENT_CHANGED', 0],
  [403, 'NO_AUTH', 'PAYMENT_NOT_POSSIBLE', 1],
])('%i %s is told to the payer as %s; finance hears of what stays', async (status, code, refusal, alerts) => {
  const _id = await unpaid(world);
  wechat().script({ fail: { operation: 'prepay', status, code }, times: 1 });
  expect(await pay(world, _id, 'full')).toMatchObject({ ok: false, error: { code: refusal, details: { code } } });
  expect(await world.find('operatorAlerts', { _id: `payService:${code}` })).toHaveLength(alerts);
  expect(await world.find('ledgerEntries', { orderId: _id })).toEqual([]);
  expect(await pay(world, _id, 'full')).toMatchObject({ ok: true });
});

test('a request closed by another phone while WeChat Pay was hearing of it is handed to nobody', async () => {
  const _id = await unpaid(world);
  wechat().script({ answerDelayMs: 2_000, times: 1 });
  const slow = pay(world, _id, 'deposit');
  while ((await world.find('payments', { orderId: _id })).length === 0);
  const whole = await asked(world, _id, 'full');
  expect(await slow).toMatchObject({ ok: false, error: { details: { code: 'ANOTHER_PAYMENT_OPEN' } } });
  expect(await world.find('payments', { orderId: _id, state: 'requested' })).toMatchObject([{ _id: whole.outTradeNo }]);
});

test('closed at WeChat Pay, and our row does not know since the machine died: the next request closes it', async () => {
  const _id = await unpaid(world);
  const first = await asked(world, _id, 'deposit');
  const second = await asked(world, _id, 'full');
  await world.db.collection('payments').doc(first.outTradeNo).update({ state: 'requested' });
  await world.db.collection('payments').doc(second.outTradeNo).update({ state: 'closed' });
  wechat().script({ fail: { operation: 'close', status: 400, code: 'ORDER_CLOSED' }, times: 1 });
  expect(await pay(world, _id, 'full')).toMatchObject({ ok: true, data: { outTradeNo: `${_id}F3` } });
  expect(await payment(first.outTradeNo)).toMatchObject({ state: 'closed' });
});

test('paid, and nobody told us: asking for the other part settles what was paid', async () => {
  const _id = await unpaid(world);
  const first = await asked(world, _id, 'deposit');
  wechat().script({ notify: 'never', times: 1 });
  await confirmSheet(world, first);
  expect(await pay(world, _id, 'full')).toMatchObject({ ok: false, error: { code: 'NOTHING_TO_PAY' } });
  expect(await world.order(_id)).toMatchObject({ status: 'pendingService', money: { paidFen: 3340 } });
  expect(await standing(world, _id)).toMatchObject({ wechatClearing: 3340, held: 3340 });
});

test('a refusal that WeChat Pay did not sign is no fact: the first request is not taken for closed', async () => {
  const _id = await unpaid(world);
  const first = await asked(world, _id, 'deposit');
  wechat().script({ fail: { operation: 'close', status: 404, code: 'ORDER_NOT_EXIST' }, answers: 'forged', times: 1 });
  expect(await pay(world, _id, 'full')).toMatchObject({ ok: false, error: { code: 'PAYMENT_SERVICE_FAILED' } });
  expect(await world.find('payments', { orderId: _id })).toMatchObject([{ _id: first.outTradeNo, state: 'requested' }]);
});

test('WeChat Pay that takes too long is told as such, not as a fault of ours', async () => {
  const _id = await unpaid(world);
  wechat().script({ answerDelayMs: 7_000, times: 1 });
  expect(await pay(world, _id, 'deposit')).toMatchObject({
    ok: false,
    error: { code: 'PAYMENT_SERVICE_FAILED', details: { code: 'UNREACHABLE' } },
  });
  expect(await pay(world, _id, 'deposit')).toMatchObject({ ok: true, data: { outTradeNo: `${_id}D1` } });
});

test('nobody asks for ever new requests', async () => {
  const _id = await unpaid(world);
  const closed = (place: number) => ({ _id: `${_id}D${place}`, orderId: _id, part: 'deposit', state: 'closed' });
  await world.db.collection('payments').add(Array.from({ length: 30 }, (_, place) => closed(place + 1)));
  expect(await pay(world, _id, 'deposit')).toMatchObject({ ok: false, error: { code: 'TOO_MANY_TRIES' } });
});

test('asking costs the database ten round trips, being told of the payment twelve', async () => {
  const _id = await unpaid(world);
  const calls = () => world.cloud.emulator.stats().databaseCalls;
  const before = calls();
  const request = await asked(world, _id, 'full');
  expect(calls() - before).toBeLessThanOrEqual(10);
  const { settlePaid } = await import('#cloud/settlement');
  const { appid, mchid } = wechat().account;
  const [payer, amount] = [{ openid: FAMILIES[0].openid }, { total: 16_700 }];
  const named = { appid, mchid, out_trade_no: request.outTradeNo, transaction_id: '4200001', success_time: '' };
  const told = { ...named, trade_state: 'SUCCESS' as const, payer, amount };
  const between = calls();
  expect(await settlePaid(told, world.now())).toBe('settled');
  // Besides, the notification itself is kept and its outcome noted: two more.
  expect(calls() - between).toBeLessThanOrEqual(12);
});

test('refuses strangers, the nurse, and orders that owe nothing now', async () => {
  const _id = await unpaid(world);
  const refused = (code: string) => ({ ok: false, error: { code } });
  expect(await pay(world, _id, 'deposit', FAMILIES[1])).toMatchObject(refused('NOT_FOUND'));
  expect(await pay(world, _id, 'deposit', NURSES[0])).toMatchObject(refused('NOT_FOUND'));
  expect(await pay(world, 'nothing', 'deposit')).toMatchObject(refused('NOT_FOUND'));
  expect(await pay(world, _id, 'balance')).toMatchObject(refused('NOTHING_TO_PAY'));
  expect(await pay(world, await booked(world, { startAt: anotherSlot(world) }), 'deposit')).toMatchObject(
    refused('NOTHING_TO_PAY'),
  );
  await change(_id, { payBy: world.now() - 1 });
  expect(await pay(world, _id, 'deposit')).toMatchObject(refused('NOTHING_TO_PAY'));
  expect(await world.find('payments', { orderId: _id })).toEqual([]);
});

test('who has no WeChat cannot be asked by WeChat Pay, and hears why', async () => {
  const _id = await unpaid(world);
  const me = await world.ok<{ userId: string }>('signIn', {}, { uid: 'web-1' });
  await change(_id, { patientUserId: me.userId });
  const reply = await pay(world, _id, 'deposit', { uid: 'web-1' });
  expect(reply).toMatchObject({ ok: false, error: { code: 'NOT_IN_WECHAT' } });
});

test('refuses what is not a request, and who is not WeChat Pay', async () => {
  expect(await world.call('payOrder', { orderId: 'x', part: 'half' }, FAMILIES[0])).toMatchObject({
    ok: false,
    error: { code: 'BAD_INPUT' },
  });
  const direct = await world.call('payNotify', { path: '/pay/notify', httpMethod: 'POST', body: '{}' }, FAMILIES[0]);
  expect(direct).toMatchObject({ statusCode: 403 });
  expect(await world.call('paymentTimer', { Type: 'Timer' }, FAMILIES[0])).toMatchObject({
    ok: false,
    error: { code: 'FORBIDDEN' },
  });
  expect(await world.call('outboxTimer', {}, FAMILIES[0])).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
});

test('two taps at once are one request, and one payment', async () => {
  const orderId = await unpaid(world);
  const [one, other] = await Promise.all([asked(world, orderId, 'full'), asked(world, orderId, 'full')]);
  expect(other.outTradeNo).toBe(one.outTradeNo);
  await confirmSheet(world, one);
  await expect(confirmSheet(world, other)).rejects.toMatchObject({ code: 'ALREADY_PAID' });
  expect(await world.find('ledgerEntries', { orderId })).toHaveLength(1);
});

test('a genuine notification about a number nobody here knows: kept, refused, nothing changed, no person in the log', async () => {
  const orderId = await unpaid(world);
  const sheet = await asked(world, orderId, 'full');
  await world.db.collection('payments').doc(sheet.outTradeNo).remove();
  await confirmSheet(world, sheet);
  const [notice] = notices(sheet.outTradeNo);
  expect(notice?.deliveries[0]).toMatchObject({ status: 400 });
  expect(await world.find('payNotifications', { _id: notice?.id })).toMatchObject([{ outcome: 'refused: NOT_FOUND' }]);
  expect(await world.find('ledgerEntries', { orderId })).toEqual([]);
  const lines = world.cloud.emulator.functions.calls('payNotify').at(-1)?.lines.join('\n') ?? '';
  expect(lines).toContain(sheet.outTradeNo);
  expect(lines).not.toContain(FAMILIES[0].openid);
  expect(lines).not.toContain(wechat().account.apiV3Key);
});

describe('facts that cannot be, however well signed', () => {
  let orderId = '';
  let said: Record<string, unknown>;
  beforeAll(async () => {
    orderId = await unpaid(world);
    const { outTradeNo } = await asked(world, orderId, 'full');
    const { appid, mchid } = wechat().account;
    said = {
      ...{ appid, mchid, out_trade_no: outTradeNo, transaction_id: '4200002', trade_state: 'SUCCESS' },
      ...{ payer: { openid: FAMILIES[0].openid }, amount: { total: 16_700 } },
    };
  });

  test.each<[string, object, string]>([
    ['no fen', { amount: { total: 0 } }, 'AMOUNT_MISMATCH'],
    ['less than nothing', { amount: { total: -16_700 } }, 'AMOUNT_MISMATCH'],
    ['parts of a fen', { amount: { total: 16_700.5 } }, 'BAD_INPUT'],
    ['words for an amount', { amount: { total: '16700' } }, 'BAD_INPUT'],
    ['another payer', { payer: { openid: 'o-somebody' } }, 'BAD_INPUT'],
    ['another merchant', { mchid: '1900000001' }, 'BAD_INPUT'],
    ['not paid at all', { trade_state: 'NOTPAY' }, 'BAD_INPUT'],
    ['a state nobody knows', { trade_state: 'PERHAPS' }, 'BAD_INPUT'],
  ])('%s', async (what, change, code) => {
    const { hear } = await import('#cloud/hearing');
    const id = `fact-${what.replaceAll(' ', '-')}`;
    const resource = { ...said, ...change };
    const notice = { id, eventType: 'TRANSACTION.SUCCESS', originalType: 'transaction', resource };
    await expect(hear(notice, { headers: {}, body: '' }, world.now())).rejects.toMatchObject({ code });
    expect(await world.find('payNotifications', { _id: id })).toMatchObject([{ outcome: `refused: ${code}` }]);
    expect(await world.order(orderId)).toMatchObject({ status: 'pendingPayment', money: { paidFen: 0 } });
  });

  test.each<[string, object, string]>([
    ['a refund nobody asked for', { out_refund_no: 'NOBODYF1R1' }, 'NOT_FOUND'],
    ['more than was asked back', { amount: { refund: 16_701, total: 16_700 } }, 'AMOUNT_MISMATCH'],
    ['of another payment', { out_trade_no: 'ANOTHERF1' }, 'AMOUNT_MISMATCH'],
  ])('%s', async (what, change, code) => {
    const { hear } = await import('#cloud/hearing');
    const known = { orderId, outTradeNo: 'KNOWNF1', amountFen: 16_700, state: 'processing', nextQueryAt: 9e15 };
    await world.db.collection('refunds').doc('KNOWNF1R1').set(known);
    const amount = { refund: 16_700, total: 16_700 };
    const fact = { out_refund_no: 'KNOWNF1R1', out_trade_no: 'KNOWNF1', refund_status: 'SUCCESS', amount, ...change };
    const id = `refund-${what.replaceAll(' ', '-')}`;
    const notice = { id, eventType: 'REFUND.SUCCESS', originalType: 'refund', resource: fact };
    await expect(hear(notice, { headers: {}, body: '' }, world.now())).rejects.toMatchObject({ code });
    expect(await world.find('refunds', { _id: 'KNOWNF1R1' })).toMatchObject([{ state: 'processing' }]);
  });
});
