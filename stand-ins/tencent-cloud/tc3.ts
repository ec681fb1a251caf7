/** TC3-HMAC-SHA256, the verifying side: the signature is rebuilt from the request as it arrived. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { CloudError } from './cloudError';

const TOLERANCE_SECONDS = 300;
const AUTHORIZATION =
  /^TC3-HMAC-SHA256 Credential=([^/,\s]+)\/([\d-]+)\/([^/,\s]+)\/tc3_request, ?SignedHeaders=([^,\s]+), ?Signature=([0-9a-f]{64})$/;

export interface Tc3Request {
  method: string;
  path: string;
  query: string;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

export interface Credential {
  secretId: string;
  secretKey: string;
}

export function canonicalRequest(
  { method, path, query, body }: Pick<Tc3Request, 'method' | 'path' | 'query' | 'body'>,
  headers: [name: string, value: string][],
): string {
  const lines = headers.map(([name, value]) => `${name}:${value.trim().toLowerCase()}\n`).join('');
  const names = headers.map(([name]) => name).join(';');
  return `${method}\n${path}\n${query}\n${lines}\n${names}\n${sha256(body)}`;
}

export function stringToSign(timestamp: string, service: string, canonical: string): string {
  return `TC3-HMAC-SHA256\n${timestamp}\n${utcDate(timestamp)}/${service}/tc3_request\n${sha256(canonical)}`;
}

export function signatureOf(secretKey: string, timestamp: string, service: string, toSign: string): string {
  const dateKey = hmac(`TC3${secretKey}`, utcDate(timestamp));
  return hmac(hmac(hmac(dateKey, service), 'tc3_request'), toSign).toString('hex');
}

/** Throws `CloudError`; returns the service named in the credential's scope, which need not be the host's. */
export function verifyTc3(request: Tc3Request, credential: Credential, nowMs: number): string {
  const match = AUTHORIZATION.exec(one(request.headers['authorization']));
  if (match === null) throw new CloudError('AuthFailure.InvalidAuthorization', 'Authorization header is malformed.');
  const [, secretId, date, service = '', signedHeaders = '', signature = ''] = match;
  const timestamp = one(request.headers['x-tc-timestamp']);
  if (!/^\d+$/.test(timestamp)) throw new CloudError('MissingParameter', 'X-TC-Timestamp is missing.');
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) {
    throw new CloudError('AuthFailure.SignatureExpire', 'The signature has expired: check the time of the caller.');
  }
  if (secretId !== credential.secretId)
    throw new CloudError('AuthFailure.SecretIdNotFound', 'The SecretId is not found.');
  const names = signedHeaders.split(';');
  const complete = names.includes('content-type') && names.includes('host') && date === utcDate(timestamp);
  const fits = (host: string) => {
    const headers = names.map((name): [string, string] => [name, name === 'host' ? host : one(request.headers[name])]);
    const toSign = stringToSign(timestamp, service, canonicalRequest(request, headers));
    return isSame(signatureOf(credential.secretKey, timestamp, service, toSign), signature);
  };
  if (!complete || !possibleHosts(request).some(fits)) throw signatureFailure();
  return service;
}

/** The official SDK signs the host without its port; on 443, where it usually goes, that is the Host header. */
function possibleHosts({ headers }: Tc3Request): string[] {
  const host = one(headers['host']);
  return [host, host.replace(/:\d+$/, '')];
}

function signatureFailure(): CloudError {
  return new CloudError(
    'AuthFailure.SignatureFailure',
    'The provided credentials could not be validated. Please check your signature is correct.',
  );
}

function one(header: string | string[] | undefined): string {
  return Array.isArray(header) ? header.join(',') : (header ?? '');
}

function utcDate(timestamp: string): string {
  return new Date(Number(timestamp) * 1000).toISOString().slice(0, 10);
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}

function isSame(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));
}
