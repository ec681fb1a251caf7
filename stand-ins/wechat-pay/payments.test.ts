import { X509Certificate } from 'node:crypto';
import { Aes } from 'wechatpay-axios-plugin';
import { type Merchant, refusal, standAt, startMerchant } from './merchantForTests';

const NOON = Date.parse('2026-03-02T12:00:00+08:00');
const HOUR_MS = 3_600_000;
let merchant: Merchant;

beforeEach(async () => {
  standAt(NOON);
  merchant = await startMerchant();
});
afterEach(async () => {
  await merchant.stop();
  jest.useRealTimers();
});

const query = (outTradeNo: string) =>
  merchant.client
    .chain(`v3/pay/transactions/out-trade-no/${outTradeNo}`)
    .get({ params: { mchid: merchant.pay.account.mchid } });

const close = (outTradeNo: string) =>
  merchant.client
    .chain(`v3/pay/transactions/out-trade-no/${outTradeNo}/close`)
    .post({ mchid: merchant.pay.account.mchid });

/** The published `paySign` endpoint, as the payment sheet in the browser calls it. */
async function confirmByHttp(request: object): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${merchant.pay.url}/_pay/confirm`, { method: 'POST', body: JSON.stringify(request) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

it('the same order asked again is the same prepay id; with another amount it is refused', async () => {
  const first = await merchant.prepay(merchant.order('ORDER-0001', 2_000));
  expect(first).toMatch(/^wx20260302120000[0-9a-f]{20}$/);
  expect(await merchant.prepay(merchant.order('ORDER-0001', 2_000))).toBe(first);
  expect(await refusal(merchant.prepay(merchant.order('ORDER-0001', 2_001)))).toEqual({
    status: 400,
    code: 'INVALID_REQUEST',
    cause: '268498688',
  });
});

it('a prepay id lasts two hours; after that the same order gets a new one', async () => {
  const first = await merchant.prepay(merchant.order('ORDER-0001', 2_000));
  jest.setSystemTime(NOON + 2 * HOUR_MS);
  await expect(merchant.pay.confirm(merchant.payRequest(first))).rejects.toThrow('支付已超时');
  const second = await merchant.prepay(merchant.order('ORDER-0001', 2_000));
  expect(second).not.toBe(first);
  await merchant.pay.confirm(merchant.payRequest(second));
});

it.each([
  ['no openid', { payer: {} }],
  ['an amount of nothing', { amount: { total: 0, currency: 'CNY' } }],
  ['half a fen', { amount: { total: 1.5, currency: 'CNY' } }],
  ['dollars', { amount: { total: 1, currency: 'USD' } }],
  ['a description of 128 characters', { description: '护'.repeat(128) }],
  ['an order number of 5 characters', { out_trade_no: 'ABCDE' }],
  ['an order number with a space', { out_trade_no: 'ABC DEF' }],
  ['a notification address without https', { notify_url: 'http://example.com/notify' }],
  ['a notification address with a query', { notify_url: 'https://example.com/notify?a=1' }],
  ['an expiry in the past', { time_expire: '2026-03-02T11:59:59+08:00' }],
  ['an empty attachment', { attach: '' }],
  ['a field nobody knows', { total_fee: 1 }],
])('prepay refuses %s', async (_what, change) => {
  const call = merchant.prepay(merchant.order('ORDER-0001', 2_000, change));
  expect(await refusal(call)).toMatchObject({ status: 400, code: 'PARAM_ERROR' });
  expect(merchant.pay.orders()).toEqual([]);
});

it('prepay refuses an appid that is not the merchant’s', async () => {
  const call = merchant.prepay(merchant.order('ORDER-0001', 2_000, { appid: 'wx1111111111111111' }));
  expect(await refusal(call)).toMatchObject({ code: 'APPID_MCHID_NOT_MATCH', cause: '268445527' });
});

it('a confirmed payment shows in the query and reaches the merchant, sealed and signed', async () => {
  const prepayId = await merchant.prepay(merchant.order('ORDER-0001', 2_000, { attach: 'deposit' }));
  expect((await query('ORDER-0001')).data).toMatchObject({ trade_state: 'NOTPAY', amount: { total: 2_000 } });
  const sheet = await fetch(`${merchant.pay.url}/_pay/sheet?prepayId=${prepayId}`);
  expect(await sheet.json()).toMatchObject({
    description: '上门护理 定金',
    amountFen: 2_000,
    merchantName: '本地演示商户',
  });

  const confirmed = await confirmByHttp(merchant.payRequest(prepayId, { openid: 'o-family-1' }));
  expect(confirmed).toEqual({ status: 200, body: expect.objectContaining({ ok: true, outTradeNo: 'ORDER-0001' }) });
  await merchant.pay.tick();

  const paid = (await query('ORDER-0001')).data;
  expect(paid).toEqual({
    appid: merchant.pay.account.appid,
    mchid: merchant.pay.account.mchid,
    out_trade_no: 'ORDER-0001',
    transaction_id: confirmed.body['transactionId'],
    trade_type: 'JSAPI',
    trade_state: 'SUCCESS',
    trade_state_desc: '支付成功',
    bank_type: 'OTHERS',
    attach: 'deposit',
    success_time: '2026-03-02T12:00:00+08:00',
    payer: { openid: 'o-family-1' },
    amount: { total: 2_000, payer_total: 2_000, currency: 'CNY', payer_currency: 'CNY' },
  });
  expect(merchant.received).toEqual([
    expect.objectContaining({ eventType: 'TRANSACTION.SUCCESS', wellSigned: true, plain: paid }),
  ]);
  const byId = merchant.client.chain(`v3/pay/transactions/id/${String(confirmed.body['transactionId'])}`);
  expect((await byId.get({ params: { mchid: merchant.pay.account.mchid } })).data).toEqual(paid);
});

it.each([
  ['a forged signature', { nonceStr: 'other' }, 'BAD_SIGN', '支付验证签名失败'],
  ['another sign type', { signType: 'MD5' }, 'BAD_SIGN_TYPE', '签名方式须为 RSA'],
  ['another program', { appId: 'wx1' }, 'WRONG_APPID', '发起支付的小程序与下单的小程序不一致'],
  ['somebody else', { openid: 'o-stranger' }, 'WRONG_PAYER', '请使用下单的微信号支付'],
])('the sheet refuses %s', async (_what, change, code, message) => {
  const prepayId = await merchant.prepay(merchant.order('ORDER-0001', 2_000));
  const refused = await confirmByHttp(merchant.payRequest(prepayId, change));
  expect(refused).toEqual({ status: 409, body: { ok: false, code, message } });
  expect(merchant.pay.orders()[0]?.tradeState).toBe('NOTPAY');
});

it('an order is paid once, and a paid one cannot be closed or prepaid again', async () => {
  const prepayId = await merchant.prepay(merchant.order('ORDER-0001', 2_000));
  await merchant.pay.confirm(merchant.payRequest(prepayId));
  const again = await confirmByHttp(merchant.payRequest(prepayId));
  expect(again).toMatchObject({ status: 409, body: { code: 'ALREADY_PAID' } });
  expect(await refusal(close('ORDER-0001'))).toMatchObject({ status: 400, code: 'ORDERPAID' });
  expect(await refusal(merchant.prepay(merchant.order('ORDER-0001', 2_000)))).toMatchObject({ cause: '268498689' });
});

it('a closed order answers 204, closes twice, and cannot be paid', async () => {
  const prepayId = await merchant.prepay(merchant.order('ORDER-0001', 2_000));
  expect((await close('ORDER-0001')).status).toBe(204);
  expect((await close('ORDER-0001')).status).toBe(204);
  expect((await query('ORDER-0001')).data).toMatchObject({ trade_state: 'CLOSED' });
  expect(await confirmByHttp(merchant.payRequest(prepayId))).toMatchObject({ body: { code: 'ORDER_CLOSED' } });
  expect(await refusal(merchant.prepay(merchant.order('ORDER-0001', 2_000)))).toMatchObject({ code: 'ORDER_CLOSED' });
});

it('unpaid orders close by themselves after seven days', async () => {
  await merchant.prepay(merchant.order('ORDER-0001', 2_000));
  jest.setSystemTime(NOON + 7 * 24 * HOUR_MS);
  expect((await query('ORDER-0001')).data).toMatchObject({ trade_state: 'CLOSED' });
});

it('unknown orders and paths are 404', async () => {
  expect(await refusal(query('ORDER-9999'))).toMatchObject({
    status: 404,
    code: 'ORDER_NOT_EXIST',
    cause: '268512771',
  });
  expect(await refusal(merchant.client.chain('v3/pay/unknown').get())).toMatchObject({
    status: 404,
    code: 'NOT_FOUND',
  });
});

it('a restart keeps account, orders and notifications', async () => {
  await merchant.paid('ORDER-0001', 2_000);
  const { account, orders, notifications } = merchant.pay;
  const before = [account, orders(), notifications()];
  await merchant.restart();
  expect([merchant.pay.account, merchant.pay.orders(), merchant.pay.notifications()]).toEqual(before);
  expect((await query('ORDER-0001')).data).toMatchObject({ trade_state: 'SUCCESS' });
});

it('the platform certificate comes sealed and holds the key that signs', async () => {
  const { data } = await merchant.client.chain('v3/certificates').get();
  const [{ serial_no: serial, encrypt_certificate: sealed }] = data.data;
  const { nonce, ciphertext, associated_data: aad } = sealed;
  const pem = Aes.AesGcm.decrypt(ciphertext, merchant.pay.account.apiV3Key, nonce, aad);
  const certificate = new X509Certificate(pem);
  expect(certificate.serialNumber).toBe(serial);
  const spki = certificate.publicKey.export({ type: 'spki', format: 'pem' });
  expect(spki).toBe(merchant.pay.account.platformPublicKeyPem);
});

it('the real client rejects an unsigned or a forged answer, and a lost answer leaves the work done', async () => {
  merchant.pay.script({ answers: 'unsigned', times: 1 });
  await expect(merchant.prepay(merchant.order('ORDER-0001', 2_000))).rejects.toMatchObject({
    code: 'EV3_RES_HEADERS_INCOMPLATE',
  });
  merchant.pay.script({ answers: 'forged', times: 1 });
  await expect(merchant.prepay(merchant.order('ORDER-0001', 2_000))).rejects.toMatchObject({
    code: 'EV3_RES_HEADER_SIGNATURE_DIGEST',
  });
  merchant.pay.script({ fail: { operation: 'prepay', afterEffect: true }, times: 1 });
  const lost = await refusal(merchant.prepay(merchant.order('ORDER-0002', 2_000)));
  expect(lost).toMatchObject({ status: 500, code: 'SYSTEM_ERROR' });
  expect(merchant.pay.orders().map((order) => order.outTradeNo)).toEqual(['ORDER-0001', 'ORDER-0002']);
});

it('pages of this machine may call /_pay, others may not; unknown steering is refused', async () => {
  const preflight = (origin: string) =>
    fetch(`${merchant.pay.url}/_pay/confirm`, { method: 'OPTIONS', headers: { Origin: origin } });
  const local = await preflight('http://127.0.0.1:5173');
  expect([local.status, local.headers.get('access-control-allow-origin')]).toEqual([204, 'http://127.0.0.1:5173']);
  const foreign = await preflight('https://127.0.0.1.example.com');
  expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
  const wrong = await fetch(`${merchant.pay.url}/_pay/script`, { method: 'POST', body: '{"notify":"sometimes"}' });
  expect(wrong.status).toBe(400);
});
