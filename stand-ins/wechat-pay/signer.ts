/** Which of its keys WeChat Pay signs with, and the name `Wechatpay-Serial` gives it. */
import { type KeyObject } from 'node:crypto';
import { type PlatformKeys } from './merchantKeys';
import { type SignsWith } from './script';

export interface PlatformSigner {
  serial: string;
  privateKey: KeyObject;
}

/** Where the merchant named no key. */
export function signerOf(keys: PlatformKeys, signsWith: SignsWith): PlatformSigner {
  const newest = keys.certificates.at(-1);
  if (signsWith === 'certificate' && newest !== undefined) return newest;
  return { serial: keys.account.platformPublicKeyId, privateKey: keys.platformPrivateKey };
}

/** The key a caller names is the key it gets to check with; undefined: no such key. */
export function signerNamed(keys: PlatformKeys, serial: string): PlatformSigner | undefined {
  if (serial === keys.account.platformPublicKeyId) return signerOf(keys, 'publicKey');
  return keys.certificates.find((certificate) => certificate.serial === serial);
}
