import { createDecipheriv } from 'node:crypto';

export interface SealedResource {
  readonly nonce: string;
  readonly associated_data?: string;
  readonly ciphertext: string;
}

const TAG_BYTES = 16;

/** AES-256-GCM with the APIv3 key; the last 16 bytes are the tag. Throws where anything was altered. */
export function openResource(sealed: SealedResource, apiV3Key: string): string {
  const key = Buffer.from(apiV3Key, 'utf8');
  if (key.length !== 32) throw new Error('the APIv3 key must have 32 bytes');
  const bytes = Buffer.from(sealed.ciphertext, 'base64');
  if (bytes.length <= TAG_BYTES) throw new Error('ciphertext too short');
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.nonce, 'utf8'), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(sealed.associated_data ?? '', 'utf8'))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  // `final` is what checks the tag.
  return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
}
