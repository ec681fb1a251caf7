/** The `Wechatpay-*` headers of everything WeChat Pay says: answers and notifications alike. */
import { type KeyObject, randomBytes, sign } from 'node:crypto';

/** The three lines WeChat Pay signs. */
export function answerMessage(timestamp: string, nonce: string, body: string): string {
  return `${timestamp}\n${nonce}\n${body}\n`;
}

export function signedHeaders(
  body: string,
  serial: string,
  privateKey: KeyObject,
  nowMs: number,
): Record<string, string> {
  const timestamp = String(Math.floor(nowMs / 1000));
  const nonce = randomBytes(16).toString('hex');
  const signature = sign('sha256', Buffer.from(answerMessage(timestamp, nonce, body)), privateKey);
  return {
    'Wechatpay-Timestamp': timestamp,
    'Wechatpay-Nonce': nonce,
    'Wechatpay-Serial': serial,
    'Wechatpay-Signature': signature.toString('base64'),
    'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048',
  };
}
