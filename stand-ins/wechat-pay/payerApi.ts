/** The `/_pay` calls: the payer's hand, and the tests'. Open to pages served from this machine. */
import { type Answer, type Asked, json } from '../httpServer';
import { steered, steeringBody, SteeringError } from '../steering';
import { controlPage } from './controlPage';
import { type Ledger, type Order } from './ledger';
import { confirmMedIns, type MedInsOrder, medInsView, openMedIns } from './medIns';
import { addCertificate, type PlatformKeys } from './merchantKeys';
import { type Notifier } from './notifier';
import { confirmPayment, payByHand, type PayRequest, PayRefusal, paymentSheet } from './payer';
import { changeScript, currentScript, SCRIPT_FIELDS, type Script, type ScriptChange } from './script';
import { transactionView } from './transactions';
import { confirmTransfer, type ReceiveRequest } from './transfers';

const LOCAL_ORIGIN = /^https?:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/;
const PAY_FIELDS = ['appId', 'timeStamp', 'nonceStr', 'package', 'signType', 'paySign'] as const;
const CONFIRM_FIELDS = [...PAY_FIELDS, 'prepayId', 'openid'] as const;

export interface PayerApi {
  ledger: Ledger;
  keys: PlatformKeys;
  notifier: Notifier;
  script: Script;
  tick(): Promise<void>;
}

/** Answers one `/_pay` request, with the CORS headers a browser page needs. */
export async function answerPayer(api: PayerApi, asked: Asked, nowMs: number): Promise<Answer> {
  const cors = corsHeaders(asked.headers.origin);
  if (asked.method === 'OPTIONS') return { status: 204, headers: cors };
  const answer = await steered(() => route(api, asked, nowMs));
  return { ...answer, headers: { ...answer.headers, ...cors } };
}

/** Confirms a payment and announces it; throws `PayRefusal`. */
export function confirmAndAnnounce(api: Omit<PayerApi, 'tick'>, request: PayRequest, nowMs: number): Order {
  const merchant = { appid: api.keys.account.appid, publicKeys: api.keys.merchantPublicKeys };
  return announced(api, confirmPayment(api.ledger, request, merchant, nowMs), nowMs);
}

/** The arguments of `wx.requestMedicalInsurancePay`: those of a payment only where there is cash to pay. */
export type MedInsPayRequest = { mixTradeNo: string } & Partial<PayRequest>;

/** Confirms a mixed payment: her cash first, then the insurance's part; each is announced. Throws `PayRefusal`. */
export function confirmMixed(api: Omit<PayerApi, 'tick'>, request: MedInsPayRequest, nowMs: number): MedInsOrder {
  const { mixTradeNo, ...pay } = request;
  if (openMedIns(api.ledger, mixTradeNo).self === 'SELF_PAY_CREATED') confirmAndAnnounce(api, pay as PayRequest, nowMs);
  const order = confirmMedIns(api.ledger, mixTradeNo, api.script.medIns.take(), nowMs);
  if (order.mix === 'SUCCESS') announceMixed(api, order, nowMs);
  return order;
}

/** Its `original_type` is not documented: none is sent. */
function announceMixed({ notifier }: Pick<PayerApi, 'notifier'>, order: MedInsOrder, nowMs: number): void {
  notifier.announce(
    {
      outTradeNo: order.outTradeNo,
      url: order.request.callback_url,
      eventType: 'MEDICAL_INSURANCE.SUCCESS',
      originalType: '',
      summary: '医保混合收款成功',
      plain: medInsView(order),
    },
    nowMs,
  );
}

function announced(api: Pick<PayerApi, 'notifier'>, order: Order, nowMs: number): Order {
  api.notifier.announce(
    {
      outTradeNo: order.outTradeNo,
      url: order.request.notify_url,
      eventType: 'TRANSACTION.SUCCESS',
      originalType: 'transaction',
      summary: '支付成功',
      plain: transactionView(order),
    },
    nowMs,
  );
  return order;
}

async function route(api: PayerApi, asked: Asked, nowMs: number): Promise<Answer> {
  const { ledger } = api;
  switch (`${asked.method} ${asked.path}`) {
    case 'POST /_pay/confirm':
      return confirm(api, asked, nowMs);
    case 'POST /_pay/confirmMedIns':
      return confirmMixedHere(api, asked, nowMs);
    case 'GET /_pay/medIns':
      return json(200, ledger.medIns.rows());
    case 'GET /_pay':
    case 'GET /_pay/':
      return controlPage(ledger, api.script);
    case 'POST /_pay/pay':
      return payHere(api, asked, nowMs);
    case 'POST /_pay/certificate':
      return json(200, { serial: addCertificate(api.keys, nowMs).serial });
    case 'GET /_pay/sheet':
      return sheet(api, asked.query.get('prepayId') ?? '');
    case 'POST /_pay/script':
      return changed(api, asked);
    case 'GET /_pay/script':
      return json(200, currentScript(api.script));
    case 'POST /_pay/tick':
      await api.tick();
      return json(200, { now: nowMs });
    case 'GET /_pay/orders':
      return json(200, ledger.orders.rows());
    case 'POST /_pay/receive':
      return receive(api, asked, nowMs);
    case 'GET /_pay/transfers':
      return json(200, ledger.transfers.rows());
    case 'GET /_pay/refunds':
      return json(200, ledger.refunds.rows());
    case 'GET /_pay/notifications':
      return json(200, ledger.notifications.rows());
    default:
      return json(404, { message: `no ${asked.method} ${asked.path}` });
  }
}

function confirm(api: PayerApi, asked: Asked, nowMs: number): Answer {
  const request = payRequest(asked);
  return paidOrRefused(() => confirmAndAnnounce(api, request, nowMs));
}

function confirmMixedHere(api: PayerApi, asked: Asked, nowMs: number): Answer {
  const request = steeringBody(asked, [...PAY_FIELDS, 'mixTradeNo', 'openid']) as unknown as MedInsPayRequest;
  return paidOrRefused(() => {
    const { outTradeNo } = confirmMixed(api, request, nowMs);
    return { outTradeNo, transactionId: api.ledger.orders.get(outTradeNo)?.transactionId };
  });
}

/** On the control page: no program showed the sheet. */
function payHere(api: PayerApi, asked: Asked, nowMs: number): Answer {
  const { prepayId } = steeringBody(asked, ['prepayId']);
  return paidOrRefused(() => announced(api, payByHand(api.ledger, String(prepayId), nowMs), nowMs));
}

function paidOrRefused(pay: () => Pick<Order, 'outTradeNo' | 'transactionId'>): Answer {
  try {
    const order = pay();
    return json(200, { ok: true, outTradeNo: order.outTradeNo, transactionId: order.transactionId });
  } catch (error) {
    if (error instanceof PayRefusal) return json(409, { ok: false, code: error.code, message: error.message });
    throw error;
  }
}

function receive({ ledger, keys }: PayerApi, asked: Asked, nowMs: number): Answer {
  const request = steeringBody(asked, ['mchId', 'appId', 'package', 'openid']) as unknown as ReceiveRequest;
  try {
    const { outBillNo, state } = confirmTransfer(ledger, keys.account, request, nowMs);
    return json(200, { ok: true, outBillNo, state });
  } catch (error) {
    if (error instanceof PayRefusal) return json(409, { ok: false, code: error.code, message: error.message });
    throw error;
  }
}

function payRequest(asked: Asked): PayRequest {
  const given = steeringBody(asked, CONFIRM_FIELDS);
  const body = { ...given, package: given.package ?? `prepay_id=${given.prepayId}` };
  const missing = PAY_FIELDS.filter((field) => typeof body[field] !== 'string');
  if (missing.length > 0) throw new SteeringError(`missing: ${missing.join(', ')}`);
  if (given.prepayId !== undefined && body.package !== `prepay_id=${given.prepayId}`) {
    throw new SteeringError('prepayId and package name different prepay ids');
  }
  return body as unknown as PayRequest;
}

function sheet({ ledger, keys }: PayerApi, prepayId: string): Answer {
  const shown = paymentSheet(ledger, prepayId, keys.account.merchantName);
  return shown === undefined ? json(404, { message: '没有这笔待支付的订单' }) : json(200, shown);
}

async function changed(api: PayerApi, asked: Asked): Promise<Answer> {
  const { resend, ...change } = steeringBody(asked, [...SCRIPT_FIELDS, 'resend']);
  changeScript(api.script, change as ScriptChange);
  if (resend === undefined) return json(200, currentScript(api.script));
  const notification = await api.notifier.resend(String(resend));
  if (notification === undefined) throw new SteeringError(`no notification for ${String(resend)}`);
  return json(200, notification);
}

function corsHeaders(origin: string | undefined): Record<string, string> {
  if (origin === undefined || !LOCAL_ORIGIN.test(origin)) return {};
  return {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
    'Access-Control-Allow-Headers': 'Content-Type',
    'Access-Control-Max-Age': '600',
    Vary: 'Origin',
  };
}
