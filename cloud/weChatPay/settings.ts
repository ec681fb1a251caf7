/** What an owner may have set wrongly, found when a function starts and said by name; never the value, which may be a secret. */
import { createPrivateKey, createPublicKey } from 'node:crypto';

type Environment = Readonly<Record<string, string | undefined>>;

const pem = (text: string) => text.replaceAll('\\n', '\n');

/**
 * A merchant that still moves from platform certificates to the public key (or has only certificates) sets
 * `WECHATPAY_PLATFORM_CERTIFICATES=download`: both kinds are then believed side by side.
 */
export const trustsCertificates = ({ WECHATPAY_PLATFORM_CERTIFICATES: how }: Environment): boolean =>
  how === 'download';

/** WeChat Pay's public keys by id: the one in use, and those named besides while one is being replaced by another. */
export function publicKeysIn(env: Environment): Readonly<Record<string, string>> {
  const { WECHATPAY_PUBLIC_KEY_ID: id, WECHATPAY_PUBLIC_KEY: key, WECHATPAY_MORE_PUBLIC_KEYS: more } = env;
  const found = { ...(more ? (JSON.parse(more) as Record<string, string>) : {}), ...(id && key ? { [id]: key } : {}) };
  return Object.fromEntries(Object.entries(found).map(([name, text]) => [name, pem(text)]));
}

/** Throws one line that names all that is wrong. */
export function assertSensible(env: Environment): void {
  const problems = [...keyProblems(env), ...formProblems(env)];
  if (problems.length > 0) throw new Error(`WeChat Pay settings (environment): ${problems.join('; ')}`);
}

function keyProblems(env: Environment): readonly string[] {
  const problems: string[] = [];
  if (!isRsa(() => createPrivateKey(pem(env.WECHATPAY_MERCHANT_PRIVATE_KEY ?? ''))))
    problems.push('WECHATPAY_MERCHANT_PRIVATE_KEY is no RSA private key in PEM');
  try {
    for (const [id, text] of Object.entries(publicKeysIn(env))) {
      if (!id.startsWith('PUB_KEY_ID_')) problems.push('WECHATPAY_PUBLIC_KEY_ID does not begin with PUB_KEY_ID_');
      if (!isRsa(() => createPublicKey(text))) problems.push('WECHATPAY_PUBLIC_KEY is no RSA public key in PEM');
    }
  } catch {
    problems.push('WECHATPAY_MORE_PUBLIC_KEYS is not JSON of the form {id: PEM}');
  }
  if (Buffer.byteLength(env.WECHATPAY_API_V3_KEY ?? '') !== 32)
    problems.push('WECHATPAY_API_V3_KEY does not have 32 bytes');
  return problems;
}

function formProblems(env: Environment): readonly string[] {
  const { WECHATPAY_PLATFORM_CERTIFICATES: how, WECHATPAY_NOTIFY_URL: url = '' } = env;
  const problems: string[] = [];
  if (how && how !== 'download') problems.push('WECHATPAY_PLATFORM_CERTIFICATES is neither empty nor download');
  if (!isNotifyUrl(url))
    problems.push('WECHATPAY_NOTIFY_URL is no https address without a query of at most 255 characters');
  return problems;
}

function isRsa(parse: () => { readonly asymmetricKeyType?: string | undefined }): boolean {
  try {
    return parse().asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

/** Plain http only where everything runs on one machine. */
function isNotifyUrl(text: string): boolean {
  if (!URL.canParse(text) || text.length > 255) return false;
  const { protocol, hostname, search } = new URL(text);
  return search === '' && (protocol === 'https:' || (protocol === 'http:' && hostname === '127.0.0.1'));
}
