/** 医保支付 2.0, with the request of WeChat Pay's own sample. */
import { constants, createPublicKey, publicEncrypt } from 'node:crypto';
import { type Merchant, refusal, standAt, startMerchant } from './merchantForTests';

const NOON = Date.parse('2026-03-02T12:00:00+08:00');

let merchant: Merchant;
beforeAll(async () => {
  standAt(NOON);
  merchant = await startMerchant();
});
afterAll(async () => {
  await merchant.stop();
  jest.useRealTimers();
});
beforeEach(() => {
  merchant.pay.script({ reset: true });
  merchant.received.length = 0;
});

const sealed = (text: string) => {
  const key = createPublicKey(merchant.pay.account.platformPublicKeyPem);
  const padding = { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' };
  return publicEncrypt(padding, Buffer.from(text)).toString('base64');
};
const headers = () => ({ headers: { 'Wechatpay-Serial': merchant.pay.account.platformPublicKeyId } });

const INSURED = {
  pay_order_id: 'ORD530100202204022006350000021',
  pay_auth_no: 'AUTH530100202204022006310000034',
  geo_location: '102.682296,25.054260',
  med_ins_order_create_time: '2015-05-20T13:29:35+08:00',
};
/** The published sample; the amounts: 202000 = 100000+45000+5000+42000+10000 = 100000+45000+5000+50000+2000. */
const sample = (outTradeNo: string, prepayId: string, more: object = {}) => ({
  mix_pay_type: 'CASH_AND_INSURANCE',
  order_type: 'REG_PAY',
  appid: merchant.pay.account.appid,
  openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o',
  payer: { name: sealed('张三'), id_digest: sealed('09eb26e839ff3a2e3980352ae45ef09e'), card_type: 'ID_CARD' },
  pay_for_relatives: false,
  out_trade_no: outTradeNo,
  serial_no: '1217752501201',
  ...INSURED,
  city_id: '530100',
  med_inst_name: '北大医院',
  med_inst_no: '1217752501201407033233368318',
  ...{ total_fee: 202_000, med_ins_gov_fee: 100_000, med_ins_self_fee: 45_000, med_ins_other_fee: 5_000 },
  ...{ med_ins_cash_fee: 50_000, wechat_pay_cash_fee: 42_000 },
  cash_add_detail: [{ cash_add_fee: 2_000, cash_add_type: 'FREIGHT' }],
  cash_reduce_detail: [{ cash_reduce_fee: 10_000, cash_reduce_type: 'DEFAULT_REDUCE_TYPE' }],
  callback_url: merchant.notifyUrl,
  prepay_id: prepayId,
  attach: '{}',
  med_ins_test_env: false,
  ...more,
});
const create = async (body: object) =>
  (await merchant.client.chain('v3/med-ins/orders').post(body, headers())).data as Record<string, string>;
async function announced(outTradeNo: string, more: object = {}) {
  const payer = { payer: { openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' } };
  const prepayId = await merchant.prepay({ ...merchant.order(outTradeNo, 42_000), ...payer });
  return { prepayId, body: sample(outTradeNo, prepayId, more) };
}
const query = async (outTradeNo: string) =>
  (await merchant.client.chain(`v3/med-ins/orders/out-trade-no/${outTradeNo}`).get()).data as Record<string, string>;

test('both parts are paid by one confirmation, and each is told', async () => {
  const { prepayId, body } = await announced('20220402200516995297');
  const { mix_trade_no: mixTradeNo = '' } = await create(body);
  expect(await query(body.out_trade_no)).toMatchObject({ mix_pay_status: 'MIX_PAY_CREATED' });
  const request = { mixTradeNo, ...merchant.payRequest(prepayId) };
  await expect(merchant.pay.confirmMedIns({ ...request, paySign: 'x' })).rejects.toMatchObject({ code: 'BAD_SIGN' });
  await merchant.pay.confirmMedIns(request);
  await expect(merchant.pay.confirmMedIns(request)).rejects.toMatchObject({ code: 'ALREADY_PAID' });
  await merchant.pay.tick();
  const paid = { mix_pay_status: 'SUCCESS', self_pay_status: 'SUCCESS', med_ins_pay_status: 'SUCCESS' };
  expect(await query(body.out_trade_no)).toMatchObject({ ...paid, mix_trade_no: mixTradeNo, total_fee: 202_000 });
  expect(JSON.stringify(await query(body.out_trade_no))).not.toContain(INSURED.pay_auth_no);
  expect(merchant.received.map(({ eventType }) => eventType).sort()).toEqual([
    'MEDICAL_INSURANCE.SUCCESS',
    'TRANSACTION.SUCCESS',
  ]);
});

test('the office refuses after the cash was taken: told by query alone', async () => {
  const { prepayId, body } = await announced('20220402200516995298');
  const { mix_trade_no: mixTradeNo = '' } = await create(body);
  merchant.pay.script({ medIns: 'fail', times: 1 });
  await merchant.pay.confirmMedIns({ mixTradeNo, ...merchant.payRequest(prepayId) });
  await merchant.pay.tick();
  const half = { mix_pay_status: 'FAIL', self_pay_status: 'SUCCESS', med_ins_pay_status: 'FAIL' };
  expect(await query(body.out_trade_no)).toMatchObject(half);
  expect(merchant.received.map(({ eventType }) => eventType)).toEqual(['TRANSACTION.SUCCESS']);
});

test('only the insurance pays: nothing is announced as cash, no payment is signed', async () => {
  const { prepay_id: _none, ...rest } = sample('20220402200516995299', '', {
    ...{ mix_pay_type: 'INSURANCE_ONLY', total_fee: 150_000, med_ins_cash_fee: 0, wechat_pay_cash_fee: 0 },
  });
  const { cash_add_detail: _added, cash_reduce_detail: _reduced, ...body } = rest;
  const { mix_trade_no: mixTradeNo = '' } = await create(body);
  await merchant.pay.confirmMedIns({ mixTradeNo });
  expect(await query(body.out_trade_no)).toMatchObject({ mix_pay_status: 'SUCCESS', self_pay_status: 'NO_SELF_PAY' });
});

test.each<[string, object, number]>([
  ['a fen too much', { total_fee: 202_001 }, 268529477],
  ['cash that does not follow from the parts', { wechat_pay_cash_fee: 41_999, total_fee: 201_999 }, 268529477],
  ['insured fields beside cash only', { mix_pay_type: 'CASH_ONLY' }, 268529474],
  ['another prepayment', { prepay_id: 'wx1' }, 268529481],
])('refused: %s', async (_, more, cause) => {
  const { body } = await announced(`T${cause}${JSON.stringify(more).length}`, more);
  expect(await refusal(create(body))).toMatchObject({ status: 400, cause: String(cause) });
});

test('a second one under the number, and names that were not sealed', async () => {
  const { body } = await announced('20220402200516995300');
  await create(body);
  expect(await refusal(create(body))).toMatchObject({ status: 400, cause: '268512536' });
  const open = await announced('20220402200516995301', {
    payer: { name: '张三', id_digest: 'x', card_type: 'ID_CARD' },
  });
  expect(await refusal(create(open.body))).toMatchObject({ status: 400 });
});

test('refunds of the office are told, as often as one likes, up to what it paid', async () => {
  const { prepayId, body } = await announced('20220402200516995302');
  const { mix_trade_no: mixTradeNo = '' } = await create(body);
  await merchant.pay.confirmMedIns({ mixTradeNo, ...merchant.payRequest(prepayId) });
  const told = {
    ...{ med_refund_total_fee: 45_000, med_refund_gov_fee: 45_000, med_refund_self_fee: 0, med_refund_other_fee: 0 },
    ...{ refund_time: '2015-05-20T13:29:35+08:00', out_refund_no: 'R202204022005169952975171534816' },
  };
  const tell = (more: object = {}) =>
    merchant.client.chain(`v3/med-ins/refunds/notify?mix_trade_no=${mixTradeNo}`).post({ ...told, ...more });
  expect((await tell()).status).toBe(204);
  expect((await tell()).status).toBe(204);
  const more = { out_refund_no: 'R2', med_refund_total_fee: 105_001, med_refund_gov_fee: 105_001 };
  expect(await refusal(tell(more))).toMatchObject({ status: 400 });
  expect(merchant.pay.medIns().find((order) => order.mixTradeNo === mixTradeNo)?.refundsTold).toHaveLength(1);
});
