import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import goVectors from '../vectors/wechatpay-go-core.json';
import javaVectors from '../vectors/wechatpay-java-core.json';
import { isSigned, openRequestGate, requestMessage, type SignedRequest } from './requestSignature';

const NOW_MS = 1_700_000_000_000;
const merchantKey = createPrivateKey(javaVectors.merchant_private_key_pem);
const signer = { mchid: '1900000109', publicKeys: new Map([['ABC123', createPublicKey(merchantKey)]]) };

function signed(
  change: Partial<Record<'mchid' | 'serial' | 'nonce' | 'body', string>> & { atMs?: number } = {},
): SignedRequest {
  const { mchid = '1900000109', serial = 'ABC123', nonce = 'n-1', body = '{"a":1}', atMs = NOW_MS } = change;
  const timestamp = String(Math.floor(atMs / 1000));
  const message = `POST\n/v3/pay?x=1\n${timestamp}\n${nonce}\n${body}\n`;
  const signature = sign('sha256', Buffer.from(message), merchantKey).toString('base64');
  const authorization =
    `WECHATPAY2-SHA256-RSA2048 mchid="${mchid}",nonce_str="${nonce}",` +
    `timestamp="${timestamp}",serial_no="${serial}",signature="${signature}"`;
  return { method: 'POST', target: '/v3/pay?x=1', body, authorization };
}

describe('the official vectors', () => {
  it.each(goVectors.authorization_message)('words $method as wechatpay-go does', (vector) => {
    const { method, url, timestamp, nonce, body, string_to_sign: expected } = vector;
    expect(requestMessage(method, url, timestamp, nonce, body)).toBe(expected);
  });

  it('verifies the signatures of wechatpay-go and wechatpay-java', () => {
    const { public_key_pem: goKey, message, signature } = goVectors.public_key_verify;
    expect(isSigned(message, signature, createPublicKey(goKey))).toBe(true);
    const java = javaVectors.sha256_with_rsa;
    expect(isSigned(java.message, java.signature, createPublicKey(javaVectors.merchant_certificate_pem))).toBe(true);
    expect(isSigned(java.message, java.signature, createPublicKey(javaVectors.wechat_pay_public_key_pem))).toBe(false);
  });
});

describe('the gate', () => {
  it('lets a well signed request pass, fields in any order', () => {
    const request = signed();
    const [scheme, fields = ''] = request.authorization?.split(' ') ?? [];
    const turned = { ...request, authorization: `${scheme} ${fields.split(',').reverse().join(',')}` };
    expect(() => openRequestGate(signer)(turned, NOW_MS)).not.toThrow();
  });

  it.each([
    ['a changed body', { ...signed(), body: '{"a":2}' }],
    ['a changed path', { ...signed(), target: '/v3/pay?x=2' }],
    ['a changed method', { ...signed(), method: 'PUT' }],
    ['another merchant', signed({ mchid: '1900000110' })],
    ['another certificate', signed({ serial: 'ABC124' })],
    ['a signature six minutes old', signed({ atMs: NOW_MS - 360_000 })],
    ['a signature six minutes ahead', signed({ atMs: NOW_MS + 360_000 })],
    ['no Authorization', { ...signed(), authorization: undefined }],
    ['another scheme', { ...signed(), authorization: 'Bearer x' }],
    ['a missing field', { ...signed(), authorization: signed().authorization?.replace(/nonce_str="[^"]*",/, '') }],
  ])('refuses %s with 401 SIGN_ERROR', (_what, request) => {
    expect(() => openRequestGate(signer)(request, NOW_MS)).toThrow(
      expect.objectContaining({ status: 401, code: 'SIGN_ERROR' }),
    );
  });

  it('refuses a nonce it has seen, as long as its timestamp would pass', () => {
    const gate = openRequestGate(signer);
    gate(signed({ nonce: 'n-1' }), NOW_MS);
    gate(signed({ nonce: 'n-2' }), NOW_MS);
    expect(() => gate(signed({ nonce: 'n-1' }), NOW_MS + 290_000)).toThrow('随机串重复使用');
  });
});
