/** Money goes back: split over what was paid, tried until it arrives, found when nobody tells, and never twice. */
import type { ChangeTerms } from '#contract/changeOrder';
import type { Refund } from '#cloud/refundRequests';
import { FAMILIES, NURSES } from './people';
import { asked, confirmSheet, paid, standing } from './paying';
import { openWorld, type World } from './world';

const FINANCE = 'operator-money';
let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.db.collection('operators').add({ _id: FINANCE, name: '财务', role: '财务' });
});
afterAll(() => world.stop());
beforeEach(() => wechat().script({ reset: true }));

const wechat = () => world.cloud.standIns.wechatPay;
const refundsOf = (orderId: string) => world.find<Refund>('refunds', { orderId });
const cancel = (orderId: string, as: { openid: string } = FAMILIES[0]) =>
  world.ok<ChangeTerms>('changeOrder', { kind: 'cancel', orderId, reason: '时间有变' }, as);
const EMPTY = {
  ...{ held: 0, nursePayable: 0, refundPayable: 0, patientPayable: 0, platformFund: 0 },
  ...{ couponCost: 0, pointsCost: 0, packageHeld: 0, packageCost: 0, wechatFees: 0, bank: 0, insuranceClearing: 0 },
  ...{ deductionHeld: 0, institutionPayable: 0 },
};

test('deposit and balance go back, the newer payment first and whole, what the fee leaves from the older', async () => {
  const orderId = await paid(world, 'deposit');
  await world.jumpTo(world.now() + 60_000);
  await confirmSheet(world, await asked(world, orderId, 'balance'));
  await world.jumpTo((await world.order(orderId)).startAt - 5 * 3_600_000);
  // R1: a tenth of the service's 118.00 stays.
  expect(await cancel(orderId)).toEqual({ tier: 'R1', feeFen: 1180, refundFen: 15_520 });
  await world.advance(1);
  await wechat().tick();
  const rows = await refundsOf(orderId);
  expect(rows.map(({ _id, amountFen, totalFen, state }) => [_id, amountFen, totalFen, state]).sort()).toEqual([
    [`${orderId}B2R1`, 13_360, 13_360, 'succeeded'],
    [`${orderId}D1R1`, 2160, 3340, 'succeeded'],
  ]);
  expect(await world.order(orderId)).toMatchObject({
    status: 'refunded',
    money: { refundedFen: 15_520, refundingFen: 0 },
  });
  expect(await standing(world, orderId)).toEqual({ ...EMPTY, wechatClearing: 1180, revenue: 1180 });
});

test('called off more than a day before: everything goes back', async () => {
  const orderId = await paid(world, 'full');
  expect(await cancel(orderId)).toEqual({ tier: 'R0', feeFen: 0, refundFen: 16_700 });
  await world.advance(1);
  await wechat().tick();
  expect(await world.order(orderId)).toMatchObject({ status: 'refunded', money: { refundedFen: 16_700 } });
  expect(await standing(world, orderId)).toEqual({ ...EMPTY, wechatClearing: 0, revenue: 0 });
});

test('a nurse who cannot come costs the patient nothing', async () => {
  const orderId = await paid(world, 'deposit');
  await world.jumpTo((await world.order(orderId)).startAt - 2 * 3_600_000);
  expect(await cancel(orderId, NURSES[0])).toMatchObject({ feeFen: 0, refundFen: 3340 });
});

test('too little in our purse, then an answer lost on the way: tried again under the same number, paid out once', async () => {
  const orderId = await paid(world, 'full');
  wechat().script({ refund: 'notEnough', times: 1 });
  await cancel(orderId);
  await world.tick('outboxTimer');
  expect(await refundsOf(orderId)).toMatchObject([{ state: 'requested' }]);
  wechat().script({ reset: true, fail: { operation: 'refund', afterEffect: true }, times: 1 });
  await world.advance(1);
  await world.advance(2);
  await wechat().tick();
  expect(await refundsOf(orderId)).toMatchObject([{ state: 'succeeded', amountFen: 16_700 }]);
  expect(
    wechat()
      .refunds()
      .filter(({ outTradeNo }) => outTradeNo.startsWith(orderId)),
  ).toHaveLength(1);
  expect(await standing(world, orderId)).toMatchObject({ wechatClearing: 0, refundPayable: 0 });
});

test('a refund nobody tells us about is found by asking, and two sweeps at once book it once', async () => {
  const orderId = await paid(world, 'full');
  wechat().script({ notify: 'never' });
  await cancel(orderId);
  await Promise.all([world.tick('outboxTimer'), world.tick('outboxTimer')]);
  await wechat().tick();
  expect(await world.order(orderId)).toMatchObject({ status: 'refunding' });
  await world.jumpTo(world.now() + 2 * 60_000);
  await Promise.all([world.tick('paymentTimer'), world.tick('paymentTimer')]);
  expect(await world.order(orderId)).toMatchObject({ status: 'refunded', money: { refundedFen: 16_700 } });
  const causes = (await world.find<{ cause: string }>('ledgerEntries', { orderId }))
    .map(({ cause }) => cause.split(':')[0])
    .sort();
  expect(causes).toEqual(['paid', 'refundRequested', 'refundSucceeded']);
});

let commands = 0;
/** What finance decides about a refund, and how the row was answered. */
async function settles(outRefundNo: string, how: string, proof?: string): Promise<unknown> {
  const commandId = `settle${(commands += 1)}`;
  const row = { kind: 'settleRefund', outRefundNo, how, ...(proof && { proof }) };
  const command = { _id: commandId, ...row, requestedBy: FINANCE, requestedAt: world.now(), state: 'waiting' };
  await world.db.collection('opCommands').add(command);
  await world.call('runCommand', { commandId }, { uid: FINANCE });
  return (await world.find<{ state: string }>('opCommands', { _id: commandId }))[0]?.state;
}

/** Paid in full, called off, and WeChat Pay cannot send it back. */
async function stuck(refund: 'abnormal' | 'closed'): Promise<string> {
  const orderId = await paid(world, 'full');
  wechat().script({ refund, times: 1 });
  await cancel(orderId);
  await world.tick('outboxTimer');
  await wechat().tick();
  return orderId;
}
const alertOf = async (outRefundNo: string) =>
  (await world.find<{ state: string; text: string }>('operatorAlerts', { _id: `refund:${outRefundNo}` }))[0];

test('a refund that cannot reach the payer: to our bank, from there by hand, proved; nothing out of turn, nothing twice', async () => {
  const orderId = await stuck('abnormal');
  const number = `${orderId}F1R1`;
  expect(await refundsOf(orderId)).toMatchObject([{ _id: number, state: 'abnormal' }]);
  expect(await world.order(orderId)).toMatchObject({ status: 'refunding', money: { refundingFen: 16_700 } });
  expect(await standing(world, orderId)).toMatchObject({ refundPayable: 16_700, wechatClearing: 16_700 });
  expect(await alertOf(number)).toMatchObject({ state: 'open', text: expect.stringContaining('¥167.00') });
  // The same card would refuse it again, and the money is not ours yet.
  expect([await settles(number, 'again'), await settles(number, 'byHand', '流水 1')]).toEqual(['refused', 'refused']);

  wechat().script({ fail: { operation: 'refund', afterEffect: true }, times: 1 });
  // The answer is lost: told as refused, yet WeChat Pay has begun, and what comes of it is taken for what it is.
  expect(await settles(number, 'toMerchant')).toBe('refused');
  expect(await refundsOf(orderId)).toMatchObject([{ state: 'processing', toMerchant: true }]);
  await wechat().tick();
  expect(await standing(world, orderId)).toMatchObject({ refundPayable: 16_700, wechatClearing: 0, bank: 16_700 });
  expect((await alertOf(number))?.text).toContain('银行账户');
  expect([await settles(number, 'toMerchant'), await settles(number, 'byHand')]).toEqual(['refused', 'refused']);
  await wechat().resend(`${orderId}F1`);

  const both = await Promise.all([settles(number, 'byHand', '流水 20261124001'), settles(number, 'byHand', '流水 2')]);
  expect(both.sort()).toEqual(['done', 'refused']);
  expect(await world.order(orderId)).toMatchObject({
    status: 'refunded',
    money: { refundedFen: 16_700, refundingFen: 0 },
  });
  expect(await standing(world, orderId)).toMatchObject({ refundPayable: 0, wechatClearing: 0, bank: 0, held: 0 });
  expect(await refundsOf(orderId)).toMatchObject([{ state: 'byHand', settledBy: FINANCE }]);
  expect(await alertOf(number)).toMatchObject({ state: 'closed' });
});

test('or to another card of the payer’s: sealed for WeChat Pay, the last four digits kept, nowhere else', async () => {
  const orderId = await stuck('abnormal');
  const number = `${orderId}F1R1`;
  const account = '6222021234567890';
  const card = { bankType: 'ICBC_DEBIT', bankAccount: account, realName: '王建国' };
  const row = { kind: 'refundToCard', outRefundNo: number, requestedBy: FINANCE, requestedAt: world.now() };
  const run = async (commandId: string) => {
    await world.db.collection('opCommands').add({ ...row, _id: commandId, state: 'waiting' });
    await world.call('runCommand', { commandId, said: { card } }, { uid: FINANCE });
    const [answered] = await world.find<{ state: string; answer: string }>('opCommands', { _id: commandId });
    return `${answered?.state}: ${answered?.answer}`;
  };
  expect(await run('card-1')).toBe('done: 已申请退到付款人尾号 7890 的银行卡');
  expect(await run('card-2')).toMatch(/^refused/);
  await wechat().tick();
  expect(await refundsOf(orderId)).toMatchObject([{ state: 'succeeded', toCard: '7890' }]);
  expect(await world.order(orderId)).toMatchObject({ status: 'refunded', money: { refundedFen: 16_700 } });
  expect(await standing(world, orderId)).toMatchObject({ refundPayable: 0, wechatClearing: 0, bank: 0, held: 0 });
  expect(await alertOf(number)).toMatchObject({ state: 'closed' });
  for (const collection of ['opCommands', 'refunds', 'auditLog', 'operatorAlerts']) {
    expect(JSON.stringify(await world.find(collection))).not.toMatch(/6222021234567890|王建国/);
  }
});

test('a refund WeChat Pay closed: under a new number, a minute after the first at the earliest', async () => {
  const orderId = await stuck('closed');
  expect(await settles(`${orderId}F1R1`, 'toMerchant')).toBe('refused');
  expect(await settles(`${orderId}F1R1`, 'again')).toBe('done');
  const ofOrder = () =>
    wechat()
      .refunds()
      .filter(({ outTradeNo }) => outTradeNo.startsWith(orderId))
      .map(({ outRefundNo, status }) => [outRefundNo, status]);
  expect(ofOrder()).toEqual([[`${orderId}F1R1`, 'CLOSED']]);
  await world.advance(2);
  await wechat().tick();
  expect(ofOrder()).toEqual([
    [`${orderId}F1R1`, 'CLOSED'],
    [`${orderId}F1R2`, 'SUCCESS'],
  ]);
  expect((await refundsOf(orderId)).map(({ state }) => state).sort()).toEqual(['replaced', 'succeeded']);
  expect(await world.order(orderId)).toMatchObject({ status: 'refunded', money: { refundedFen: 16_700 } });
  expect(await standing(world, orderId)).toMatchObject({ refundPayable: 0, wechatClearing: 0, bank: 0 });
  const [payment] = await world.find<{ refundFen: number }>('payments', { orderId });
  expect(payment?.refundFen).toBe(16_700);
});

test('too little in our purse is told to finance at once', async () => {
  await world.db.collection('operatorAlerts').where({ kind: 'payService' }).remove();
  const orderId = await paid(world, 'full');
  wechat().script({ refund: 'notEnough', times: 1 });
  await cancel(orderId);
  await world.tick('outboxTimer');
  expect(await world.find('operatorAlerts', { kind: 'payService' })).toMatchObject([
    { _id: 'payService:NOT_ENOUGH', state: 'open', text: expect.stringContaining('请充值') },
  ]);
  await world.advance(2);
  await wechat().tick();
  expect(await refundsOf(orderId)).toMatchObject([{ state: 'succeeded' }]);
});
