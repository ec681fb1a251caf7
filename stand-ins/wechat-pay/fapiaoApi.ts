/** The `/v3/new-tax-control-fapiao` calls. */
import { json } from '../httpServer';
import { applyForFapiao, configureFapiao, fapiaoFiles, queryFapiao, reverseFapiao } from './fapiao';
import { type Route } from './merchantApi';
import { bodyOf } from './requestBody';

const AT = '\\/v3\\/new-tax-control-fapiao';
const at = (rest: string) => new RegExp(`^${AT}\\/${rest}$`);

export const FAPIAO_ROUTES: Route[] = [
  {
    method: 'PATCH',
    path: at('merchant\\/development-config'),
    operation: 'fapiaoConfig',
    run: ({ ledger }, { asked }) => json(200, configureFapiao(ledger, bodyOf(asked))),
  },
  {
    method: 'POST',
    path: at('fapiao-applications'),
    operation: 'fapiao',
    run: ({ ledger, script }, { asked, nowMs }) => {
      applyForFapiao(ledger, bodyOf(asked), script.fapiao.take(), nowMs);
      return { status: 202 };
    },
  },
  {
    method: 'GET',
    path: at('fapiao-applications\\/([^/]+)'),
    operation: 'queryFapiao',
    run: ({ ledger }, { asked, named }) => json(200, queryFapiao(ledger, named, asked.query.get('fapiao_id'))),
  },
  {
    method: 'POST',
    path: at('fapiao-applications\\/([^/]+)\\/reverse'),
    operation: 'reverseFapiao',
    run: ({ ledger, script }, { asked, named, nowMs }) => {
      reverseFapiao(ledger, named, bodyOf(asked), script.fapiao.take(), nowMs);
      return { status: 202 };
    },
  },
  {
    method: 'GET',
    path: at('fapiao-applications\\/([^/]+)\\/fapiao-files'),
    operation: 'fapiaoFiles',
    run: ({ ledger, url }, { asked, named }) =>
      json(200, fapiaoFiles(ledger, named, asked.query.get('fapiao_id'), url())),
  },
];
