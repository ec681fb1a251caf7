/**
 * Personal data at rest: AES-256-GCM with the id of its key, so that keys can change and old data stays readable; a keyed hash
 * for look-up; opening is an act with a purpose, written to the audit log (requirement A5, rule P-047).
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { record, type AuditEntry } from './audit';
import { checkKeys, currentKeyId, keyNamed, lookupKey } from './personalData/keys';

checkKeys();

/** `v1.<key id>.<nonce>.<tag>.<ciphertext>`, each base64url. */
export type Cipher = string;

const TAG_BYTES = 16;

/** `field` is bound to the text: a ciphertext moved to another field or document does not open. */
export function seal(text: string, field: string): Cipher {
  const keyId = currentKeyId();
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyNamed(keyId), nonce).setAAD(Buffer.from(field));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return ['v1', keyId, ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))].join('.');
}

/** For the program's own work, with no person reading along (a message's phone number, a geofence). */
export function unseal(sealed: Cipher, field: string): string {
  const [version, keyId, nonce, tag, text, ...more] = sealed.split('.');
  const whole = version === 'v1' && keyId && nonce && tag && text !== undefined && more.length === 0;
  if (!whole) throw new Error('not a sealed text');
  // Without the length, node would accept a tag cut down to four bytes, which can be guessed.
  const options = { authTagLength: TAG_BYTES };
  const decipher = createDecipheriv('aes-256-gcm', keyNamed(keyId), Buffer.from(nonce, 'base64url'), options)
    .setAAD(Buffer.from(field))
    .setAuthTag(Buffer.from(tag, 'base64url'));
  return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8');
}

/** Who looks at whose data, and why: what the audit log will say. */
export type Reader = Pick<AuditEntry, 'actor' | 'subject' | 'purpose' | 'now'>;

/** Shows personal data to a person: who, whose, why. The entry is written before the text is handed out. */
export async function openFor(
  reader: Reader,
  fields: Readonly<Record<string, Cipher>>,
): Promise<Record<string, string>> {
  await record({ ...reader, action: `open ${Object.keys(fields).join(', ')}`, outcome: 'ok' });
  return Object.fromEntries(Object.entries(fields).map(([field, sealed]) => [field, unseal(sealed, field)]));
}

/** Equal texts have equal hashes, and nobody without the key can try all ID numbers. */
export const lookupHash = (text: string): string => createHmac('sha256', lookupKey()).update(text).digest('hex');
