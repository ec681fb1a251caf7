/** The `/v3/med-ins` calls. */
import { json } from '../httpServer';
import { paramError } from './apiError';
import { createMedIns, medInsByTradeNo, queryMedIns, tellMedInsRefund } from './medIns';
import { type Route } from './merchantApi';
import { bodyOf } from './requestBody';

export const MED_INS_ROUTES: Route[] = [
  {
    method: 'POST',
    path: /^\/v3\/med-ins\/orders$/,
    operation: 'medIns',
    run: ({ ledger, keys }, { asked, nowMs }) => {
      if (asked.headers['wechatpay-serial'] === undefined)
        throw paramError('Wechatpay-Serial', '敏感字段须注明加密公钥');
      return json(200, createMedIns(ledger, bodyOf(asked), keys.platformPrivateKey, nowMs));
    },
  },
  {
    method: 'GET',
    path: /^\/v3\/med-ins\/orders\/out-trade-no\/([^/]+)$/,
    operation: 'queryMedIns',
    run: ({ ledger }, { named }) => json(200, queryMedIns(medInsByTradeNo(ledger, named))),
  },
  {
    method: 'GET',
    path: /^\/v3\/med-ins\/orders\/mix-trade-no\/([^/]+)$/,
    operation: 'queryMedIns',
    run: ({ ledger }, { named }) => json(200, queryMedIns(ledger.medIns.get(named))),
  },
  {
    method: 'POST',
    path: /^\/v3\/med-ins\/refunds\/notify$/,
    operation: 'medInsRefund',
    run: ({ ledger }, { asked }) => {
      tellMedInsRefund(ledger, asked.query.get('mix_trade_no'), bodyOf(asked));
      return { status: 204 };
    },
  },
];
