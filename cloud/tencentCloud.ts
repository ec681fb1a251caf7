/** Tencent Cloud's identity check. Each call costs money and has no idempotency key: it is made once and never repeated here. */
import { Client } from 'tencentcloud-sdk-nodejs/tencentcloud/services/faceid/v20180301/faceid_client';
import { Refusal } from '#domain/refusal';
import { needs, required } from './environment';

needs('TENCENT_API_SECRET_ID', 'TENCENT_API_SECRET_KEY');

const TIMEOUT_SECONDS = 5;

/** Do this name and this ID number belong together, by the public security source? Anything but yes is refused. */
export async function assertIdentity(name: string, idNumber: string): Promise<void> {
  const { Result: result } = await asked(name, idNumber);
  if (result === '0') return;
  console.warn('identity check', result);
  if (result === '-1') throw new Refusal('IDENTITY_MISMATCH');
  if (result === '-2') throw new Refusal('ID_NUMBER_INVALID');
  if (result === '-3') throw new Refusal('NAME_INVALID');
  if (result === '-5') throw new Refusal('IDENTITY_NEEDS_REVIEW');
  throw new Refusal('IDENTITY_SERVICE_FAILED', { result });
}

async function asked(name: string, idNumber: string): Promise<{ readonly Result?: string }> {
  const client = new Client({
    credential: { secretId: required('TENCENT_API_SECRET_ID'), secretKey: required('TENCENT_API_SECRET_KEY') },
    region: 'ap-guangzhou',
    profile: {
      signMethod: 'TC3-HMAC-SHA256',
      httpProfile: {
        endpoint: process.env.TENCENT_API_ENDPOINT || 'faceid.tencentcloudapi.com',
        protocol: process.env.TENCENT_API_PROTOCOL || 'https://',
        reqTimeout: TIMEOUT_SECONDS,
      },
    },
  });
  try {
    return await client.IdCardVerification({ Name: name, IdCard: idNumber });
  } catch (error) {
    const { code, requestId } = error as { code?: string; requestId?: string };
    console.error('identity check failed', code, requestId); // the message may repeat what was sent
    throw new Refusal('IDENTITY_SERVICE_FAILED', { code });
  }
}
