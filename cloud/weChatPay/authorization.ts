import { randomBytes } from 'node:crypto';
import { merchant } from './merchant';
import { AUTHORIZATION_SCHEME, requestMessage, signed } from './signature';

/** The merchant's signature over one request, as the `Authorization` header says it. */
export function authorization(method: string, target: string, body: string): string {
  const { mchid, serial, privateKeyPem } = merchant();
  const nonce = randomBytes(16).toString('hex');
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = signed(requestMessage(method, target, timestamp, nonce, body), privateKeyPem);
  const fields = { mchid, nonce_str: nonce, timestamp, serial_no: serial, signature };
  return `${AUTHORIZATION_SCHEME} ${Object.entries(fields)
    .map(([name, value]) => `${name}="${value}"`)
    .join(',')}`;
}
