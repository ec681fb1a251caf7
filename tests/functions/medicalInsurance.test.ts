/**
 * P-056: an order paid by the medical insurance and the family together, from the voucher to the refund, with the stand-ins of the
 * office and of WeChat Pay. MED-05 at the corner costs 167.00: 155.00 are billed (118.00 and 37.00 consumables), 12.00 is the way. The
 * fund pays 60 %, 93.00, and the person's account its 20.00; the family pays 54.00.
 */
import type { InsuranceReply, SettledView } from '#contract/ownInsurance';
import type { OrderView } from '#contract/orders';
import type { Payment } from '#cloud/payments';
import type { InsuranceRefund } from '#cloud/medicalInsurance/refundRequests';
import { FAMILIES } from './people';
import { asked, confirmSheet, standing, unpaid } from './paying';
import { openWorld, type World } from './world';

const [FAMILY, STRANGER] = FAMILIES;
const MINUTE = 60_000;
const CITY = {
  ...{ city: '杭州市', cityId: '330100', channelNumber: 'AA1', institutionName: '西湖护理站', orderType: 'DIAG_PAY' },
  ...{ institutionNumber: 'H33010600001', institutionAppId: 'APP1', channelCertificate: 'BqK1kMStlhVDgN2uHf4EsLK' },
  serviceCodes: ['MED-05'],
};

let world: World;
beforeAll(async () => {
  world = await openWorld();
  const { recipientDocument, verifiedRecipient } = await import('#cloud/recipients');
  const known = { _id: 'recipient-self', ownerUserId: FAMILY.userId, createdAt: world.now() };
  const said = { name: '王小梅', relation: '本人' as const, conditions: [], allergies: [], emergencyContacts: [] };
  const proven = { name: '王小梅', number: '33010619750307002X', maskedNumber: '3301**********0020' };
  const self = verifiedRecipient(recipientDocument(said as never, known), {
    ...proven,
    sex: 'female',
    birthYear: 1975,
  });
  await world.db.collection('recipients').add(self);
});
afterAll(() => world.stop());
beforeEach(() => {
  wechat().script({ reset: true });
  office().script({ reset: true });
});

const wechat = () => world.cloud.standIns.wechatPay;
const office = () => world.cloud.standIns.medicalInsurance;
const mine = (input: object) => world.ok<InsuranceReply>('ownMoney', input, FAMILY);
const refused = async (input: object, as: { openid: string } = FAMILY) => {
  const reply = await world.call('ownMoney', input, as);
  return reply.ok ? 'ok' : reply.error.code;
};
const shown = (orderId: string) => world.ok<OrderView>('readOrder', { orderId }, FAMILY);
const settle = async (orderId: string, accountFen = 2_000) =>
  (await mine({ kind: 'settleInsurance', orderId, authCode: office().authorize({ ...FAMILY, accountFen }) }))
    .settled as SettledView;
const paymentsOf = (orderId: string) => world.find<Payment>('payments', { orderId });
const confirm = async ({ mixTradeNo, payment }: SettledView) => {
  await wechat().confirmMedIns({ mixTradeNo, appId: wechat().account.appid, ...(payment ?? {}) });
  await wechat().tick();
};
const cancel = (orderId: string) => world.ok('changeOrder', { kind: 'cancel', orderId, reason: '时间有变' }, FAMILY);
async function quiet(): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    await world.tick('outboxTimer');
    await wechat().tick();
  }
}
const NOTHING = Object.entries({ held: 0, refundPayable: 0, insuranceClearing: 0, wechatClearing: 0, revenue: 0 });

test('switched off, as it is everywhere: not offered, not shown, nobody is asked', async () => {
  const orderId = await unpaid(world);
  expect(await shown(orderId)).toMatchObject({ insurable: false, insuredFen: 0 });
  expect(await refused({ kind: 'insurance', orderId })).toBe('INSURANCE_NOT_OFFERED');
  expect(await refused({ kind: 'settleInsurance', orderId, authCode: 'AUTHCODE1' })).toBe('INSURANCE_NOT_OFFERED');
  expect(office().bills()).toEqual([]);
  // On from here. Functions remember settings for half a minute.
  await world.db.collection('settings').add({ _id: 'medicalInsurance', cities: [CITY] });
  await world.jumpTo(world.now() + 10 * MINUTE);
});

test('settled, shown, both parts paid by one confirmation, booked on their accounts', async () => {
  const orderId = await unpaid(world);
  expect(await shown(orderId)).toMatchObject({ insurable: true });
  const before = await mine({ kind: 'insurance', orderId });
  expect(before).toMatchObject({ settled: null, voucher: { appId: 'wxe183cd55df4b4369' } });
  expect(before.voucher.path).toContain(`cityCode=330100&channel=AA1&orgChnlCrtfCodg=${CITY.channelCertificate}`);
  expect(await refused({ kind: 'insurance', orderId }, STRANGER)).toBe('NOT_FOUND');

  const settled = await settle(orderId);
  expect(settled).toMatchObject({ govFen: 9_300, selfFen: 2_000, otherFen: 0, cashFen: 5_400 });
  expect((await mine({ kind: 'insurance', orderId })).settled).toMatchObject({ mixTradeNo: settled.mixTradeNo });
  // Her name and number went out sealed, the voucher was kept nowhere.
  expect(JSON.stringify(await paymentsOf(orderId))).not.toMatch(/AUTH330100|王/);
  expect((await world.order(orderId)).status).toBe('pendingPayment');

  await confirm(settled);
  expect(await world.order(orderId)).toMatchObject({
    status: 'pendingService',
    money: { paidFen: 16_700, insuredFen: 11_300 },
  });
  expect(await standing(world, orderId)).toMatchObject({
    ...{ held: 16_700, wechatClearing: 5_400, insuranceClearing: 11_300 },
  });
  expect(await shown(orderId)).toMatchObject({ paidFen: 16_700, insuredFen: 11_300, insurable: false });

  // Called off five hours before: 11.80 stay, and 155.20 go back as they were paid, 93 : 20 : 54.
  await world.jumpTo((await world.order(orderId)).startAt - 5 * 60 * MINUTE);
  await cancel(orderId);
  await quiet();
  expect(await world.find<InsuranceRefund>('insuranceRefunds', { orderId })).toMatchObject([
    { state: 'told', govFen: 8_643, selfFen: 1_859, otherFen: 0, cashFen: 5_018 },
  ]);
  expect(await standing(world, orderId)).toMatchObject({
    ...{ held: 0, refundPayable: 0, revenue: 1_180, wechatClearing: 382, insuranceClearing: 798 },
  });
});

test('called off: the office first, then the payer; each part back where it came from, the books are even', async () => {
  const orderId = await unpaid(world);
  await confirm(await settle(orderId));
  office().script({ fail: { service: '6203', afterEffect: true }, times: 1 });
  await cancel(orderId);
  await world.tick('outboxTimer');
  // The office's answer was lost: nothing went back yet, and the payer waits for it.
  expect(await world.find('refunds', { orderId })).toMatchObject([{ state: 'requested', amountFen: 5_400 }]);
  expect(
    wechat()
      .refunds()
      .filter(({ outTradeNo }) => outTradeNo.startsWith(orderId)),
  ).toEqual([]);
  await world.advance(1);
  await quiet();
  expect(await world.find<InsuranceRefund>('insuranceRefunds', { orderId })).toMatchObject([
    { state: 'told', govFen: 9_300, selfFen: 2_000, otherFen: 0, cashFen: 5_400 },
  ]);
  expect(office().bills().at(-1)?.refunds).toMatchObject([{ fundFen: 9_300, accountFen: 2_000 }]);
  expect(wechat().medIns().at(-1)?.refundsTold).toMatchObject([{ med_refund_total_fee: 11_300 }]);
  expect(await world.order(orderId)).toMatchObject({
    status: 'refunded',
    money: { refundedFen: 16_700, refundingFen: 0, insuredFen: 0 },
  });
  expect(Object.entries(await standing(world, orderId))).toEqual(expect.arrayContaining(NOTHING));
});

test('no word from WeChat Pay: found by asking; the account pays the rest alone, nothing is asked in cash', async () => {
  const orderId = await unpaid(world);
  await world.db
    .collection('orders')
    .doc(orderId)
    .update({ 'money.price': await priceWithoutWay(orderId) });
  const settled = await settle(orderId, 1_000_000);
  expect(settled).toMatchObject({ govFen: 9_300, selfFen: 6_200, cashFen: 0, payment: null });
  wechat().script({ notify: 'never' });
  await confirm(settled);
  expect((await world.order(orderId)).status).toBe('pendingPayment');
  await world.jumpTo(world.now() + 2 * MINUTE);
  await Promise.all([world.tick('paymentTimer'), world.tick('paymentTimer')]);
  expect(await world.order(orderId)).toMatchObject({ status: 'pendingService', money: { insuredFen: 15_500 } });
  expect(await standing(world, orderId)).toMatchObject({ held: 15_500, wechatClearing: 0, insuranceClearing: 15_500 });
});

const priceWithoutWay = async (orderId: string) => {
  const { price } = (await world.order(orderId)).money;
  const items = price.items.filter(({ kind }) => kind !== 'transport');
  return { ...price, items, totalFen: 15_500, depositFen: 3_100 };
};

test('the cash was taken and the office refuses after all: the cash goes back, the order can be paid again', async () => {
  const orderId = await unpaid(world);
  const settled = await settle(orderId);
  wechat().script({ medIns: 'fail', times: 1 });
  await confirm(settled);
  await world.jumpTo(world.now() + 2 * MINUTE);
  await world.tick('paymentTimer');
  await quiet();
  expect(await world.order(orderId)).toMatchObject({ status: 'pendingPayment', money: { paidFen: 0 } });
  expect(await world.find('refunds', { orderId })).toMatchObject([
    { state: 'succeeded', amountFen: 5_400, ofOrder: false },
  ]);
  expect(Object.entries(await standing(world, orderId))).toEqual(expect.arrayContaining(NOTHING));
  await confirmSheet(world, await asked(world, orderId, 'full'));
  expect(await world.order(orderId)).toMatchObject({ status: 'pendingService', money: { paidFen: 16_700 } });
});

test('she pays herself after all: the request with the insurance is closed first, and cannot be paid any more', async () => {
  const orderId = await unpaid(world);
  const settled = await settle(orderId);
  await confirmSheet(world, await asked(world, orderId, 'deposit'));
  await expect(confirm(settled)).rejects.toMatchObject({ code: 'ORDER_CLOSED' });
  expect(await world.order(orderId)).toMatchObject({ status: 'pendingService', money: { paidFen: 3_340 } });
  expect(await refused({ kind: 'insurance', orderId })).toBe('INSURANCE_NOT_OFFERED');
});

test('nothing is shown or asked for without a settlement: another person, parts that do not sum, a forged or missing answer', async () => {
  const orderId = await unpaid(world);
  const attempt = (authCode: string) => refused({ kind: 'settleInsurance', orderId, authCode });
  const hers = () => office().authorize(FAMILY);
  expect(await attempt(office().authorize(STRANGER))).toBe('INSURANCE_OTHER_PERSON');
  expect(await attempt('AUTHCODE-unknown')).toBe('INSURANCE_FAILED');
  office().script({ split: 'wrong', times: 1 });
  expect(await attempt(hers())).toBe('INSURANCE_SPLIT_WRONG');
  office().script({ answers: 'forged', times: 1 });
  expect(await attempt(hers())).toBe('INSURANCE_FAILED');
  office().script({ fail: { service: '6202' }, times: 1 });
  expect(await attempt(hers())).toBe('INSURANCE_FAILED');
  expect((await mine({ kind: 'insurance', orderId })).settled).toBeNull();
  expect(await paymentsOf(orderId)).toEqual([]);
});

test('not set up by its owner: said so, never made up', async () => {
  const orderId = await unpaid(world);
  const url = world.cloud.environment.MEDINS_GATEWAY_URL;
  Object.assign(world.cloud.environment, { MEDINS_GATEWAY_URL: '' });
  const code = office().authorize(FAMILY);
  expect(await refused({ kind: 'settleInsurance', orderId, authCode: code })).toBe('SERVICE_NOT_CONFIGURED');
  Object.assign(world.cloud.environment, { MEDINS_GATEWAY_URL: url });
  expect(await paymentsOf(orderId)).toEqual([]);
});
