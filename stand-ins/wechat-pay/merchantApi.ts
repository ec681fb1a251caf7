/** The `/v3` calls, by method and path: each checks nothing but its own business; signatures are the caller's matter. */
import { randomBytes } from 'node:crypto';
import { rfc3339 } from '../beijingTime';
import { type Answer, type Asked, json } from '../httpServer';
import { ApiError, paramError } from './apiError';
import { type Bills } from './bills';
import { fapiaoFile } from './fapiao';
import { FAPIAO_ROUTES } from './fapiaoApi';
import { type Ledger, orderByTransaction } from './ledger';
import { MED_INS_ROUTES } from './medInsApi';
import { type PlatformCertificate, type PlatformKeys } from './merchantKeys';
import { applyAbnormalRefund, queryRefund, refund } from './refunds';
import { bodyOf } from './requestBody';
import { sealResource } from './resourceCipher';
import { nextMishap, nextRefund, type Failure, type Operation, type Script, USUAL_FAILURE } from './script';
import { cancelTransfer, queryTransfer, transfer } from './transfers';
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
  /** Of the merchant's certificate that signed the request. */
  serial: string;
  /** What the brackets of the path caught. */
  named: string;
  nowMs: number;
}

export interface Route {
  method: 'GET' | 'POST' | 'PATCH';
  path: RegExp;
  operation: Operation;
  run(api: MerchantApi, call: Call): Answer;
}

const ROUTES: Route[] = [
  ...FAPIAO_ROUTES,
  ...MED_INS_ROUTES,
  {
    method: 'POST',
    path: /^\/v3\/pay\/transactions\/jsapi$/,
    operation: 'prepay',
    run: ({ ledger, keys: { account } }, { asked, serial, nowMs }) =>
      json(200, prepay(ledger, { account, serial }, bodyOf(asked), nowMs)),
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
    run: ({ ledger, script }, { asked, nowMs }) =>
      json(
        200,
        refund(ledger, bodyOf(asked), () => nextRefund(script), nowMs),
      ),
  },
  {
    method: 'POST',
    path: /^\/v3\/refund\/domestic\/refunds\/([^/]+)\/apply-abnormal-refund$/,
    operation: 'refund',
    run: ({ ledger, keys }, { asked, named }) =>
      json(200, applyAbnormalRefund(ledger, named, bodyOf(asked), keys.platformPrivateKey)),
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
    run: ({ keys }) => json(200, { data: keys.certificates.map((one) => certificateView(keys, one)) }),
  },
  {
    method: 'GET',
    path: /^\/v3\/bill\/tradebill$/,
    operation: 'bill',
    run: ({ bills, url }, { asked, nowMs }) => json(200, bills.applyTrade(asked.query, url(), nowMs)),
  },
  {
    method: 'GET',
    path: /^\/v3\/bill\/fundflowbill$/,
    operation: 'bill',
    run: ({ bills, url }, { asked, nowMs }) => json(200, bills.applyFunds(asked.query, url(), nowMs)),
  },
  {
    method: 'POST',
    path: /^\/v3\/fund-app\/mch-transfer\/transfer-bills$/,
    operation: 'transfer',
    run: ({ ledger, keys: { account }, script }, { asked, nowMs }) =>
      json(200, transfer(ledger, account, bodyOf(asked), script.transfer.take, nowMs)),
  },
  {
    method: 'GET',
    path: /^\/v3\/fund-app\/mch-transfer\/transfer-bills\/out-bill-no\/([^/]+)$/,
    operation: 'queryTransfer',
    run: ({ ledger, keys }, { named, nowMs }) => json(200, queryTransfer(ledger, named, keys.account.mchid, nowMs)),
  },
  {
    method: 'POST',
    path: /^\/v3\/fund-app\/mch-transfer\/transfer-bills\/out-bill-no\/([^/]+)\/cancel$/,
    operation: 'cancelTransfer',
    run: ({ ledger }, { named, nowMs }) => json(200, cancelTransfer(ledger, named, nowMs)),
  },
];

/** Answers one verified request of the merchant's certificate `serial`; throws `ApiError`. */
export function answerMerchant(api: MerchantApi, asked: Asked, serial: string, nowMs: number): Answer {
  if (asked.method === 'GET' && asked.path === '/v3/billdownload/file')
    return api.bills.download(asked.query.get('token'));
  if (asked.method === 'GET' && asked.path === '/fapiao-download/file')
    return { status: 200, body: fapiaoFile(api.ledger, asked.query.get('token')) };
  for (const route of ROUTES) {
    const match = route.method === asked.method ? route.path.exec(asked.path) : null;
    if (match === null) continue;
    const failure = nextFailure(api.script, route.operation);
    const lost = failure && new ApiError(failure.status, failure.code, failure.message, 268435463);
    if (lost && !failure.afterEffect) throw lost;
    const answer = route.run(api, { asked, serial, named: decodeURIComponent(match[1] ?? ''), nowMs });
    if (lost) throw lost;
    return answer;
  }
  throw new ApiError(404, 'NOT_FOUND', `替身没有这个接口：${asked.method} ${asked.path}`);
}

/** As scripted; else by chance. */
function nextFailure(script: Script, operation: Operation): Failure | undefined {
  if (script.fail.peek()?.operation === operation) return script.fail.take();
  const mishap = nextMishap(script);
  if (mishap === 'forged') script.answers.set('forged', 1);
  if (mishap !== 'before' && mishap !== 'after') return undefined;
  return { operation, ...USUAL_FAILURE, afterEffect: mishap === 'after' };
}

function assertMerchant(mchid: unknown, { account }: PlatformKeys): void {
  if (mchid === undefined || mchid === null) throw paramError('mchid', '必填');
  if (mchid !== account.mchid) throw new ApiError(400, 'PARAM_ERROR', '商户号与签名的商户号不一致');
}

function certificateView({ account }: PlatformKeys, certificate: PlatformCertificate): Record<string, unknown> {
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
