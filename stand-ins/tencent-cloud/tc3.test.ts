import vectors from '../vectors/tencentcloud-tc3.json';
import { canonicalRequest, signatureOf, stringToSign, type Tc3Request, verifyTc3 } from './tc3';

const CONTENT_TYPE = 'application/json; charset=utf-8';
const body = Buffer.from(vectors.payload);
const request = { method: 'POST', path: '/', query: '', body };
const timestamp = String(vectors.timestamp);
const NOW_MS = vectors.timestamp * 1000;

describe.each(vectors.vectors)('$name', (vector) => {
  const headers = vector.signed_headers.split(';').map((name): [string, string] => {
    const values: Record<string, string> = {
      'content-type': CONTENT_TYPE,
      host: vectors.host,
      'x-tc-action': 'DescribeInstances',
    };
    return [name, values[name] ?? ''];
  });

  it('rebuilds canonical request, string to sign and signature', () => {
    const canonical = canonicalRequest(request, headers);
    expect(canonical).toBe(vector.canonical_request);
    const toSign = stringToSign(timestamp, vectors.service, canonical);
    expect(toSign).toBe(vector.string_to_sign);
    expect(signatureOf(vector.secret_key, timestamp, vectors.service, toSign)).toBe(vector.signature);
  });

  it('verifies the published request and takes the service from its scope', () => {
    expect(verifyTc3(published(vector), credentialOf(vector), NOW_MS)).toBe('cvm');
  });

  it.each([
    ['another body', (one: Tc3Request) => ({ ...one, body: Buffer.from('{}') }), 0, 'AuthFailure.SignatureFailure'],
    ['another host', (one: Tc3Request) => withHeader(one, 'host', 'example.com'), 0, 'AuthFailure.SignatureFailure'],
    [
      'another time',
      (one: Tc3Request) => withHeader(one, 'x-tc-timestamp', `${vectors.timestamp + 1}`),
      0,
      'AuthFailure.SignatureFailure',
    ],
    ['301 seconds later', (one: Tc3Request) => one, 301_000, 'AuthFailure.SignatureExpire'],
    ['301 seconds before', (one: Tc3Request) => one, -301_000, 'AuthFailure.SignatureExpire'],
    [
      'no Authorization',
      (one: Tc3Request) => withHeader(one, 'authorization', ''),
      0,
      'AuthFailure.InvalidAuthorization',
    ],
  ])('refuses %s', (_what, change, laterMs, code) => {
    const call = () => verifyTc3(change(published(vector)), credentialOf(vector), NOW_MS + laterMs);
    expect(call).toThrow(expect.objectContaining({ code }));
  });

  it('refuses another key and another id', () => {
    const { secretId, secretKey } = credentialOf(vector);
    const withKey = () => verifyTc3(published(vector), { secretId, secretKey: 'other' }, NOW_MS);
    expect(withKey).toThrow(expect.objectContaining({ code: 'AuthFailure.SignatureFailure' }));
    const withId = () => verifyTc3(published(vector), { secretId: 'AKIDother', secretKey }, NOW_MS);
    expect(withId).toThrow(expect.objectContaining({ code: 'AuthFailure.SecretIdNotFound' }));
  });
});

type Vector = (typeof vectors.vectors)[number];

function credentialOf(vector: Vector) {
  return { secretId: vector.secret_id, secretKey: vector.secret_key };
}

function published(vector: Vector): Tc3Request {
  const authorization =
    `TC3-HMAC-SHA256 Credential=${vector.secret_id}/2019-02-25/cvm/tc3_request, ` +
    `SignedHeaders=${vector.signed_headers}, Signature=${vector.signature}`;
  const headers = {
    'content-type': CONTENT_TYPE,
    host: vectors.host,
    'x-tc-action': 'DescribeInstances',
    'x-tc-timestamp': timestamp,
    authorization,
  };
  return { ...request, headers };
}

function withHeader(request: Tc3Request, name: string, value: string): Tc3Request {
  return { ...request, headers: { ...request.headers, [name]: value } };
}
