/** The `/v3` calls, by method and path: each checks nothing but its own business; signatures are the caller's matter. */
import { randomBytes } from 'node:crypto';
import { rfc3339 } from '../beijingTime';
import { type Answer, type Asked, json } from '../httpServer';
import { ApiError, paramError } from './apiError';
import { type Bills } from './bills';
import { type Ledger, orderByTransaction } from './ledger';
import { type PlatformKeys } from './merchantKeys';
import { queryRefund, refund } from './refunds';
import { sealResource } from './resourceCipher';
import { type Operation, type Script } from './script';
import { closeTransaction, currentOrder, prepay, queryTransaction } from './transactions';

export interface MerchantApi {
  ledger: Ledger;
  keys: PlatformKeys;
  bills: Bills;
  script: Script;
  /** Where this stand-in listens. */
  url(): string;
}

interface Call {
  asked: Asked;
  /** What the brackets of the path caught. */
  named: string;
  nowMs: number;
}

interface Route {
  method: 'GET' | 'POST';
  path: RegExp;
  operation: Operation;
  run(api: MerchantApi, call: Call): Answer;
}

const ROUTES: Route[] = [
  {
    method: 'POST',
    path: /^\/v3\/pay\/transactions\/jsapi$/,
    operation: 'prepay',
    run: ({ ledger, keys }, { asked, nowMs }) => json(200, prepay(ledger, keys.account, bodyOf(asked), nowMs)),
  },
  {
    method: 'GET',
    path: /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)$/,
    operation: 'query',
    run: ({ ledger, keys }, { asked, named, nowMs }) => {
      assertMerchant(asked.query.get('mchid'), keys);
      return json(200, queryTransaction(currentOrder(ledger, named, nowMs)));
    },
  },
  {
    method: 'GET',
    path: /^\/v3\/pay\/transactions\/id\/([^/]+)$/,
    operation: 'query',
    run: ({ ledger, keys }, { asked, named }) => {
      assertMerchant(asked.query.get('mchid'), keys);
      return json(200, queryTransaction(orderByTransaction(ledger, named)));
    },
  },
  {
    method: 'POST',
    path: /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)\/close$/,
    operation: 'close',
    run: ({ ledger, keys }, { asked, named, nowMs }) => {
      assertMerchant(bodyOf(asked)['mchid'], keys);
      closeTransaction(ledger, named, nowMs);
      return { status: 204 };
    },
  },
  {
    method: 'POST',
    path: /^\/v3\/refund\/domestic\/refunds$/,
    operation: 'refund',
    run: ({ ledger, script }, { asked, nowMs }) => json(200, refund(ledger, bodyOf(asked), script.refund.take, nowMs)),
  },
  {
    method: 'GET',
    path: /^\/v3\/refund\/domestic\/refunds\/([^/]+)$/,
    operation: 'queryRefund',
    run: ({ ledger }, { named }) => json(200, queryRefund(ledger, named)),
  },
  {
    method: 'GET',
    path: /^\/v3\/certificates$/,
    operation: 'certificates',
    run: ({ keys }) => json(200, { data: [certificateView(keys)] }),
  },
  {
    method: 'GET',
    path: /^\/v3\/bill\/tradebill$/,
    operation: 'bill',
    run: ({ bills, url }, { asked, nowMs }) => json(200, bills.apply(asked.query, url(), nowMs)),
  },
];

/** Answers one verified request; throws `ApiError`. */
export function answerMerchant(api: MerchantApi, asked: Asked, nowMs: number): Answer {
  if (asked.method === 'GET' && asked.path === '/v3/billdownload/file')
    return api.bills.download(asked.query.get('token'));
  for (const route of ROUTES) {
    const match = route.method === asked.method ? route.path.exec(asked.path) : null;
    if (match === null) continue;
    const failure = api.script.fail.peek()?.operation === route.operation ? api.script.fail.take() : undefined;
    const lost = failure && new ApiError(failure.status, failure.code, failure.message, 268435463);
    if (lost && !failure.afterEffect) throw lost;
    const answer = route.run(api, { asked, named: decodeURIComponent(match[1] ?? ''), nowMs });
    if (lost) throw lost;
    return answer;
  }
  throw new ApiError(404, 'NOT_FOUND', `替身没有这个接口：${asked.method} ${asked.path}`);
}

function bodyOf(asked: Asked): Record<string, unknown> {
  let body: unknown;
  try {
    body = JSON.parse(asked.body.toString('utf8'));
  } catch {
    throw new ApiError(400, 'PARAM_ERROR', '请求正文不是合法的 JSON');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new ApiError(400, 'PARAM_ERROR', '请求正文不是 JSON 对象');
  }
  return body as Record<string, unknown>;
}

function assertMerchant(mchid: unknown, { account }: PlatformKeys): void {
  if (mchid === undefined || mchid === null) throw paramError('mchid', '必填');
  if (mchid !== account.mchid) throw new ApiError(400, 'PARAM_ERROR', '商户号与签名的商户号不一致');
}

function certificateView({ account, certificate }: PlatformKeys): Record<string, unknown> {
  const sealing = { apiV3Key: account.apiV3Key, nonce: randomBytes(6).toString('hex'), associatedData: 'certificate' };
  return {
    serial_no: certificate.serial,
    effective_time: rfc3339(certificate.effectiveAtMs),
    expire_time: rfc3339(certificate.expiresAtMs),
    encrypt_certificate: {
      algorithm: 'AEAD_AES_256_GCM',
      nonce: sealing.nonce,
      associated_data: sealing.associatedData,
      ciphertext: sealResource(certificate.pem, sealing),
    },
  };
}
