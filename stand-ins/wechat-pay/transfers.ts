/** Transfers to a person (商家转账): asked for by the merchant, confirmed by the person in WeChat, completed at the next tick. */
import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { rfc3339 } from '../beijingTime';
import { ApiError, paramError } from './apiError';
import { anything, checkBody, fen, type Field, notifyUrl, oneOf, text } from './bodyRules';
import { type Ledger, type Transfer, type TransferRequest } from './ledger';
import { type MerchantAccount } from './merchantKeys';
import { newNumber } from './numbers';
import { PayRefusal } from './payer';
import { type TransferFate } from './script';

/** Nobody confirmed for a day: it is closed. */
export const CONFIRM_WITHIN_MS = 24 * 60 * 60 * 1000;
/** From this amount on the person's name must be named, sealed. */
const NAMED_FROM_FEN = 200_000;
const SCENES = ['1000', '1002', '1004', '1005', '1009', '1010', '1011', '1013'];

const TRANSFER_FIELDS: Record<string, Field> = {
  appid: { check: text(32), required: true },
  out_bill_no: { check: text(32, /^[0-9A-Za-z]+$/), required: true },
  transfer_scene_id: { check: oneOf(...SCENES), required: true },
  openid: { check: text(64), required: true },
  user_name: { check: text(1024) },
  transfer_amount: { check: fen, required: true },
  transfer_remark: { check: text(32), required: true },
  notify_url: { check: notifyUrl },
  user_recv_perception: { check: text(64) },
  user_recv_style: { check: anything },
  transfer_scene_report_infos: { check: reportInfos, required: true },
};

/** `POST /v3/fund-app/mch-transfer/transfer-bills`. The same number with the same content is the same transfer. */
export function transfer(
  ledger: Ledger,
  { appid }: MerchantAccount,
  body: Record<string, unknown>,
  nextFate: () => TransferFate,
  nowMs: number,
): Record<string, unknown> {
  checkBody(body, TRANSFER_FIELDS);
  const request = body as unknown as TransferRequest;
  if (request.appid !== appid) throw new ApiError(400, 'INVALID_REQUEST', '商户号与 appid 不匹配', 268445527);
  if (request.transfer_amount >= NAMED_FROM_FEN && request.user_name === undefined) {
    throw paramError('user_name', '转账金额不小于 2000 元时必填');
  }
  const known = currentTransfer(ledger, request.out_bill_no, nowMs);
  if (known !== undefined) return acceptedView(repeated(known, request));
  const { mode, failReason } = nextFate();
  if (mode === 'notEnough') throw new ApiError(403, 'NOT_ENOUGH', '商户账户余额不足，请充值后重新发起');
  const made: Transfer = {
    outBillNo: request.out_bill_no,
    transferBillNo: newNumber('13300', nowMs),
    packageInfo: randomBytes(24).toString('base64'),
    request,
    state: 'WAIT_USER_CONFIRM',
    fate: mode,
    failReason,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
  ledger.transfers.put(made.outBillNo, made);
  return acceptedView(made);
}

/** `GET …/transfer-bills/out-bill-no/{out_bill_no}`. */
export function queryTransfer(
  ledger: Ledger,
  outBillNo: string,
  mchid: string,
  nowMs: number,
): Record<string, unknown> {
  const known = currentTransfer(ledger, outBillNo, nowMs);
  if (known === undefined) throw new ApiError(404, 'NOT_FOUND', '转账单不存在', 268512771);
  return transferView(known, mchid);
}

/** `POST …/out-bill-no/{out_bill_no}/cancel`: only what nobody has confirmed; done at the next tick. */
export function cancelTransfer(ledger: Ledger, outBillNo: string, nowMs: number): Record<string, unknown> {
  const known = currentTransfer(ledger, outBillNo, nowMs);
  if (known === undefined) throw new ApiError(404, 'NOT_FOUND', '转账单不存在', 268512771);
  if (!['WAIT_USER_CONFIRM', 'CANCELING', 'CANCELLED'].includes(known.state)) {
    throw new ApiError(400, 'INVALID_REQUEST', '用户已确认收款，不能撤销');
  }
  const canceling = known.state === 'WAIT_USER_CONFIRM' ? put(ledger, { ...known, state: 'CANCELING' }, nowMs) : known;
  const { transferBillNo, state, updatedAtMs } = canceling;
  return { out_bill_no: outBillNo, transfer_bill_no: transferBillNo, state, update_time: rfc3339(updatedAtMs) };
}

/** The arguments of `wx.requestMerchantTransfer`, and who is looking at the page it opens. */
export interface ReceiveRequest {
  mchId: string;
  appId: string;
  package: string;
  openid?: string;
}

/** The person taps 收款; throws `PayRefusal`. */
export function confirmTransfer(
  ledger: Ledger,
  { appid, mchid }: MerchantAccount,
  request: ReceiveRequest,
  nowMs: number,
): Transfer {
  const found = ledger.transfers.rows().find(({ packageInfo }) => packageInfo === request.package);
  if (request.appId !== appid || request.mchId !== mchid) throw new PayRefusal('WRONG_MERCHANT', '商户信息不一致');
  const known = found && currentTransfer(ledger, found.outBillNo, nowMs);
  if (known === undefined) throw new PayRefusal('NO_TRANSFER', '没有这笔待收款的转账');
  if (request.openid !== undefined && request.openid !== known.request.openid) {
    throw new PayRefusal('WRONG_PAYEE', '请使用收款人的微信号确认');
  }
  if (known.state !== 'WAIT_USER_CONFIRM') throw new PayRefusal('NOT_WAITING', '这笔转账已收款或已关闭');
  return put(ledger, { ...known, state: 'TRANSFERING' }, nowMs);
}

/** Completes what was confirmed or withdrawn, closes what nobody confirmed; returns what came to its end. */
export function completeTransfers(ledger: Ledger, nowMs: number): Transfer[] {
  return ledger.transfers.rows().flatMap((row) => {
    const ended = row.state === 'WAIT_USER_CONFIRM' ? expired(row, nowMs) : endOf(row);
    return ended === undefined ? [] : [put(ledger, ended, nowMs)];
  });
}

function endOf(row: Transfer): Transfer | undefined {
  if (row.state === 'CANCELING') return { ...row, state: 'CANCELLED' };
  if (row.state !== 'TRANSFERING' || row.fate === 'stuck') return undefined;
  return row.fate === 'fail' ? { ...row, state: 'FAIL' } : { ...row, state: 'SUCCESS', failReason: undefined };
}

const expired = (row: Transfer, nowMs: number): Transfer | undefined =>
  nowMs - row.createdAtMs >= CONFIRM_WITHIN_MS ? { ...row, state: 'FAIL', failReason: 'OVERDUE_CLOSE' } : undefined;

/** As a query or the notification of its end shows it. */
export function transferView(row: Transfer, mchid: string): Record<string, unknown> {
  const { outBillNo, transferBillNo, request, state, failReason, createdAtMs, updatedAtMs } = row;
  return {
    mch_id: mchid,
    out_bill_no: outBillNo,
    transfer_bill_no: transferBillNo,
    appid: request.appid,
    state,
    transfer_amount: request.transfer_amount,
    transfer_remark: request.transfer_remark,
    ...(state === 'FAIL' && failReason !== undefined ? { fail_reason: failReason } : {}),
    openid: request.openid,
    create_time: rfc3339(createdAtMs),
    update_time: rfc3339(updatedAtMs),
  };
}

function acceptedView(row: Transfer): Record<string, unknown> {
  const { outBillNo, transferBillNo, state, failReason, packageInfo, createdAtMs } = row;
  return {
    out_bill_no: outBillNo,
    transfer_bill_no: transferBillNo,
    create_time: rfc3339(createdAtMs),
    state,
    ...(state === 'FAIL' && failReason !== undefined ? { fail_reason: failReason } : {}),
    ...(state === 'WAIT_USER_CONFIRM' ? { package_info: packageInfo } : {}),
  };
}

function currentTransfer(ledger: Ledger, outBillNo: string, nowMs: number): Transfer | undefined {
  const row = ledger.transfers.get(outBillNo);
  // What nobody confirmed in time is closed already, even before the tick that announces it.
  return row?.state === 'WAIT_USER_CONFIRM' ? (expired(row, nowMs) ?? row) : row;
}

function put(ledger: Ledger, row: Transfer, nowMs: number): Transfer {
  const changed = { ...row, updatedAtMs: nowMs };
  ledger.transfers.put(changed.outBillNo, changed);
  return changed;
}

function repeated(known: Transfer, request: TransferRequest): Transfer {
  if (isDeepStrictEqual(known.request, request)) return known;
  throw new ApiError(400, 'ALREADY_EXISTS', '商户单号已使用，且参数与首次请求时不一致', 268498688);
}

function reportInfos(value: unknown): string | undefined {
  if (!Array.isArray(value) || value.length === 0) return '不是数组';
  const short = text(32);
  const issue = value
    .map((info: Record<string, unknown>) => short(info['info_type']) ?? short(info['info_content']))
    .find((found) => found !== undefined);
  return issue;
}
