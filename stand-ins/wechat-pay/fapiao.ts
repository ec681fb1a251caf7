/** Electronic invoices (电子发票): applied for, issued and reversed at the next tick, announced to the address the merchant configured. */
import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { rfc3339 } from '../beijingTime';
import { ApiError, paramError } from './apiError';
import { checkBody, type Field, flag, notifyUrl, oneOf, text } from './bodyRules';
import { fapiaoRequest, type FapiaoRequest } from './fapiaoRules';
import { type Ledger } from './ledger';
import { newNumber } from './numbers';

export type FapiaoFate = 'good' | 'fail' | 'stuck';

/** One application; the stand-in takes applications for one invoice only. */
export interface Fapiao {
  applyId: string;
  fapiaoId: string;
  request: FapiaoRequest;
  status: 'ISSUE_ACCEPTED' | 'ISSUED' | 'REVERSE_ACCEPTED' | 'REVERSED' | 'ISSUE_FAILED' | 'REVERSE_FAILED';
  fate: FapiaoFate;
  number?: string;
  redNumber?: string;
  fileToken?: string;
  appliedAtMs: number;
  changedAtMs: number;
}

const CONFIG: Record<string, Field> = {
  callback_url: { check: notifyUrl },
  show_fapiao_cell: { check: flag },
  support_vat_fapiao: { check: flag },
};

/** `PATCH …/merchant/development-config`: where notifications go. */
export function configureFapiao(ledger: Ledger, body: Record<string, unknown>): Record<string, unknown> {
  checkBody(body, CONFIG);
  const config = { ...ledger.fapiaoConfig.get('config'), ...body } as { callback_url?: string };
  ledger.fapiaoConfig.put('config', config);
  return { show_fapiao_cell: false, ...config };
}

/** `POST …/fapiao-applications`. An application that is there already is refused, whatever it says. */
export function applyForFapiao(ledger: Ledger, body: Record<string, unknown>, fate: FapiaoFate, nowMs: number): void {
  const request = fapiaoRequest(body);
  const [wanted, ...more] = request.fapiao_information;
  if (wanted === undefined || more.length > 0) throw paramError('fapiao_information', '替身只支持一张发票');
  const known = ledger.fapiao.get(request.fapiao_apply_id);
  if (known !== undefined) {
    const same = isDeepStrictEqual(known.request, request);
    throw new ApiError(400, 'RESOURCE_ALREADY_EXISTS', same ? '发票已申请' : '同一申请单号的参数不一致');
  }
  ledger.fapiao.put(request.fapiao_apply_id, {
    ...{ applyId: request.fapiao_apply_id, fapiaoId: wanted.fapiao_id, request, status: 'ISSUE_ACCEPTED', fate },
    ...{ appliedAtMs: nowMs, changedAtMs: nowMs },
  });
}

/** `GET …/fapiao-applications/{id}`. */
export function queryFapiao(ledger: Ledger, applyId: string, fapiaoId: string | null): Record<string, unknown> {
  return { total_count: 1, fapiao_information: [fapiaoView(applied(ledger, applyId, fapiaoId))] };
}

const REVERSE: Record<string, Field> = {
  reverse_reason: {
    check: oneOf('ISSUE_ERROR', 'SALES_RETURN', 'SERVICE_SUSPENTION', 'SALES_DISCOUNT'),
    required: true,
  },
  fapiao_information: { check: (value) => (Array.isArray(value) ? undefined : '须为列表'), required: true },
};
const REVERSED_ONE: Record<string, Field> = {
  fapiao_id: { check: text(64), required: true },
  fapiao_code: { check: text(12) },
  fapiao_number: { check: text(20), required: true },
};

/** `POST …/fapiao-applications/{id}/reverse`: the red letter. Only what is issued, and under the number it was issued. */
export function reverseFapiao(
  ledger: Ledger,
  applyId: string,
  body: Record<string, unknown>,
  fate: FapiaoFate,
  nowMs: number,
): void {
  checkBody(body, REVERSE);
  const [wanted, ...more] = body['fapiao_information'] as Record<string, unknown>[];
  if (wanted === undefined || more.length > 0) throw paramError('fapiao_information', '须为一项');
  checkBody(wanted, REVERSED_ONE);
  const row = applied(ledger, applyId, String(wanted['fapiao_id']));
  if (row.status !== 'ISSUED' && row.status !== 'REVERSE_FAILED') {
    throw new ApiError(400, 'INVALID_REQUEST', `发票状态 ${row.status} 不能冲红`);
  }
  if (wanted['fapiao_number'] !== row.number) throw new ApiError(400, 'INVALID_REQUEST', '发票号码不一致');
  ledger.fapiao.put(applyId, { ...row, status: 'REVERSE_ACCEPTED', fate, changedAtMs: nowMs });
}

/** `GET …/fapiao-applications/{id}/fapiao-files`: only of issued invoices. */
export function fapiaoFiles(ledger: Ledger, applyId: string, fapiaoId: string | null, url: string) {
  const row = applied(ledger, applyId, fapiaoId);
  if (row.status !== 'ISSUED') throw new ApiError(400, 'INVALID_REQUEST', '发票未开具成功');
  const download_url = `${url}/fapiao-download/file?token=${row.fileToken}`;
  return { fapiao_download_info_list: [{ fapiao_id: row.fapiaoId, download_url, status: row.status }] };
}

/** What stands behind a `download_url`: a PDF of one empty page that names the invoice. */
export function fapiaoFile(ledger: Ledger, token: string | null): Buffer {
  const row = ledger.fapiao.rows().find(({ fileToken }) => fileToken !== undefined && fileToken === token);
  if (row === undefined) throw new ApiError(404, 'NOT_FOUND', '文件不存在');
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>',
  ].map((object, index) => `${index + 1} 0 obj${object}endobj`);
  return Buffer.from(`%PDF-1.4\n% fapiao ${row.number}\n${objects.join('\n')}\ntrailer<</Root 1 0 R>>\n%%EOF\n`);
}

/** Issues and reverses what was accepted; answers what went well, for failures are not told. */
export function completeFapiao(ledger: Ledger, nowMs: number): Fapiao[] {
  return ledger.fapiao.rows().flatMap((row) => {
    const ended = endOf(row, nowMs);
    if (ended === undefined) return [];
    ledger.fapiao.put(row.applyId, ended);
    return ended.status === 'ISSUED' || ended.status === 'REVERSED' ? [ended] : [];
  });
}

function endOf(row: Fapiao, nowMs: number): Fapiao | undefined {
  if (row.fate === 'stuck') return undefined;
  const changed = { ...row, changedAtMs: nowMs };
  if (row.status === 'ISSUE_ACCEPTED') {
    if (row.fate === 'fail') return { ...changed, status: 'ISSUE_FAILED' };
    const fileToken = randomBytes(16).toString('hex');
    return { ...changed, status: 'ISSUED', number: newNumber('', nowMs).slice(2, 22), fileToken };
  }
  if (row.status !== 'REVERSE_ACCEPTED') return undefined;
  if (row.fate === 'fail') return { ...changed, status: 'REVERSE_FAILED' };
  return { ...changed, status: 'REVERSED', redNumber: newNumber('', nowMs).slice(2, 22) };
}

/** The resource of its notification. */
export function fapiaoNotice({ applyId, fapiaoId, status }: Fapiao, mchid: string): Record<string, unknown> {
  return { mchid, fapiao_apply_id: applyId, fapiao_information: [{ fapiao_id: fapiaoId, fapiao_status: status }] };
}

function applied(ledger: Ledger, applyId: string, fapiaoId: string | null): Fapiao {
  const row = ledger.fapiao.get(applyId);
  if (row === undefined || (fapiaoId !== null && fapiaoId !== row.fapiaoId)) {
    throw new ApiError(404, 'NOT_FOUND', '发票申请单不存在');
  }
  return row;
}

function fapiaoView(row: Fapiao): Record<string, unknown> {
  const { fapiaoId, status, number, redNumber, request, changedAtMs } = row;
  const failed = status === 'ISSUE_FAILED' || status === 'REVERSE_FAILED';
  return {
    fapiao_id: fapiaoId,
    status,
    ...(number !== undefined && { blue_fapiao: { fapiao_number: number, fapiao_time: rfc3339(changedAtMs) } }),
    ...(redNumber !== undefined && { red_fapiao: { fapiao_number: redNumber, fapiao_time: rfc3339(changedAtMs) } }),
    ...(failed && { fapiao_error_code: 'TAX_SERVICE_ERROR', fapiao_error_message: '税控服务处理失败' }),
    buyer_information: request.buyer_information,
    total_amount: request.fapiao_information[0]?.total_amount,
  };
}
