/** Words one notification: sealed, enveloped, signed, or spoilt in the way a test asked for. */
import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { rfc3339 } from '../beijingTime';
import { signedHeaders } from './answerSignature';
import { type Notification } from './ledger';
import { type PlatformKeys } from './merchantKeys';
import { sealResource } from './resourceCipher';
import { type NotifyMode, type SignsWith } from './script';
import { signerOf } from './signer';

const STALE_MS = 10 * 60 * 1000;
const UNKNOWN_SERIAL = '5157F09EFDC096DE15EBE81A47057A7232F1B8E1';

export interface Message {
  headers: Record<string, string>;
  body: string;
}

export function notificationMessage(
  notification: Notification,
  { keys, signsWith }: { keys: PlatformKeys; signsWith: SignsWith },
  mode: NotifyMode,
  nowMs: number,
  amountFen?: number,
): Message {
  const plain = amountFen === undefined ? notification.plain : withAmount(notification.plain, amountFen);
  const apiV3Key = mode === 'undecryptable' ? randomBytes(16).toString('hex') : keys.account.apiV3Key;
  const body = envelope(notification, plain, apiV3Key);
  const signer = signerOf(keys, signsWith);
  const signingKey = mode === 'wrongKey' || mode === 'unknownSerial' ? somebodyElsesKey() : signer.privateKey;
  const serial = mode === 'unknownSerial' ? UNKNOWN_SERIAL : signer.serial;
  const signedAtMs = mode === 'stale' ? nowMs - STALE_MS : nowMs;
  const signature = signedHeaders(body, serial, signingKey, signedAtMs);
  if (mode === 'probe') {
    signature['Wechatpay-Signature'] = `WECHATPAY/SIGNTEST/${signature['Wechatpay-Signature']?.slice(19)}`;
  }
  return {
    headers: { 'Content-Type': 'application/json', 'User-Agent': 'Mozilla/4.0', ...signature },
    body: mode === 'forged' ? body.replace(notification.id, newNotificationId()) : body,
  };
}

export function newNotificationId(): string {
  const hex = randomBytes(16).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function envelope(notification: Notification, plain: Record<string, unknown>, apiV3Key: string): string {
  const sealing = { apiV3Key, nonce: randomBytes(6).toString('hex'), associatedData: notification.originalType };
  return JSON.stringify({
    id: notification.id,
    create_time: rfc3339(notification.createdAtMs),
    resource_type: 'encrypt-resource',
    event_type: notification.eventType,
    summary: notification.summary,
    resource: {
      ...(notification.originalType !== '' && { original_type: notification.originalType }),
      algorithm: 'AEAD_AES_256_GCM',
      ciphertext: sealResource(JSON.stringify(plain), sealing),
      associated_data: sealing.associatedData,
      nonce: sealing.nonce,
    },
  });
}

function withAmount(plain: Record<string, unknown>, amountFen: number): Record<string, unknown> {
  return { ...plain, amount: { ...(plain['amount'] as object), total: amountFen, payer_total: amountFen } };
}

let impostor: KeyObject | undefined;
function somebodyElsesKey(): KeyObject {
  impostor ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  return impostor;
}
