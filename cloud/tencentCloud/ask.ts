/**
 * The one door to Tencent Cloud API 3.0 (TC3 signature). Calls cost money and have no idempotency key: each is made once and
 * never repeated here.
 */
import { CommonClient } from 'tencentcloud-sdk-nodejs/tencentcloud/common/common_client';
import { needs, required } from '../environment';

needs('TENCENT_API_SECRET_ID', 'TENCENT_API_SECRET_KEY');

const VERSIONS = { faceid: '2018-03-01', ocr: '2018-11-19', sms: '2021-01-11' } as const;
const REGION = 'ap-guangzhou';
/** Pictures take longer than words. */
const TIMEOUT_SECONDS = { faceid: 5, ocr: 10, sms: 5 } as const;

/** The service answered with an error, or not at all. */
export class TencentFailure extends Error {
  constructor(
    readonly action: string,
    /** `FailedOperation.ImageBlur`; `''` when it was not reached. */
    readonly code: string,
  ) {
    super(`${action} failed: ${code || 'not reached'}`);
  }
}

export async function ask<T>(
  product: keyof typeof VERSIONS,
  action: string,
  parameters: Readonly<Record<string, unknown>>,
): Promise<T> {
  const client = new CommonClient(
    process.env.TENCENT_API_ENDPOINT || `${product}.tencentcloudapi.com`,
    VERSIONS[product],
    {
      credential: { secretId: required('TENCENT_API_SECRET_ID'), secretKey: required('TENCENT_API_SECRET_KEY') },
      region: REGION,
      profile: {
        signMethod: 'TC3-HMAC-SHA256',
        httpProfile: {
          protocol: process.env.TENCENT_API_PROTOCOL || 'https://',
          reqTimeout: TIMEOUT_SECONDS[product],
        },
      },
    },
  );
  try {
    return (await client.request(action, parameters)) as T;
  } catch (error) {
    const { code, requestId } = error as { code?: string; requestId?: string };
    console.error(`${action} failed`, code, requestId); // the message may repeat what was sent
    throw new TencentFailure(action, code ?? '');
  }
}
