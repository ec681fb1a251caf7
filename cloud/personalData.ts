/**
 * Personal data at rest: AES-256-GCM with the id of its key, so that keys can change and old data stays readable; a keyed hash
 * for look-up; opening is an act with a purpose, written to the audit log (requirement A5, rule P-047).
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { needs, required } from './environment';
import { record, type AuditEntry } from './audit';

needs('PERSONAL_DATA_KEYS', 'PERSONAL_DATA_KEY_ID', 'LOOKUP_KEY');

/** `v1.<key id>.<nonce>.<tag>.<ciphertext>`, each base64url. */
export type Cipher = string;

const TAG_BYTES = 16;

const keyOf = (keyId: string): Buffer => {
  const keys = parsed(required('PERSONAL_DATA_KEYS'));
  const key = Buffer.from((Object.hasOwn(keys, keyId) && keys[keyId]) || '', 'base64');
  if (key.length !== 32) throw new Error(`no 32-byte key named ${keyId} in PERSONAL_DATA_KEYS`);
  return key;
};

/** The parser's own error would quote the keys. */
function parsed(keys: string): Record<string, string> {
  try {
    return JSON.parse(keys) as Record<string, string>;
  } catch {
    throw new Error('PERSONAL_DATA_KEYS is not JSON');
  }
}

/** `field` is bound to the text: a ciphertext moved to another field or document does not open. */
export function seal(text: string, field: string): Cipher {
  const keyId = required('PERSONAL_DATA_KEY_ID');
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(keyId), nonce).setAAD(Buffer.from(field));
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
  const decipher = createDecipheriv('aes-256-gcm', keyOf(keyId), Buffer.from(nonce, 'base64url'), options)
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
export const lookupHash = (text: string): string =>
  createHmac('sha256', Buffer.from(required('LOOKUP_KEY'), 'base64'))
    .update(text)
    .digest('hex');
