/** A merchant for tests: the real client, a receiver of notifications, and the payment sheet's arguments. */
import { createDecipheriv, createPublicKey, randomUUID, sign } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Wechatpay } from 'wechatpay-axios-plugin';
import { openClock } from '../clock';
import { type Asked, type Running, serve } from '../httpServer';
import { answerMessage } from './answerSignature';
import { merchantAccount } from './merchantKeys';
import { type PayRequest } from './payer';
import { isSigned } from './requestSignature';
import { startWechatPay, type WechatPay } from './startWechatPay';

const SECOND_MS = 1_000;

/** Holds `Date` still at `atMs`, timers go on: stand-in and client then live in the same steered time. */
export function standAt(atMs: number): void {
  jest.useFakeTimers({
    now: atMs,
    doNotFake: [
      ...(['nextTick', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'hrtime', 'performance'] as const),
      ...(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const),
    ],
  });
}

export interface Received {
  id: string;
  eventType: string;
  /** Undefined if the resource could not be opened. */
  plain: Record<string, unknown> | undefined;
  wellSigned: boolean;
  signature: string;
  timestamp: number;
}

export interface Merchant {
  pay: WechatPay;
  client: Wechatpay;
  notifyUrl: string;
  received: Received[];
  /** HTTP status the receiver answers with from now on. */
  answerWith(status: number): void;
  order(outTradeNo: string, totalFen: number, more?: Record<string, unknown>): Record<string, unknown>;
  prepay(order: Record<string, unknown>): Promise<string>;
  payRequest(prepayId: string, more?: Partial<PayRequest>): PayRequest;
  /** Prepay, confirm, wait for the notification. */
  paid(outTradeNo: string, totalFen: number): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startMerchant(): Promise<Merchant> {
  const dir = newDir();
  cpSync(keysMadeOnce(), dir, { recursive: true });
  const start = () => startWechatPay({ dir, clock: openClock(), tickEveryMs: 0 });
  const received: Received[] = [];
  let status = 200;
  const receiver: Running = await serve(0, async (asked) => {
    received.push(opened(asked, merchant.pay));
    return { status };
  });
  const pay = await start();
  const notifyUrl = `${receiver.url}/notify`;
  const merchant: Merchant = {
    pay,
    client: clientOf(pay),
    notifyUrl,
    received,
    answerWith: (next) => {
      status = next;
    },
    order: (outTradeNo, totalFen, more) => orderOf(pay, notifyUrl, outTradeNo, totalFen, more),
    prepay: async (order) =>
      (await merchant.client.chain('v3/pay/transactions/jsapi').post(order)).data['prepay_id'] as string,
    payRequest: (prepayId, more) => payRequestOf(pay, prepayId, more),
    paid: async (outTradeNo, totalFen) => {
      const prepayId = await merchant.prepay(merchant.order(outTradeNo, totalFen));
      await merchant.pay.confirm(merchant.payRequest(prepayId));
      await merchant.pay.tick();
    },
    restart: async () => {
      await merchant.pay.stop();
      merchant.pay = await start();
      merchant.client = clientOf(merchant.pay);
    },
    stop: async () => {
      await merchant.pay.stop();
      await receiver.stop();
      rmSync(dir, { recursive: true });
    },
  };
  return merchant;
}

/** Making keys takes longer than a test. */
let keysDir: string | undefined;
function keysMadeOnce(): string {
  if (keysDir === undefined) {
    keysDir = newDir();
    merchantAccount(keysDir);
  }
  return keysDir;
}

afterAll(() => {
  if (keysDir !== undefined) rmSync(keysDir, { recursive: true });
});

function newDir(): string {
  return mkdtempSync(join(tmpdir(), 'wechat-pay-'));
}

/** What a refused call says: status, code, and the cause at the end of Request-ID. */
export async function refusal(call: Promise<unknown>): Promise<{ status: number; code: string; cause: string }> {
  try {
    await call;
  } catch (error) {
    const { response } = error as {
      response?: { status: number; data: { code: string }; headers: Record<string, string> };
    };
    if (response === undefined) throw error;
    const cause = response.headers['request-id']?.split('-').at(-1) ?? '';
    return { status: response.status, code: response.data.code, cause };
  }
  throw new Error('was not refused');
}

function clientOf({ account, url }: WechatPay): Wechatpay {
  return new Wechatpay({
    mchid: account.mchid,
    serial: account.merchantSerial,
    privateKey: account.merchantPrivateKeyPem,
    certs: { [account.platformPublicKeyId]: account.platformPublicKeyPem },
    baseURL: url,
  } as ConstructorParameters<typeof Wechatpay>[0]);
}

function orderOf(pay: WechatPay, notifyUrl: string, outTradeNo: string, totalFen: number, more = {}) {
  return {
    appid: pay.account.appid,
    mchid: pay.account.mchid,
    description: '上门护理 定金',
    out_trade_no: outTradeNo,
    notify_url: notifyUrl,
    amount: { total: totalFen, currency: 'CNY' },
    payer: { openid: 'o-family-1' },
    ...more,
  };
}

function payRequestOf({ account }: WechatPay, prepayId: string, more: Partial<PayRequest> = {}): PayRequest {
  const timeStamp = String(Math.floor(Date.now() / SECOND_MS));
  const nonceStr = randomUUID();
  const lines = `${account.appid}\n${timeStamp}\n${nonceStr}\nprepay_id=${prepayId}\n`;
  const paySign = sign('sha256', Buffer.from(lines), account.merchantPrivateKeyPem).toString('base64');
  return {
    appId: account.appid,
    timeStamp,
    nonceStr,
    package: `prepay_id=${prepayId}`,
    signType: 'RSA',
    paySign,
    ...more,
  };
}

function opened(asked: Asked, { account }: WechatPay): Received {
  const text = asked.body.toString('utf8');
  const header = (name: string) => String(asked.headers[name]);
  const message = answerMessage(header('wechatpay-timestamp'), header('wechatpay-nonce'), text);
  const envelope = JSON.parse(text) as { id: string; event_type: string; resource: Record<string, string> };
  const signature = header('wechatpay-signature');
  return {
    id: envelope.id,
    eventType: envelope.event_type,
    plain: unsealed(envelope.resource, account.apiV3Key),
    wellSigned: isSigned(message, signature, createPublicKey(account.platformPublicKeyPem)),
    signature,
    timestamp: Number(header('wechatpay-timestamp')),
  };
}

function unsealed(resource: Record<string, string>, key: string): Record<string, unknown> | undefined {
  const sealed = Buffer.from(resource['ciphertext'] ?? '', 'base64');
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key), Buffer.from(resource['nonce'] ?? ''));
  decipher.setAAD(Buffer.from(resource['associated_data'] ?? ''));
  decipher.setAuthTag(sealed.subarray(-16));
  try {
    return JSON.parse(decipher.update(sealed.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8'));
  } catch {
    return undefined; // another key: that is what the test wants to see
  }
}
