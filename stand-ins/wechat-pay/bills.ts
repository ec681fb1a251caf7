/** `GET /v3/bill/tradebill` and `/v3/bill/fundflowbill`, and the download they point to. */
import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { dateOf, rfc3339 } from '../beijingTime';
import { type Answer } from '../httpServer';
import { ApiError, paramError } from './apiError';
import { fundFlowBill } from './fundFlowBill';
import { type Ledger } from './ledger';
import { tradeBill } from './tradeBill';

const A_DAY_MS = 24 * 60 * 60 * 1000;
const READY_AT_HOUR = 10;
const ACCOUNTS = ['BASIC', 'OPERATION', 'FEES'];

export interface Bills {
  applyTrade(query: URLSearchParams, url: string, nowMs: number): Record<string, string>;
  applyFunds(query: URLSearchParams, url: string, nowMs: number): Record<string, string>;
  /** Not signed, as WeChat Pay's is not: the SHA-1 of the application vouches for it. */
  download(token: string | null): Answer;
}

export function openBills(ledger: Ledger): Bills {
  const files = new Map<string, { bytes: Buffer; type: string }>();
  const apply = (query: URLSearchParams, url: string, nowMs: number, make: (date: string) => string | undefined) => {
    const date = checkedDate(query.get('bill_date'), nowMs);
    const tarType = query.get('tar_type');
    if (tarType !== null && tarType !== 'GZIP') throw paramError('tar_type', '须为 GZIP');
    const bill = make(date);
    if (bill === undefined) throw new ApiError(400, 'NO_STATEMENT_EXIST', '账单文件不存在');
    const token = randomBytes(16).toString('hex');
    const zipped = tarType === 'GZIP';
    files.set(token, {
      bytes: zipped ? gzipSync(bill) : Buffer.from(bill),
      type: zipped ? 'application/x-gzip' : 'text/plain',
    });
    const hash = createHash('sha1').update(bill).digest('hex');
    return { hash_type: 'SHA1', hash_value: hash, download_url: `${url}/v3/billdownload/file?token=${token}` };
  };
  return {
    applyTrade: (query, url, nowMs) => {
      if ((query.get('bill_type') ?? 'ALL') !== 'ALL') throw paramError('bill_type', '替身只提供 ALL');
      return apply(query, url, nowMs, (date) => tradeBill(ledger, date));
    },
    applyFunds: (query, url, nowMs) => {
      const account = query.get('account_type') ?? 'BASIC';
      if (!ACCOUNTS.includes(account)) throw paramError('account_type', '须为 BASIC、OPERATION 或 FEES');
      // All money is on the basic account here.
      return apply(query, url, nowMs, (date) => (account === 'BASIC' ? fundFlowBill(ledger, date) : undefined));
    },
    download: (token) => {
      const file = files.get(token ?? '');
      if (file === undefined) throw new ApiError(404, 'NOT_FOUND', '下载地址无效');
      return { status: 200, headers: { 'Content-Type': file.type }, body: file.bytes };
    },
  };
}

/** A day's bill is there from ten o'clock of the next day. */
function checkedDate(date: string | null, nowMs: number): string {
  if (date === null || !/^\d{4}-\d\d-\d\d$/.test(date)) throw paramError('bill_date', '须为 yyyy-MM-dd');
  if (date >= dateOf(nowMs)) throw paramError('bill_date', '须早于今天');
  const hour = Number(rfc3339(nowMs).slice(11, 13));
  if (date === dateOf(nowMs - A_DAY_MS) && hour < READY_AT_HOUR) {
    throw new ApiError(400, 'STATEMENT_CREATING', '账单生成中，请于 10 点后再试');
  }
  return date;
}
