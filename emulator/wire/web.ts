/** `POST /web`: js-sdk's CLOUD_API dialect. The access token travels in the body. */
import type { Identity } from '../auth/identity';
import type { Platform } from '../platform';
import { jsonBody } from './admin';
import type { Body } from './adminDatabase';
import { callFromClient } from './clientFunction';
import { databaseOf, identityOfToken, storageOf } from './client';
import { answer, invalidParam, text } from './envelope';
import { jsonReply, type Reply, type Request } from './message';
import { STORAGE_ACTIONS } from './storageActions';
import { refuseOutside } from './transactionStrays';
import { WEB_DATABASE } from './webDatabase';
import { EngineError } from '../database/engine';

async function databaseAction(platform: Platform, identity: Identity | undefined, body: Body): Promise<object> {
  const action = text(body, 'action');
  platform.counters.countDatabase(action);
  switch (action) {
    case 'database.startTransaction':
      return { transactionId: platform.engine.startTransaction() };
    case 'database.commitTransaction':
      await platform.engine.commit(text(body, 'transactionId'));
      return {};
    case 'database.abortTransaction':
      await platform.engine.abort(text(body, 'transactionId'));
      return {};
  }
  const run = WEB_DATABASE.get(action);
  if (!run) throw invalidParam(`the emulator does not know the action ${action}`);
  refuseOutside(action, body);
  return run(databaseOf(platform, identity), body, platform.clock.now);
}

/** The proof of identity for the WebSocket, and where it listens. */
function watchSign(platform: Platform, identity: Identity | undefined, origin: string): object {
  if (!identity) throw new EngineError('CHECK_LOGIN_FAILED', 'watch() needs a signed-in user');
  const signStr = platform.sessions.watchSignature(identity);
  const wsUrl = `${origin.replace(/^http/, 'ws')}/ws`;
  return { data: { signStr, wsUrl, secretVersion: '1', envId: platform.envId } };
}

async function act(platform: Platform, request: Request): Promise<object> {
  const body = jsonBody(request);
  const action = text(body, 'action');
  const identity = identityOfToken(platform, body.access_token);
  if (action.startsWith('database.')) return databaseAction(platform, identity, body);
  if (action === 'auth.wsWebSign') return watchSign(platform, identity, request.origin);
  if (action === 'functions.invokeFunction') {
    const call = { name: text(body, 'function_name'), data: body.request_data, clientIp: request.clientIp };
    return { data: { response_data: await callFromClient(platform, identity, call) } };
  }
  const storageAction = STORAGE_ACTIONS.get(action);
  if (!storageAction) throw invalidParam(`the emulator does not know the action ${action}`);
  return storageAction(storageOf(platform, identity, request.origin), body);
}

export async function answerWeb(platform: Platform, request: Request): Promise<Reply> {
  return jsonReply(200, await answer(platform.log, () => act(platform, request)));
}
