/** Which part of the emulator answers which path. */
import { answerAuth } from './auth/endpoints';
import { createTicket } from './auth/ticket';
import type { Keys } from './auth/keys';
import type { HttpRoutes } from './http-routes/route';
import type { Platform } from './platform';
import type { Handler } from './server';
import { handleSteer } from './steer/handleSteer';
import type { SteerContext } from './steer/steer';
import { answerCos } from './storage/cos';
import type { Timers } from './timers/timers';
import { answerAdmin } from './wire/admin';
import { answerGateway } from './wire/gateway';
import { headerOf, jsonReply, type Reply, type Request } from './wire/message';
import { answerWeb } from './wire/web';
import type { Stats } from './wire/counters';

export interface Outlets {
  readonly platform: Platform;
  readonly keys: Keys;
  readonly timers: Timers;
  readonly httpRoutes: HttpRoutes;
  readonly stats: () => Stats;
}

function steerContext({ platform, keys, timers, stats }: Outlets): SteerContext {
  const { appid, clock, host, openApi } = platform;
  return {
    appid,
    clock,
    timers,
    host,
    openApi,
    stats,
    createTicket: (uid, options) => createTicket(keys, uid, options),
  };
}

async function steer(outlets: Outlets, request: Request): Promise<Reply> {
  let body: unknown;
  try {
    body = request.body.length > 0 ? JSON.parse(request.body.toString('utf8')) : undefined;
  } catch {
    return jsonReply(400, { error: 'the body is not JSON' });
  }
  const { method, path, query, clientIp } = request;
  const answer = await handleSteer({ method, path, query, body, remoteAddress: clientIp }, steerContext(outlets));
  return jsonReply(answer.status, answer.json);
}

async function others(outlets: Outlets, request: Request): Promise<Reply> {
  const route = outlets.httpRoutes.findRoute(request.path);
  if (route) return outlets.httpRoutes.answer(route, request);
  return jsonReply(404, {
    code: 'NOT_FOUND',
    message: `the emulator serves nothing at ${request.method} ${request.path}`,
  });
}

export function routesOf(outlets: Outlets): Handler {
  const { platform } = outlets;
  return async (request) => {
    const { method, path } = request;
    if (path === '/admin' && method === 'POST') return answerAdmin(platform, request);
    if (path === '/web' && method === 'POST') return answerWeb(platform, request);
    if (path.startsWith('/v1/')) return answerGateway(platform, request);
    if (path.startsWith('/auth/v1/')) return answerAuth(platform.sessions, request);
    if (path.startsWith('/cos/')) return answerCos(platform.storage, request);
    if (path.startsWith('/_emulator/')) return steer(outlets, request);
    if (path === '/' && method === 'POST' && headerOf(request, 'x-tc-action'))
      return platform.controlPlane.answer(request);
    return others(outlets, request);
  };
}
