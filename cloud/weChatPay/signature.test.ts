import { X509Certificate } from 'node:crypto';
import { requestMessage, signed, whyForged } from './signature';
import vectors from './vectors.json';

const { notification, sign, publicKeyVerify, merchantSign } = vectors;
const keys = {
  [notification.certificate_serial]: new X509Certificate(notification.certificate_pem).publicKey.export({
    type: 'spki',
    format: 'pem',
  }) as string,
};
const headers = {
  timestamp: notification.headers['Wechatpay-Timestamp'],
  nonce: notification.headers['Wechatpay-Nonce'],
  serial: notification.headers['Wechatpay-Serial'],
  signature: notification.headers['Wechatpay-Signature'],
};
const NOW = notification.now_unix * 1000;

test.each(vectors.authorizationMessage)(
  '$method $url is signed over five lines',
  ({ method, url, timestamp, nonce, body, string_to_sign }) => {
    expect(requestMessage(method, url, timestamp, nonce, body)).toBe(string_to_sign);
  },
);

test('signs as the official clients do', () => {
  expect(signed(sign.message, sign.private_key_pkcs8_pem)).toBe(sign.signature);
  expect(signed(merchantSign.message, merchantSign.private_key)).toBe(merchantSign.signature);
});

test('accepts the official notification at its time', () => {
  expect(whyForged(headers, notification.body, keys, NOW)).toBeNull();
  expect(whyForged(headers, notification.body, keys, NOW + 300_000)).toBeNull();
  expect(whyForged(headers, notification.body, keys, NOW - 300_000)).toBeNull();
});

test.each([
  ['a body changed by one character', headers, notification.body.replace('签约成功', '签约成攻'), NOW, 'bad signature'],
  ['another nonce', { ...headers, nonce: `${headers.nonce}x` }, notification.body, NOW, 'bad signature'],
  ['no signature', { ...headers, signature: '' }, notification.body, NOW, 'bad signature'],
  [
    'WeChat Pay testing whether we check',
    { ...headers, signature: `WECHATPAY/SIGNTEST/${headers.signature.slice(19)}` },
    notification.body,
    NOW,
    'bad signature',
  ],
  ['an unknown key', { ...headers, serial: 'PUB_KEY_ID_0' }, notification.body, NOW, 'unknown serial'],
  ['a name every object has', { ...headers, serial: 'constructor' }, notification.body, NOW, 'unknown serial'],
  ['301 seconds late', headers, notification.body, NOW + 301_000, 'stale'],
  ['301 seconds early', headers, notification.body, NOW - 301_000, 'stale'],
  ['no time', { ...headers, timestamp: 'soon' }, notification.body, NOW, 'no timestamp'],
])('refuses %s', (_, changed, body, now, reason) => {
  expect(whyForged(changed, body, keys, now)).toBe(reason);
});

test("the merchant's own key is not WeChat Pay's", () => {
  const { public_key_id, public_key_pem, message } = publicKeyVerify;
  const answered = {
    timestamp: '1624523846',
    nonce: 'n',
    serial: public_key_id,
    signature: signed(`1624523846\nn\n${message}\n`, merchantSign.private_key),
  };
  expect(whyForged(answered, message, { [public_key_id]: public_key_pem }, NOW)).toBe('bad signature');
  const true_ = { ...answered, signature: signed(`1624523846\nn\n${message}\n`, sign.private_key_pkcs8_pem) };
  expect(whyForged(true_, message, { [public_key_id]: public_key_pem }, NOW)).toBeNull();
});
