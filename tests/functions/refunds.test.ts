/** Money goes back: split over what was paid, tried until it arrives, found when nobody tells, and never twice. */
import type { ChangeTerms } from '#contract/changeOrder';
import type { Refund } from '#cloud/refundRequests';
import { FAMILIES, NURSES } from './people';
import { asked, confirmSheet, paid, standing } from './paying';
import { openWorld, type World } from './world';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.stop());
beforeEach(() => wechat().script({ reset: true }));

const wechat = () => world.cloud.standIns.wechatPay;
const refundsOf = (orderId: string) => world.find<Refund>('refunds', { orderId });
const cancel = (orderId: string, as: { openid: string } = FAMILIES[0]) =>
  world.ok<ChangeTerms>('changeOrder', { kind: 'cancel', orderId, reason: '时间有变' }, as);
const EMPTY = { held: 0, nursePayable: 0, refundPayable: 0, patientPayable: 0, platformFund: 0 };

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

test('a refund that does not go through by itself waits for a person, the debt on the books', async () => {
  const orderId = await paid(world, 'full');
  wechat().script({ refund: 'abnormal', times: 1 });
  await cancel(orderId);
  await world.tick('outboxTimer');
  await wechat().tick();
  expect(await refundsOf(orderId)).toMatchObject([{ state: 'abnormal' }]);
  expect(await world.order(orderId)).toMatchObject({ status: 'refunding', money: { refundingFen: 16_700 } });
  expect(await standing(world, orderId)).toMatchObject({ refundPayable: 16_700 });
});
