import { generateKeyPairSync } from 'node:crypto';
import { assertSensible, publicKeysIn, trustsCertificates } from './settings';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const privatePem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const publicPem = publicKey.export({ type: 'spki', format: 'pem' }) as string;
const curve = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).publicKey.export({
  type: 'spki',
  format: 'pem',
}) as string;
const GOOD = {
  WECHATPAY_MERCHANT_PRIVATE_KEY: privatePem.replaceAll('\n', '\\n'),
  WECHATPAY_PUBLIC_KEY_ID: 'PUB_KEY_ID_01',
  WECHATPAY_PUBLIC_KEY: publicPem,
  WECHATPAY_API_V3_KEY: '0123456789abcdef0123456789abcdef',
  WECHATPAY_NOTIFY_URL: 'https://pay.example.com/pay/notify',
};

test('good settings pass, with written-out line ends, several public keys, or certificates alone', () => {
  expect(() => assertSensible(GOOD)).not.toThrow();
  const second = { WECHATPAY_MORE_PUBLIC_KEYS: JSON.stringify({ PUB_KEY_ID_02: publicPem }) };
  expect(() => assertSensible({ ...GOOD, ...second })).not.toThrow();
  expect(Object.keys(publicKeysIn({ ...GOOD, ...second })).sort()).toEqual(['PUB_KEY_ID_01', 'PUB_KEY_ID_02']);
  const { WECHATPAY_PUBLIC_KEY: _key, WECHATPAY_PUBLIC_KEY_ID: _id, ...without } = GOOD;
  const certificates = { ...without, WECHATPAY_PLATFORM_CERTIFICATES: 'download' };
  expect(() => assertSensible(certificates)).not.toThrow();
  expect([trustsCertificates(certificates), trustsCertificates(GOOD)]).toEqual([true, false]);
  expect(publicKeysIn(certificates)).toEqual({});
});

test.each<[string, Record<string, string>, string]>([
  [
    'a public key in place of ours',
    { WECHATPAY_MERCHANT_PRIVATE_KEY: publicPem },
    'WECHATPAY_MERCHANT_PRIVATE_KEY is no RSA',
  ],
  ['half a key', { WECHATPAY_PUBLIC_KEY: publicPem.slice(0, 200) }, 'WECHATPAY_PUBLIC_KEY is no RSA public key'],
  ['a key of another kind', { WECHATPAY_PUBLIC_KEY: curve }, 'WECHATPAY_PUBLIC_KEY is no RSA public key'],
  ['a certificate serial as the id', { WECHATPAY_PUBLIC_KEY_ID: '5DEA10EF' }, 'does not begin with PUB_KEY_ID_'],
  ['keys that are no JSON', { WECHATPAY_MORE_PUBLIC_KEYS: '{' }, 'WECHATPAY_MORE_PUBLIC_KEYS is not JSON'],
  ['a short APIv3 key', { WECHATPAY_API_V3_KEY: 'short' }, 'WECHATPAY_API_V3_KEY does not have 32 bytes'],
  ['http', { WECHATPAY_NOTIFY_URL: 'http://pay.example.com/n' }, 'WECHATPAY_NOTIFY_URL is no https address'],
  ['a query', { WECHATPAY_NOTIFY_URL: 'https://pay.example.com/n?a=1' }, 'WECHATPAY_NOTIFY_URL is no https address'],
  [
    'a word',
    { WECHATPAY_PLATFORM_CERTIFICATES: 'yes' },
    'WECHATPAY_PLATFORM_CERTIFICATES is neither empty nor download',
  ],
])('%s is said by name, the value is not', (_what, change, line) => {
  let said = '';
  try {
    assertSensible({ ...GOOD, ...change });
  } catch (error) {
    said = (error as Error).message;
  }
  expect(said).toContain(line);
  for (const value of [...Object.values(GOOD), ...Object.values(change)].filter((text) => text.length > 20))
    expect(said).not.toContain(value);
});
