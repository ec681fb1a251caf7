/** Fields only WeChat Pay may read: RSA-OAEP (SHA-1) under its public key, which `Wechatpay-Serial` names. */
import { constants, publicEncrypt } from 'node:crypto';
import { required, requiredPem } from '../environment';

export function sealedField(text: string): string {
  // send.ts names this key; with platform certificates alone it names none, and the interface wants the public key.
  required('WECHATPAY_PUBLIC_KEY_ID');
  const key = requiredPem('WECHATPAY_PUBLIC_KEY');
  const how = { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' };
  return publicEncrypt(how, Buffer.from(text)).toString('base64');
}
