/** Pay by wx-server-sdk's `cloud.cloudPay`, unmodified, in real function processes of a whole emulator. */
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Caller } from '../functions/host';
import { start, type Emulator } from '../index';

const SHOP = `
  const cloud = require('wx-server-sdk');
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
  exports.main = async ({ api, data }) => {
    try { return await cloud.cloudPay[api](data); } catch (error) { return { refused: error.errMsg }; }
  };`;
/** Writes down what it is told; answers as the test says. */
const CALLBACK = `
  const fs = require('node:fs');
  const cloud = require('wx-server-sdk');
  exports.main = async (event) => {
    const { SOURCE, OPENID } = cloud.getWXContext();
    fs.appendFileSync(__dirname + '/told', JSON.stringify({ event, SOURCE, OPENID }) + '\\n');
    return JSON.parse(fs.readFileSync(__dirname + '/answer', 'utf8'));
  };`;

const MEI: Caller = { openid: 'oMEI', loginType: 'WECHAT', clientIp: '127.0.0.1' };
const NOON = Date.parse('2026-11-22T12:00:00+08:00');
let dir: string;
let emulator: Emulator;

function writeFunction(name: string, code: string): void {
  mkdirSync(join(dir, 'functions', name), { recursive: true });
  writeFileSync(join(dir, 'functions', name, 'index.js'), code);
  writeFileSync(join(dir, 'functions', name, 'config.json'), JSON.stringify({ timeout: 20 }));
}

async function open(): Promise<void> {
  const env = { NODE_PATH: join(__dirname, '../../node_modules') };
  emulator = await start({ data: join(dir, 'data'), functions: join(dir, 'functions'), env });
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'emulator-pay-'));
  writeFunction('shop', SHOP);
  writeFunction('paid', CALLBACK);
  writeFunction('refunded', CALLBACK);
  await open();
  emulator.clock.set(NOON);
});

afterAll(async () => {
  await emulator.stop();
  rmSync(dir, { recursive: true, force: true });
});

beforeEach(() => {
  answerOf('paid', { errcode: 0, errmsg: '' });
  answerOf('refunded', { errcode: 0, errmsg: '' });
  emulator.cloudPay.script({ failing: { unifiedOrder: '', refund: '' }, holdRefunds: true });
});

const answerOf = (name: string, answer: object) =>
  writeFileSync(join(dir, 'functions', name, 'answer'), JSON.stringify(answer));

async function ask(api: string, data: object, caller = MEI): Promise<Record<string, unknown>> {
  const result = await emulator.functions.invoke({ name: 'shop', event: { api, data }, caller, source: 'wx_client' });
  if (!result.ok) throw new Error(result.message);
  return JSON.parse(result.resultJson) as Record<string, unknown>;
}

const SUB = { subMchId: '1900000109' };
const order = (outTradeNo: string, more: object = {}) => ({
  ...{ ...SUB, outTradeNo, body: '居家护理', totalFee: 29800, spbillCreateIp: '127.0.0.1', nonceStr: 'N' },
  ...{ envId: 'local-env', functionName: 'paid' },
  ...more,
});
const told = (functionName: string) =>
  emulator.cloudPay.notifications().filter((attempt) => attempt.functionName === functionName);

describe('paying', () => {
  test('ordered, looked up, paid; the callback function is told', async () => {
    const made = await ask('unifiedOrder', order('A1', { attach: 'x' }));
    expect(made).toMatchObject({
      ...{ returnCode: 'SUCCESS', resultCode: 'SUCCESS', errCode: 0, tradeType: 'JSAPI', subMchId: '1900000109' },
      payment: { appId: 'wx0local', package: `prepay_id=${String(made.prepayId)}`, signType: 'MD5' },
    });
    expect(await ask('queryOrder', { ...SUB, outTradeNo: 'A1' })).toMatchObject({ tradeState: 'NOTPAY' });
    const cancelled = await emulator.cloudPay.pay({ outTradeNo: 'A1' }, 'cancel');
    expect(cancelled).toEqual({ paid: false, errMsg: 'requestPayment:fail cancel' });
    const paid = await emulator.cloudPay.pay({ prepayId: String(made.prepayId) });
    expect(paid).toEqual({ paid: true, errMsg: 'requestPayment:ok', notified: true });
    const found = await ask('queryOrder', { ...SUB, outTradeNo: 'A1' });
    expect(found).toMatchObject({ tradeState: 'SUCCESS', totalFee: 29800, attach: 'x', subOpenid: 'oMEI' });
    expect(String(found.timeEnd)).toMatch(/^2026112212000\d$/);
    expect(await ask('queryOrder', { ...SUB, transactionId: found.transactionId })).toMatchObject({ outTradeNo: 'A1' });
    expect(told('paid').at(-1)?.event).toMatchObject({
      ...{
        returnCode: 'SUCCESS',
        resultCode: 'SUCCESS',
        outTradeNo: 'A1',
        totalFee: 29800,
        cashFee: 29800,
        attach: 'x',
      },
      ...{ transactionId: found.transactionId, timeEnd: found.timeEnd, subMchId: '1900000109', subOpenid: 'oMEI' },
      ...{ tradeType: 'JSAPI', bankType: 'OTHERS', feeType: 'CNY', isSubscribe: 'N' },
    });
  });

  test('the callback function sees where it comes from', async () => {
    const { readFileSync } = await import('node:fs');
    const line = readFileSync(join(dir, 'functions/paid/told'), 'utf8').trim().split('\n').at(-1) ?? '';
    expect(JSON.parse(line)).toMatchObject({
      ...{ SOURCE: 'wx_paycallback', OPENID: 'oMEI' },
      event: { outTradeNo: 'A1', userInfo: { appId: 'wx0local', openId: 'oMEI' } },
    });
  });

  test('twice the same order is one order, another one under its number is refused', async () => {
    const first = await ask('unifiedOrder', order('A2'));
    const second = await ask('unifiedOrder', order('A2'));
    expect(second).toMatchObject({ resultCode: 'SUCCESS' });
    expect(second.prepayId).not.toBe(first.prepayId);
    expect(emulator.cloudPay.orders().filter(({ outTradeNo }) => outTradeNo === 'A2')).toHaveLength(1);
    const other = await ask('unifiedOrder', order('A2', { totalFee: 1 }));
    expect(other).toMatchObject({ resultCode: 'FAIL', errCodeDes: '商户订单号重复' });
    await emulator.cloudPay.pay({ outTradeNo: 'A2' });
    expect(await ask('unifiedOrder', order('A2'))).toMatchObject({ resultCode: 'FAIL', errCodeDes: '该订单已支付' });
    expect(await emulator.cloudPay.pay({ outTradeNo: 'A2' })).toMatchObject({ paid: false });
  });

  test('a closed or expired order cannot be paid', async () => {
    await ask('unifiedOrder', order('A3'));
    expect(await ask('closeOrder', { ...SUB, outTradeNo: 'A3' })).toMatchObject({ resultCode: 'SUCCESS' });
    expect(await ask('queryOrder', { ...SUB, outTradeNo: 'A3' })).toMatchObject({ tradeState: 'CLOSED' });
    expect(await emulator.cloudPay.pay({ outTradeNo: 'A3' })).toMatchObject({ paid: false });
    expect(await ask('closeOrder', { ...SUB, outTradeNo: 'A3' })).toMatchObject({ resultCode: 'FAIL' });
    await ask('unifiedOrder', order('A4', { timeExpire: '20261122120000' }));
    expect(await emulator.cloudPay.pay({ outTradeNo: 'A4' })).toMatchObject({
      errMsg: expect.stringContaining('expired'),
    });
    await ask('unifiedOrder', order('A5'));
    await emulator.cloudPay.pay({ outTradeNo: 'A5' });
    expect(await ask('closeOrder', { ...SUB, outTradeNo: 'A5' })).toMatchObject({ errCodeDes: '订单已支付' });
  });

  test.each([
    ['no amount', { totalFee: undefined }, '缺少参数total_fee'],
    ['a fraction of a fen', { totalFee: 1.5 }, '参数格式错误:total_fee'],
    ['nothing to pay', { totalFee: 0 }, '参数格式错误:total_fee'],
    ['a long number', { outTradeNo: 'x'.repeat(33) }, '参数长度有误:out_trade_no'],
    ['a strange number', { outTradeNo: 'a b' }, '参数格式错误:out_trade_no'],
    ['a long text', { body: '护'.repeat(43) }, '参数长度有误:body'],
    ['another environment', { envId: 'other' }, 'env_id other 不存在'],
    ['no callback function', { functionName: '' }, '缺少参数function_name'],
    ['no merchant', { subMchId: '' }, '缺少参数sub_mch_id'],
    ['a strange time', { timeExpire: '2026-11-22' }, '参数格式错误:time_expire'],
    ['another kind of payment', { tradeType: 'MWEB' }, 'trade_type MWEB'],
  ])('%s is no request', async (_what, change, message) => {
    const answer = await ask('unifiedOrder', order('B1', change));
    expect(answer).toMatchObject({ returnCode: 'FAIL', returnMsg: expect.stringContaining(message) });
    expect(answer).not.toHaveProperty('prepayId');
  });

  test('nobody pays for nobody; unknown orders and unknown calls are named', async () => {
    const nobody: Caller = { loginType: 'NONE', clientIp: '127.0.0.1' };
    expect(await ask('unifiedOrder', order('B2'), nobody)).toMatchObject({ returnMsg: 'JSAPI支付必须传openid' });
    expect(await ask('unifiedOrder', order('B2', { subOpenid: 'oLAN' }), nobody)).toMatchObject({
      resultCode: 'SUCCESS',
    });
    expect(await ask('queryOrder', { ...SUB, outTradeNo: 'none' })).toMatchObject({ errCodeDes: '订单不存在' });
    expect(await ask('queryOrder', { subMchId: '1', outTradeNo: 'A1' })).toMatchObject({ errCodeDes: '订单不存在' });
    expect((await ask('downloadBill', {})).refused).toContain('cloudPay.downloadBill is not emulated');
  });

  test('the pay API fails as scripted', async () => {
    emulator.cloudPay.script({ failing: { unifiedOrder: 'SYSTEMERROR' } });
    expect(await ask('unifiedOrder', order('B3'))).toMatchObject({
      resultCode: 'FAIL',
      errCodeDes: 'failing as scripted',
    });
  });
});

describe('refunds', () => {
  const refund = (outRefundNo: string, refundFee: number, more: object = {}) => ({
    ...{ ...SUB, outTradeNo: 'R1', outRefundNo, totalFee: 29800, refundFee, nonceStr: 'N' },
    ...{ envId: 'local-env', functionName: 'refunded' },
    ...more,
  });

  beforeAll(async () => {
    emulator.cloudPay.script({ failing: { unifiedOrder: '' } });
    await ask('unifiedOrder', order('R1'));
  });

  test('an unpaid order has nothing to refund', async () => {
    expect(await ask('refund', refund('r0', 1))).toMatchObject({ resultCode: 'FAIL', errCodeDes: '订单状态错误' });
    await emulator.cloudPay.pay({ outTradeNo: 'R1' });
    expect(await ask('queryRefund', { ...SUB, outTradeNo: 'R1' })).toMatchObject({ errCodeDes: '退款单不存在' });
  });

  test('in parts, up to what was paid', async () => {
    const first = await ask('refund', refund('r1', 10000));
    expect(first).toMatchObject({ resultCode: 'SUCCESS', refundFee: 10000, outRefundNo: 'r1' });
    expect(await ask('queryRefund', { ...SUB, outRefundNo: 'r1' })).toMatchObject({
      refundCount: 1,
      refundStatus_0: 'PROCESSING',
    });
    expect(await ask('refund', refund('r1', 10000))).toMatchObject({ refundId: first.refundId });
    expect(await ask('refund', refund('r1', 9999))).toMatchObject({ resultCode: 'FAIL' });
    expect(await ask('refund', refund('r2', 1, { totalFee: 5 }))).toMatchObject({ resultCode: 'FAIL' });
    expect(await ask('refund', refund('r2', 19801))).toMatchObject({ errCodeDes: '累计退款金额大于支付金额' });
    expect(await ask('refund', refund('r2', 19800))).toMatchObject({ resultCode: 'SUCCESS' });
    expect(await emulator.cloudPay.settleRefund('r1')).toBe(true);
    expect(await emulator.cloudPay.settleRefund('r1')).toBe(false);
    expect(told('refunded').at(-1)?.event).toMatchObject({
      ...{ refundStatus: 'SUCCESS', outRefundNo: 'r1', outTradeNo: 'R1', refundFee: 10000, refundId: first.refundId },
      successTime: expect.stringMatching(/^20261122/),
    });
    const both = await ask('queryRefund', { ...SUB, outTradeNo: 'R1' });
    expect(both).toMatchObject({ refundCount: 2, refundStatus_0: 'SUCCESS', refundStatus_1: 'PROCESSING' });
    expect(await ask('queryOrder', { ...SUB, outTradeNo: 'R1' })).toMatchObject({ tradeState: 'REFUND' });
  });

  test('what the bank could not carry out can be refunded again', async () => {
    expect(await emulator.cloudPay.settleRefund('r2', 'CHANGE')).toBe(true);
    expect(told('refunded').at(-1)?.event).toMatchObject({ refundStatus: 'CHANGE', outRefundNo: 'r2' });
    expect(await ask('refund', refund('r3', 19800))).toMatchObject({ resultCode: 'SUCCESS' });
  });

  test('without being held a refund is settled by itself, after the answer', async () => {
    await ask('unifiedOrder', order('R2'));
    await emulator.cloudPay.pay({ outTradeNo: 'R2' });
    emulator.cloudPay.script({ holdRefunds: false });
    const asked = await ask('refund', refund('r9', 1, { outTradeNo: 'R2' }));
    expect(asked).toMatchObject({ resultCode: 'SUCCESS' });
    while (!told('refunded').some(({ event }) => event.outRefundNo === 'r9')) await new Promise(setImmediate);
    expect(await ask('queryRefund', { ...SUB, outRefundNo: 'r9' })).toMatchObject({ refundStatus_0: 'SUCCESS' });
  });
});

test('a callback that is not understood is repeated by the clock until it is', async () => {
  await ask('unifiedOrder', order('C1'));
  answerOf('paid', { ok: true });
  const outcome = await emulator.cloudPay.pay({ outTradeNo: 'C1' });
  expect(outcome).toMatchObject({ paid: true, notified: false });
  const attempts = () => told('paid').filter(({ event }) => event.outTradeNo === 'C1');
  emulator.clock.advance(15_001);
  while (attempts().length < 2) await new Promise(setImmediate);
  answerOf('paid', { errcode: 0 });
  emulator.clock.advance(15_001);
  while (attempts().length < 3) await new Promise(setImmediate);
  emulator.clock.advance(86_400_000);
  await emulator.functions.invoke({ name: 'shop', event: { api: 'x' }, caller: MEI, source: 'wx_client' });
  expect(attempts().map(({ accepted }) => accepted)).toEqual([false, false, true]);
});

test('orders survive a restart, also one that tore the last line', async () => {
  await emulator.stop();
  appendFileSync(join(dir, 'data/cloud-pay.jsonl'), '{"outTradeNo":"T1","subM');
  await open();
  expect(await ask('queryOrder', { ...SUB, outTradeNo: 'R1' })).toMatchObject({
    tradeState: 'REFUND',
    totalFee: 29800,
  });
  await ask('unifiedOrder', order('T2'));
  await emulator.stop();
  await open();
  expect(await ask('queryOrder', { ...SUB, outTradeNo: 'T2' })).toMatchObject({ tradeState: 'NOTPAY' });
  expect(await ask('queryOrder', { ...SUB, outTradeNo: 'T1' })).toMatchObject({ errCodeDes: '订单不存在' });
});
