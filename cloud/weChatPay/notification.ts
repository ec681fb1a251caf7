/** Opens what WeChat Pay posts to us: signature over the bytes first, then the seal. Nothing else proves the sender. */
import * as v from 'valibot';
import { Refusal } from '#domain/refusal';
import { required } from '../environment';
import { openResource } from './resource';
import { signatureHeaders, whyForged } from './signature';
import { keysFor } from './trustedKeys';

const Envelope = v.object({
  id: v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{1,64}$/)),
  event_type: v.string(),
  resource: v.object({
    original_type: v.optional(v.string(), ''),
    algorithm: v.literal('AEAD_AES_256_GCM'),
    nonce: v.string(),
    associated_data: v.optional(v.string(), ''),
    ciphertext: v.string(),
  }),
});

export interface Notification {
  readonly id: string;
  /** `TRANSACTION.SUCCESS` is used for more than payments: tell by `originalType`. */
  readonly eventType: string;
  readonly originalType: string;
  readonly resource: unknown;
}

/** FORGED_NOTIFICATION unless signed by WeChat Pay within five minutes and sealed with our key. */
export async function openNotification(
  headers: Readonly<Record<string, string>>,
  body: Buffer,
  now: number,
): Promise<Notification> {
  const text = body.toString('utf8');
  const signature = signatureHeaders((name) => headers[name]);
  const forged = whyForged(signature, text, await keysFor(signature.serial, now), now);
  if (forged) throw new Refusal('FORGED_NOTIFICATION', { reason: forged });
  try {
    const { id, event_type: eventType, resource } = v.parse(Envelope, JSON.parse(text));
    const opened = openResource(resource, required('WECHATPAY_API_V3_KEY'));
    return { id, eventType, originalType: resource.original_type, resource: JSON.parse(opened) as unknown };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('FORGED_NOTIFICATION', { reason: 'cannot be opened' });
  }
}
