/** Checks `Authorization: WECHATPAY2-SHA256-RSA2048 …` of a merchant's request. */
import { verify, type KeyObject } from 'node:crypto';
import { signError } from './apiError';

const SCHEME = 'WECHATPAY2-SHA256-RSA2048 ';
const TOLERANCE_SECONDS = 300;
const FIELDS = ['mchid', 'nonce_str', 'timestamp', 'serial_no', 'signature'] as const;

export interface SignedRequest {
  method: string;
  /** Path with query, as sent. */
  target: string;
  body: string;
  authorization: string | undefined;
}

export interface Signer {
  mchid: string;
  /** Of the merchant's certificates, by serial. */
  publicKeys: ReadonlyMap<string, KeyObject>;
}

/** The five lines a merchant signs. */
export function requestMessage(method: string, target: string, timestamp: string, nonce: string, body: string): string {
  return `${method}\n${target}\n${timestamp}\n${nonce}\n${body}\n`;
}

/** Refuses wrong signers, stale timestamps, wrong signatures and nonces seen before; answers whose certificate it was. */
export function openRequestGate(signer: Signer): (request: SignedRequest, nowMs: number) => { serial: string } {
  const seen = new Map<string, number>();
  return (request, nowMs) => {
    const claim = parseAuthorization(request.authorization);
    if (claim.mchid !== signer.mchid) throw signError('商户号与签名不一致');
    const publicKey = signer.publicKeys.get(claim.serial_no);
    if (publicKey === undefined) throw signError('商户证书序列号有误');
    if (!isRecent(claim.timestamp, nowMs)) throw signError('时间戳已过期');
    const message = requestMessage(request.method, request.target, claim.timestamp, claim.nonce_str, request.body);
    if (!isSigned(message, claim.signature, publicKey)) throw signError('验签失败');
    forgetOld(seen, nowMs);
    if (seen.has(claim.nonce_str)) throw signError('随机串重复使用');
    seen.set(claim.nonce_str, nowMs);
    return { serial: claim.serial_no };
  };
}

export function isSigned(message: string, signatureBase64: string, publicKey: KeyObject): boolean {
  return verify('sha256', Buffer.from(message), publicKey, Buffer.from(signatureBase64, 'base64'));
}

type Claim = Record<(typeof FIELDS)[number], string>;

function parseAuthorization(header: string | undefined): Claim {
  if (header === undefined || !header.startsWith(SCHEME)) throw signError('Http头Authorization值格式错误');
  const pairs = [...header.slice(SCHEME.length).matchAll(/(\w+)="([^"]*)"/g)].map((match) => [match[1], match[2]]);
  const claim = Object.fromEntries(pairs) as Claim;
  const missing = FIELDS.filter((field) => !claim[field]);
  if (missing.length > 0) throw signError(`Http头Authorization缺少 ${missing.join('、')}`);
  return claim;
}

function isRecent(timestamp: string, nowMs: number): boolean {
  return /^\d+$/.test(timestamp) && Math.abs(nowMs / 1000 - Number(timestamp)) <= TOLERANCE_SECONDS;
}

/** Nonces older than twice the tolerance cannot pass the timestamp check any more. */
function forgetOld(seen: Map<string, number>, nowMs: number): void {
  for (const [nonce, atMs] of seen) {
    if (Math.abs(nowMs - atMs) <= 2 * TOLERANCE_SECONDS * 1000) return;
    seen.delete(nonce);
  }
}
