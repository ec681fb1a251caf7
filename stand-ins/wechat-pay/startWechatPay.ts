/** WeChat Pay APIv3 (direct merchant, JSAPI) as a local server. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock } from '../clock';
import { type Answer, type Asked, json, serve } from '../httpServer';
import { openJournal } from '../journal';
import { signedHeaders } from './answerSignature';
import { ApiError } from './apiError';
import { openBills } from './bills';
import { completeFapiao, type Fapiao, fapiaoNotice } from './fapiao';
import { type Ledger, type Notification, type Order, openLedger, type Refund, type Transfer } from './ledger';
import { answerMerchant, type MerchantApi } from './merchantApi';
import { type MedInsOrder } from './medIns';
import {
  type AccountNames,
  addCertificate,
  addMerchantKey,
  type MerchantAccount,
  type PlatformKeys,
  platformKeys,
  wechatPayHome,
} from './merchantKeys';
import { openNotifier, type Notifier } from './notifier';
import { type PayRequest } from './payer';
import { answerPayer, confirmAndAnnounce, confirmMixed, type MedInsPayRequest } from './payerApi';
import { completeRefunds, refundNotice } from './refunds';
import { openRequestGate } from './requestSignature';
import { completeTransfers, confirmTransfer, type ReceiveRequest, transferView } from './transfers';
import { signerNamed, signerOf } from './signer';
import { type AnswerMode, changeScript, openScript, type ScriptChange } from './script';

const TICK_EVERY_MS = 500;
/** Files come without a signature. */
const UNSIGNED_FILES = ['/v3/billdownload/file', '/fapiao-download/file'];

export interface WechatPayOptions {
  /** Keys and ledger live here, in `wechat-pay/`. */
  dir: string;
  clock: Clock;
  /** 0: a free one. */
  port?: number;
  account?: AccountNames;
  /** How often due work is looked for in real time; 0: only when told to. */
  tickEveryMs?: number;
}

export interface WechatPay {
  url: string;
  account: MerchantAccount;
  stop(): Promise<void>;
  /** The payer confirms; throws `PayRefusal`. */
  confirm(request: PayRequest): Promise<Order>;
  /** The payer confirms a mixed payment of 医保支付; throws `PayRefusal`. */
  confirmMedIns(request: MedInsPayRequest): Promise<MedInsOrder>;
  /** The person confirms a transfer to her; throws `PayRefusal`. */
  receive(request: ReceiveRequest): Promise<Transfer>;
  /** Completes refunds and transfers, sends what is due, waits for deliveries under way. */
  tick(): Promise<void>;
  script(change: ScriptChange): void;
  /** A second API certificate of the merchant; both count from now on. */
  addMerchantKey(): { serial: string; privateKeyPem: string };
  /** A new platform certificate with a new key, the newest of the list; answers its serial. */
  addCertificate(): Promise<string>;
  resend(outTradeNo: string): Promise<Notification | undefined>;
  orders(): Order[];
  refunds(): Refund[];
  transfers(): Transfer[];
  fapiao(): Fapiao[];
  medIns(): MedInsOrder[];
  notifications(): Notification[];
}

export async function startWechatPay(options: WechatPayOptions): Promise<WechatPay> {
  const { clock } = options;
  const keys = platformKeys(options.dir, options.account);
  const journal = openJournal(join(wechatPayHome(options.dir), 'ledger.jsonl'));
  const ledger = openLedger(journal);
  const script = openScript();
  const notifier = openNotifier(ledger, keys, script, clock);
  const startDue = () => startDueWork(ledger, keys, notifier, clock);
  const tick = async () => {
    await startDue();
    await notifier.settled();
  };
  const api: MerchantApi = { ledger, keys, script, bills: openBills(ledger), url: () => running.url };
  const answerSigned = signedAnswers(api);
  const running = await serve(options.port ?? 0, async (asked) => {
    const nowMs = await clock.now();
    if (asked.path.startsWith('/_pay/')) return answerPayer({ ledger, keys, notifier, script, tick }, asked, nowMs);
    return answerSigned(asked, nowMs);
  });
  const stopTicking = tickRegularly(startDue, options.tickEveryMs ?? TICK_EVERY_MS);
  return {
    url: running.url,
    account: keys.account,
    stop: async () => {
      await stopTicking();
      await running.stop();
      await notifier.settled();
      journal.close();
    },
    confirm: async (request) => confirmAndAnnounce({ ledger, keys, notifier, script }, request, await clock.now()),
    confirmMedIns: async (request) => confirmMixed({ ledger, keys, notifier, script }, request, await clock.now()),
    receive: async (request) => confirmTransfer(ledger, keys.account, request, await clock.now()),
    tick,
    script: (change) => changeScript(script, change),
    addMerchantKey: () => addMerchantKey(keys),
    addCertificate: async () => addCertificate(keys, await clock.now()).serial,
    resend: notifier.resend,
    orders: ledger.orders.rows,
    refunds: ledger.refunds.rows,
    transfers: ledger.transfers.rows,
    fapiao: ledger.fapiao.rows,
    medIns: ledger.medIns.rows,
    notifications: ledger.notifications.rows,
  };
}

/** Completes refunds, announces them, and starts sending whatever is due; a slow merchant does not hold up the rest. */
async function startDueWork(ledger: Ledger, keys: PlatformKeys, notifier: Notifier, clock: Clock): Promise<void> {
  const nowMs = await clock.now();
  for (const refund of completeRefunds(ledger, nowMs)) {
    if (refund.request.notify_url === undefined) continue;
    notifier.announce(
      {
        outTradeNo: refund.outTradeNo,
        url: refund.request.notify_url,
        eventType: `REFUND.${refund.status}`,
        originalType: 'refund',
        summary: refund.status === 'SUCCESS' ? '退款成功' : refund.status === 'CLOSED' ? '退款关闭' : '退款异常',
        plain: refundNotice(refund, keys.account.mchid),
      },
      nowMs,
    );
  }
  announceTransfers(ledger, keys, notifier, nowMs);
  announceFapiao(ledger, keys, notifier, nowMs);
  notifier.startDue(nowMs);
}

/** Of transfers only the end is told, by one kind of event whatever the end was. */
function announceTransfers(ledger: Ledger, keys: PlatformKeys, notifier: Notifier, nowMs: number): void {
  for (const row of completeTransfers(ledger, nowMs)) {
    if (row.request.notify_url === undefined) continue;
    notifier.announce(
      {
        outTradeNo: row.outBillNo,
        url: row.request.notify_url,
        eventType: 'MCHTRANSFER.BILL.FINISHED',
        originalType: 'mch_payment',
        summary: '商家转账单据终态通知',
        plain: transferView(row, keys.account.mchid),
      },
      nowMs,
    );
  }
}

/** Invoices that were issued or reversed; told to the address that was configured, if one was. */
function announceFapiao(ledger: Ledger, keys: PlatformKeys, notifier: Notifier, nowMs: number): void {
  for (const row of completeFapiao(ledger, nowMs)) {
    const url = ledger.fapiaoConfig.get('config')?.callback_url;
    if (url === undefined) continue;
    notifier.announce(
      {
        outTradeNo: row.applyId,
        url,
        eventType: `FAPIAO.${row.status}`,
        originalType: '',
        summary: row.status === 'ISSUED' ? '发票开具成功' : '发票冲红成功',
        plain: fapiaoNotice(row, keys.account.mchid),
      },
      nowMs,
    );
  }
}

/** Checks the caller's signature, lets the API answer, signs the answer. */
function signedAnswers(api: MerchantApi): (asked: Asked, nowMs: number) => Promise<Answer> {
  const { keys, script } = api;
  const gate = openRequestGate({ mchid: keys.account.mchid, publicKeys: keys.merchantPublicKeys });
  return async (asked, nowMs) => {
    const wanted = asked.headers['wechatpay-serial'];
    const named = wanted === undefined ? undefined : signerNamed(keys, String(wanted));
    const answer = refusing(() => {
      if (!asked.headers['user-agent'] || !asked.headers.accept) {
        throw new ApiError(400, 'PARAM_ERROR', 'Http头缺少Accept或User-Agent');
      }
      const { method, target, headers } = asked;
      const request = { method, target, body: asked.body.toString('utf8'), authorization: headers.authorization };
      const { serial } = gate(request, nowMs);
      if (wanted !== undefined && named === undefined) {
        throw new ApiError(400, 'PARAM_ERROR', '平台证书序列号Wechatpay-Serial错误');
      }
      return answerMerchant(api, asked, serial, nowMs);
    });
    const delayMs = script.answerDelayMs.take();
    if (delayMs > 0) await sleep(delayMs);
    if (UNSIGNED_FILES.includes(asked.path) && answer.status === 200) return answer;
    const { serial, privateKey } = named ?? signerOf(keys, script.signsWith.peek());
    const signature = signedHeaders(String(answer.body ?? ''), serial, privateKey, nowMs);
    return { ...answer, headers: { ...answer.headers, ...spoilt(signature, script.answers.take()) } };
  };
}

function refusing(answer: () => Answer): Answer {
  try {
    const given = answer();
    return { ...given, headers: { ...given.headers, 'Request-ID': requestId(0) } };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { status, code, message, detail, causeNumber } = error;
    return json(status, { code, message, ...(detail && { detail }) }, { 'Request-ID': requestId(causeNumber) });
  }
}

function requestId(causeNumber: number): string {
  return `08${randomBytes(12).toString('hex').toUpperCase()}-${causeNumber}`;
}

function spoilt(signature: Record<string, string>, mode: AnswerMode): Record<string, string> {
  if (mode === 'unsigned') return {};
  if (mode === 'forged') return { ...signature, 'Wechatpay-Nonce': randomBytes(16).toString('hex') };
  return signature;
}

/** Ticks one after the other; the returned function stops and waits for the last one. */
function tickRegularly(tick: () => Promise<void>, everyMs: number): () => Promise<void> {
  if (everyMs === 0) return async () => undefined;
  let last = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    last = tick()
      .catch((error: unknown) => console.error('wechat-pay tick failed:', error))
      .finally(() => (busy = false));
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await last;
  };
}
