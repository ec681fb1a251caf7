/** Which part of the emulator answers which path. */
import { answerAuth } from './auth/endpoints';
import { createTicket } from './auth/ticket';
import type { Keys } from './auth/keys';
import { faultyHandler } from './faults/faultyHandler';
import type { HttpRoutes } from './http-routes/route';
import { answerInspector, isInspectorPath } from './inspector/answerInspector';
import type { InspectorContext } from './inspector/context';
import type { Platform } from './platform';
import type { Handler } from './server';
import { handleSteer } from './steer/handleSteer';
import { isForeignPage } from './steer/origin';
import type { SteerContext } from './steer/steer';
import { answerCos } from './storage/cos';
import { answerAdmin } from './wire/admin';
import { answerGateway } from './wire/gateway';
import { headerOf, jsonReply, type Reply, type Request } from './wire/message';
import { answerWeb } from './wire/web';

export interface Outlets extends InspectorContext {
  readonly keys: Keys;
  readonly httpRoutes: HttpRoutes;
}

function steerContext({ platform, keys, timers, stats }: Outlets): SteerContext {
  const { appid, clock, host, openApi, cloudPay, faults } = platform;
  return {
    appid,
    clock,
    timers,
    host,
    openApi,
    cloudPay,
    faults,
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
  const { method, path, query, headers, clientIp: remoteAddress } = request;
  const answer = await handleSteer({ method, path, query, body, headers, remoteAddress }, steerContext(outlets));
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

/** `/admin` and the control plane are for programs that hold a key; here any key will do, so pages must stay outside. */
function isPageAtProgramsDoor(request: Request): boolean {
  return (
    (request.path === '/admin' || request.path === '/') && request.method === 'POST' && isForeignPage(request.headers)
  );
}

/** A stored page opened in the browser must not act as a page of the emulator, which may steer it. */
async function file(platform: Platform, request: Request): Promise<Reply> {
  const reply = await answerCos(platform.storage, request);
  return { ...reply, headers: { ...reply.headers, 'content-security-policy': 'sandbox' } };
}

const isHomePage = ({ httpRoutes }: Outlets, { method, path }: Request): boolean =>
  path === '/' && (method === 'GET' || method === 'HEAD') && !httpRoutes.findRoute('/');

function router(outlets: Outlets): Handler {
  const { platform } = outlets;
  return async (request) => {
    if (isPageAtProgramsDoor(request)) {
      return jsonReply(403, { code: 'PERMISSION_DENIED', message: `not from pages of ${request.headers.origin}` });
    }
    const { method, path } = request;
    if (path === '/admin' && method === 'POST') return answerAdmin(platform, request);
    if (path === '/web' && method === 'POST') return answerWeb(platform, request);
    if (path.startsWith('/v1/')) return answerGateway(platform, request);
    if (path.startsWith('/auth/v1/')) return answerAuth(platform.sessions, request);
    if (path.startsWith('/cos/')) return file(platform, request);
    if (isInspectorPath(path) || isHomePage(outlets, request)) return answerInspector(outlets, request);
    if (path.startsWith('/_emulator/')) return steer(outlets, request);
    if (path === '/' && method === 'POST' && headerOf(request, 'x-tc-action'))
      return platform.controlPlane.answer(request);
    return others(outlets, request);
  };
}

export function routesOf(outlets: Outlets): Handler {
  return faultyHandler(outlets.platform.faults, outlets.platform.engine, router(outlets));
}
