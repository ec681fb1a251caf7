/** AES-256-GCM as in notifications and certificate downloads: base64 of the cipher text followed by its 16-byte tag. */
import { createCipheriv } from 'node:crypto';

export interface Sealing {
  apiV3Key: string;
  /** 12 characters. */
  nonce: string;
  associatedData: string;
}

export function sealResource(plaintext: string, { apiV3Key, nonce, associatedData }: Sealing): string {
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(apiV3Key, 'utf8'), Buffer.from(nonce, 'utf8'));
  cipher.setAAD(Buffer.from(associatedData, 'utf8'));
  const sealed = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  return Buffer.concat([sealed, cipher.getAuthTag()]).toString('base64');
}
