/**
 * The keys of one merchant and of "WeChat Pay", made once and kept as PEM files. `merchantAccount` is what a merchant
 * would copy out of the merchant platform; the private key of WeChat Pay never leaves this folder.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { selfSignedCertificate } from './selfSignedCertificate';

const FIVE_YEARS_MS = 5 * 365 * 24 * 60 * 60 * 1000;
const A_DAY_MS = 24 * 60 * 60 * 1000;

export interface MerchantAccount {
  mchid: string;
  appid: string;
  /** Shown in the payment sheet. */
  merchantName: string;
  merchantSerial: string;
  merchantPrivateKeyPem: string;
  platformPublicKeyId: string;
  platformPublicKeyPem: string;
  /** 32 characters. */
  apiV3Key: string;
}

export interface PlatformCertificate {
  serial: string;
  pem: string;
  effectiveAtMs: number;
  expiresAtMs: number;
}

/** The account seen from WeChat Pay's side. */
export interface PlatformKeys {
  account: MerchantAccount;
  /** Of the merchant's API certificates, by serial; a merchant that changes keys has two for a while. */
  merchantPublicKeys: Map<string, KeyObject>;
  /** Signs under the public-key id. */
  platformPrivateKey: KeyObject;
  /** All that are valid, the newest last; that one signs. */
  certificates: SigningCertificate[];
}

export interface SigningCertificate extends PlatformCertificate {
  privateKey: KeyObject;
}

export type AccountNames = Partial<Pick<MerchantAccount, 'mchid' | 'appid' | 'merchantName'>>;

/** What a merchant configures; `dir` is the one given to the stand-in. `names` given once are kept. */
export function merchantAccount(dir: string, names: AccountNames = {}): MerchantAccount {
  return platformKeys(dir, names).account;
}

/** Everything, for the stand-in itself. */
export function platformKeys(dir: string, names: AccountNames = {}): PlatformKeys {
  const home = wechatPayHome(dir);
  const file = join(home, 'account.json');
  if (!existsSync(file)) make(home);
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept;
  const known: Kept = { ...kept, ...names };
  if (JSON.stringify(known) !== JSON.stringify(kept)) writeWhole(file, JSON.stringify(known, null, 2));
  const merchantPrivateKeyPem = readFileSync(join(home, 'merchant-private-key.pem'), 'utf8');
  const platformPrivateKey = createPrivateKey(readFileSync(join(home, 'platform-private-key.pem')));
  const { certificate, ...account } = known;
  const pem = readFileSync(join(home, 'platform-certificate.pem'), 'utf8');
  return {
    account: { ...account, merchantPrivateKeyPem, platformPublicKeyPem: publicPem(platformPrivateKey) },
    merchantPublicKeys: new Map([[account.merchantSerial, createPublicKey(merchantPrivateKeyPem)]]),
    platformPrivateKey,
    certificates: [{ ...certificate, pem, privateKey: platformPrivateKey }],
  };
}

/** A new API certificate of the merchant beside the old one. Both count until the stand-in is started again. */
export function addMerchantKey({ merchantPublicKeys }: PlatformKeys): { serial: string; privateKeyPem: string } {
  const privateKey = newPrivateKey();
  const serial = newSerial();
  merchantPublicKeys.set(serial, createPublicKey(privateKey));
  return { serial, privateKeyPem: privatePem(privateKey) };
}

/** A new platform certificate with a key of its own; it signs from now on, the old one stays on the list. */
export function addCertificate({ certificates }: PlatformKeys, nowMs: number): SigningCertificate {
  const privateKey = newPrivateKey();
  const facts = newCertificate(nowMs - A_DAY_MS);
  const made = { ...facts, pem: certificatePem(privateKey, facts), privateKey };
  certificates.push(made);
  return made;
}

/** The part of the stand-ins' folder that is WeChat Pay's. */
export function wechatPayHome(dir: string): string {
  return join(dir, 'wechat-pay');
}

interface Kept extends Omit<MerchantAccount, 'merchantPrivateKeyPem' | 'platformPublicKeyPem'> {
  certificate: Omit<PlatformCertificate, 'pem'>;
}

function make(home: string): void {
  mkdirSync(home, { recursive: true });
  const merchant = newPrivateKey();
  const platform = newPrivateKey();
  const certificate = newCertificate(Date.now() - A_DAY_MS);
  writeWhole(join(home, 'merchant-private-key.pem'), privatePem(merchant));
  writeWhole(join(home, 'platform-private-key.pem'), privatePem(platform));
  writeWhole(join(home, 'platform-certificate.pem'), certificatePem(platform, certificate));
  const kept: Kept = {
    mchid: '1900000109',
    appid: 'wxd678efh567hg6787',
    merchantName: '本地演示商户',
    merchantSerial: newSerial(),
    platformPublicKeyId: `PUB_KEY_ID_01${[...randomBytes(26)].map((byte) => byte % 10).join('')}`,
    apiV3Key: randomBytes(16).toString('hex'),
    certificate,
  };
  writeWhole(join(home, 'account.json'), JSON.stringify(kept, null, 2)); // last: its presence means all is there
}

type CertificateFacts = Omit<PlatformCertificate, 'pem'>;

function newCertificate(effectiveAtMs: number): CertificateFacts {
  return { serial: newSerial(), effectiveAtMs, expiresAtMs: effectiveAtMs + FIVE_YEARS_MS };
}

function certificatePem(key: KeyObject, { serial, effectiveAtMs, expiresAtMs }: CertificateFacts): string {
  const facts = { serial, commonName: 'WeChat Pay stand-in', notBeforeMs: effectiveAtMs, notAfterMs: expiresAtMs };
  return selfSignedCertificate(key, facts);
}

function newPrivateKey(): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
}

function newSerial(): string {
  return `5${randomBytes(20).toString('hex').slice(1)}`.toUpperCase();
}

function privatePem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }) as string;
}

function publicPem(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'pem' }) as string;
}

function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
