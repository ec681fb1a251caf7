import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Formatter } from 'wechatpay-axios-plugin';
import { type Merchant, refusal, standAt, startMerchant } from './merchantForTests';

const NOON = Date.parse('2026-03-02T12:00:00+08:00');
const TEN_NEXT_DAY = Date.parse('2026-03-03T10:00:00+08:00');
let merchant: Merchant;

beforeEach(async () => {
  standAt(NOON);
  merchant = await startMerchant();
  await merchant.paid('ORDER-0001', 10_000);
  await merchant.paid('ORDER-0002', 2_550);
  await merchant.client.chain('v3/refund/domestic/refunds').post({
    out_trade_no: 'ORDER-0001',
    out_refund_no: 'R-1',
    amount: { refund: 3_000, total: 10_000, currency: 'CNY' },
  });
  await merchant.pay.tick();
});
afterEach(async () => {
  await merchant.stop();
  jest.useRealTimers();
});

const apply = (params: Record<string, string>) => merchant.client.chain('v3/bill/tradebill').get({ params });

async function download(url: string): Promise<Buffer> {
  const { pathname, searchParams } = new URL(url);
  const params = Object.fromEntries(searchParams);
  const { data } = await merchant.client.chain(pathname.slice(1)).get({ params, responseType: 'arraybuffer' });
  return Buffer.from(data as ArrayBuffer);
}

it('bills the day in the columns of the official sample, with the sums of the day', async () => {
  jest.setSystemTime(TEN_NEXT_DAY);
  const { hash_type: hashType, hash_value: hash, download_url: url } = (await apply({ bill_date: '2026-03-02' })).data;
  const bytes = await download(url as string);
  expect([hashType, hash]).toEqual(['SHA1', createHash('sha1').update(bytes).digest('hex')]);

  const official = readFileSync(join(__dirname, '../vectors/wechatpay-tradebill.ALL.csv'), 'utf8').split('\r\n');
  const lines = bytes.toString('utf8').split('\r\n');
  expect(lines[0]).toBe(official[0]);
  expect(lines[4]).toBe(official.at(-3));
  // paid 100.00 + 25.50, fees 0.6 %: 0.60 + 0.15; refunded 30.00, fee 0.18 given back
  expect(lines[5]).toBe('`3,`125.50,`30.00,`0.00,`0.57000,`125.50,`30.00');
  const { rows } = Formatter.castCsvBill(bytes) as unknown as { rows: Record<string, string>[] };
  const shown = rows.map((row) => [
    row['商户订单号'],
    row['交易状态'],
    row['订单金额'],
    row['申请退款金额'],
    row['商户退款单号'],
    row['手续费'],
  ]);
  expect(shown).toEqual([
    ['ORDER-0001', 'SUCCESS', '100.00', '0.00', '0', '0.60000'],
    ['ORDER-0002', 'SUCCESS', '25.50', '0.00', '0', '0.15000'],
    ['ORDER-0001', 'REFUND', '0.00', '30.00', 'R-1', '-0.18000'],
  ]);
});

it('can be had zipped, with the hash of what is inside', async () => {
  jest.setSystemTime(TEN_NEXT_DAY);
  const { hash_value: hash, download_url: url } = (await apply({ bill_date: '2026-03-02', tar_type: 'GZIP' })).data;
  const bill = gunzipSync(await download(url as string));
  expect(createHash('sha1').update(bill).digest('hex')).toBe(hash);
});

it('is refused too early, for today, for an empty day, in other kinds', async () => {
  expect(await refusal(apply({ bill_date: '2026-03-02' }))).toMatchObject({ code: 'PARAM_ERROR' });
  jest.setSystemTime(TEN_NEXT_DAY - 1);
  expect(await refusal(apply({ bill_date: '2026-03-02' }))).toMatchObject({ code: 'STATEMENT_CREATING' });
  expect(await refusal(apply({ bill_date: '2026-03-01' }))).toMatchObject({ code: 'NO_STATEMENT_EXIST' });
  expect(await refusal(apply({ bill_date: '2026-03-01', bill_type: 'REFUND' }))).toMatchObject({ code: 'PARAM_ERROR' });
});

it('writes every change of the balance, fees on their own, with its own sums', async () => {
  jest.setSystemTime(TEN_NEXT_DAY);
  const funds = (params: Record<string, string>) => merchant.client.chain('v3/bill/fundflowbill').get({ params });
  const { download_url: url } = (await funds({ bill_date: '2026-03-02', account_type: 'BASIC' })).data;
  const lines = (await download(url as string)).toString('utf8').split('\r\n');
  const shown = lines.slice(1, 6).map((line) => line.split(',`').filter((_, at) => [4, 5, 6, 7, 10].includes(at)));
  // 100.00 and 25.50 come in, 0.60 and 0.15 are kept; of 30.00 that go back 0.18 were a fee
  expect(shown).toEqual([
    ['交易', '收入', '100.00', '100.00', 'ORDER-0001'],
    ['扣除交易手续费', '支出', '0.60', '99.40', 'ORDER-0001'],
    ['交易', '收入', '25.50', '124.90', 'ORDER-0002'],
    ['扣除交易手续费', '支出', '0.15', '124.75', 'ORDER-0002'],
    ['退款', '支出', '29.82', '94.93', 'R-1'],
  ]);
  expect(lines[7]).toBe('`5,`2,`125.50,`3,`30.57');
  expect(await refusal(funds({ bill_date: '2026-03-02', account_type: 'FEES' }))).toMatchObject({
    code: 'NO_STATEMENT_EXIST',
  });
  expect(await refusal(funds({ bill_date: '2026-03-02', account_type: 'GOLD' }))).toMatchObject({
    code: 'PARAM_ERROR',
  });
});
