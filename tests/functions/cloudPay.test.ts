/**
 * The other way behind the door of payments: the cloud's service provider (`cloudPay`), set up instead of APIv3. The same order, the
 * same books; what is heard is asked about before it counts.
 */
import type { Payment } from '#cloud/payments';
import type { Refund } from '#cloud/refundRequests';
import { FAMILIES } from './people';
import { asked, pay, standing, unpaid } from './paying';
import { openWorld, type World } from './world';

const [FAMILY] = FAMILIES;
const MERCHANT = '1900000777';
let world: World;
let apiV3: Record<string, string>;
const there = () => world.cloud.emulator.cloudPay;
const cancel = (orderId: string) => world.ok('changeOrder', { kind: 'cancel', orderId, reason: '时间有变' }, FAMILY);
const paymentOf = async (orderId: string) => (await world.find<Payment>('payments', { orderId }))[0] as Payment;
/** As an owner changes the environment of all functions. */
const setUp = (environment: Record<string, string>) => Object.assign(world.cloud.environment, environment);
const cloudPay = (appid: string) => ({
  ...{ WECHATPAY_MCHID: '', CLOUDPAY_SUB_MCH_ID: MERCHANT, CLOUDPAY_APPID: appid, CLOUDPAY_ENV_ID: 'local-env' },
});

beforeAll(async () => {
  world = await openWorld();
  const { WECHATPAY_MCHID = '' } = world.cloud.environment;
  apiV3 = { WECHATPAY_MCHID, CLOUDPAY_SUB_MCH_ID: '', CLOUDPAY_APPID: '', CLOUDPAY_ENV_ID: '' };
  // Which program the emulator plays, it says itself.
  setUp(cloudPay(String(there().call('queryOrder', { sub_mch_id: MERCHANT, out_trade_no: 'NONE01' })?.['sub_appid'])));
});
afterAll(() => world.stop());
beforeEach(() => there().script({ failing: { queryOrder: '' }, holdRefunds: false }));

test('paid in full and called off: the service provider’s sheet, its callback, its refund; the books are even', async () => {
  const orderId = await unpaid(world);
  const { outTradeNo, payment } = await asked(world, orderId, 'full');
  expect(payment).toMatchObject({ signType: 'MD5', package: expect.stringMatching(/^prepay_id=wx/) });
  expect(await paymentOf(orderId)).toMatchObject({ door: 'cloudPay', amountFen: 16_700 });
  expect(await there().pay({ outTradeNo })).toMatchObject({ paid: true, notified: true });
  expect(await world.order(orderId)).toMatchObject({ status: 'pendingService', money: { paidFen: 16_700 } });
  expect(await standing(world, orderId)).toMatchObject({ held: 16_700, wechatClearing: 16_700 });
  await cancel(orderId);
  await world.advance(1);
  await world.advance(2);
  expect(await world.find<Refund>('refunds', { orderId })).toMatchObject([{ state: 'succeeded', door: 'cloudPay' }]);
  expect(await world.order(orderId)).toMatchObject({ status: 'refunded', money: { refundedFen: 16_700 } });
  expect(await standing(world, orderId)).toMatchObject({ held: 0, wechatClearing: 0, refundPayable: 0 });
});

test('a callback is a hint: nobody else may give one, and unpaid or another merchant’s is not believed', async () => {
  const orderId = await unpaid(world);
  const { outTradeNo } = await asked(world, orderId, 'deposit');
  const told = { subMchId: MERCHANT, outTradeNo, transactionId: '4200', resultCode: 'SUCCESS', totalFee: 3_340 };
  const callback = (event: object, source = 'wx_paycallback') =>
    world.call('payNotify', event, FAMILY, source) as Promise<unknown>;
  expect(await callback(told)).toMatchObject({ errcode: 1, errmsg: 'BAD_INPUT' });
  expect(await callback({ ...told, subMchId: '1900000001' })).toMatchObject({ errcode: 1 });
  expect(await callback(told, 'wx_client')).toMatchObject({ statusCode: 403 });
  expect((await world.order(orderId)).money.paidFen).toBe(0);
});

test('the callback never came: found by asking, and closed in time where nobody pays', async () => {
  const [orderId, unpaidId] = [await unpaid(world), await unpaid(world)];
  const { outTradeNo } = await asked(world, orderId, 'deposit');
  const other = await asked(world, unpaidId, 'deposit');
  there().script({ failing: { queryOrder: 'SYSTEMERROR' } });
  expect(await there().pay({ outTradeNo })).toMatchObject({ paid: true, notified: false });
  expect((await world.order(orderId)).status).toBe('pendingPayment');
  there().script({ failing: { queryOrder: '' } });
  // Another part after all: the first request is closed there before the second is asked for.
  await asked(world, unpaidId, 'full');
  const closed = there()
    .orders()
    .find((order) => order.outTradeNo === other.outTradeNo);
  expect(closed?.state).toBe('CLOSED');
  await world.jumpTo(world.now() + 2 * 60_000);
  await world.tick('paymentTimer');
  expect(await world.order(orderId)).toMatchObject({ status: 'pendingService', money: { paidFen: 3_340 } });
});

test('an owner who changes ways: what began one way is not touched by the other, and says so', async () => {
  const orderId = await unpaid(world);
  await asked(world, orderId, 'deposit');
  setUp(apiV3);
  const reply = await pay(world, orderId, 'deposit');
  expect(reply.ok ? 'ok' : reply.error.code).toBe('SERVICE_NOT_CONFIGURED');
});
