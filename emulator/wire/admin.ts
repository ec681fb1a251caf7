/** `POST /admin`: what functions and scripts send through the server SDKs. No rules apply here. */
import type { Identity } from '../auth/identity';
import { EngineError } from '../database/engine';
import type { Platform } from '../platform';
import { storageOf } from './client';
import { ADMIN_DATABASE, type Body } from './adminDatabase';
import { answer, failure, invalidParam, text, type Envelope } from './envelope';
import { readForm } from './form';
import { callerFromFunction, chainedSource, eventOf, resultOf } from './invoke';
import { headerOf, jsonReply, type Reply, type Request, writtenReply } from './message';
import { STORAGE_ACTIONS } from './storageActions';
import { StoredPage } from './storedText';
import type { TransactionRequest } from './transactionRequests';
import { refuseOutside } from './transactionStrays';

/** Parses a JSON body that must be an object. */
export function jsonBody(request: Request): Body {
  try {
    const body: unknown = JSON.parse(request.body.toString('utf8') || '{}');
    if (body !== null && typeof body === 'object' && !Array.isArray(body)) return body as Body;
  } catch {
    // told below: the SDKs expect the refusal inside an ordinary answer
  }
  throw invalidParam('the body must be a JSON object');
}

/** Which step of a transaction a request is, and when its client made it. */
function transactionRequestOf(request: Request, action: string, body: Body): TransactionRequest {
  const stamp = Number(headerOf(request, 'x-client-timestamp'));
  const isEnd = action === 'database.commitTransaction' || action === 'database.abortTransaction';
  return {
    step: action === 'database.startTransaction' ? 'start' : isEnd ? 'end' : 'operation',
    transactionId: typeof body.transactionId === 'string' ? body.transactionId : undefined,
    madeAtMs: stamp > 0 ? stamp : undefined,
    seqId: request.query.get('seqId') ?? undefined,
  };
}

async function databaseAction(platform: Platform, request: Request, action: string, body: Body): Promise<object> {
  const run = ADMIN_DATABASE.get(action);
  if (!run) throw invalidParam(`the emulator does not know the action ${action}`);
  const { tcb_sessionToken: token } = body;
  const about = `${String(body.collectionName ?? '')}${body.transactionId ? ' (in)' : ''}`.trim();
  platform.counters.countDatabase(action, platform.host.callInProgress(String(token ?? ''))?.name, about);
  refuseOutside(action, body);
  const result = await platform.transactionRequests.carryOut(transactionRequestOf(request, action, body), () =>
    run(platform.engine, body, platform.clock.now),
  );
  platform.strays.notice(action, body, result);
  return result;
}

async function invokeFunction(platform: Platform, request: Request, body: Body): Promise<object> {
  const resultJson = await resultOf(platform.host, {
    name: text(body, 'function_name'),
    event: eventOf(body.request_data),
    caller: callerFromFunction(request.clientIp),
    source: chainedSource(headerOf(request, 'x-tcb-source')),
  });
  return { data: { response_data: resultJson } };
}

/** The older way to WeChat's open API; the newer one is a form. */
function callWechat(platform: Platform, { apiName, requestData, tcb_sessionToken: token }: Body): object {
  if (requestData !== undefined && typeof requestData !== 'string') throw invalidParam('requestData must be a text');
  const responseData = platform.openApi.callJson(text({ apiName }, 'apiName'), requestData ?? '', String(token ?? ''));
  return { data: { responseData } };
}

async function act(platform: Platform, request: Request): Promise<object> {
  const body = jsonBody(request);
  const action = text(body, 'action');
  if (action.startsWith('database.')) return databaseAction(platform, request, action, body);
  if (action === 'functions.invokeFunction') return invokeFunction(platform, request, body);
  if (action === 'wx.api') return callWechat(platform, body);
  const storageAction = STORAGE_ACTIONS.get(action);
  if (!storageAction) throw invalidParam(`the emulator does not know the action ${action}`);
  if (action === 'storage.getFileAuthority') {
    return storageAction(storageOf(platform, userNamedIn(body), request.origin), body);
  }
  return storageAction({ storage: platform.storage, origin: request.origin, guard: async () => true }, body);
}

/** A function may ask what its caller is allowed: it names the user, and is believed. */
function userNamedIn({ uid, openId, loginType }: Body): Identity | undefined {
  if (!uid && !openId) return undefined;
  return {
    uid: String(uid || openId),
    loginType: loginType === 'ANONYMOUS' || loginType === 'CUSTOM' ? loginType : 'WECHAT',
    ...(openId ? { openid: String(openId) } : {}),
  };
}

/** Open API and pay calls: the answer is theirs, byte for byte, and must not look like an envelope. */
async function answerForm(platform: Platform, request: Request): Promise<Reply> {
  try {
    const { fields } = await readForm(request.headers, request.body);
    const action = fields.get('action')?.toString('utf8') ?? '';
    if (!action.startsWith('wx.')) throw new EngineError('INVALID_PARAM', `the emulator does not know ${action}`);
    const { contentType, body } = await platform.openApi.handleOpenApi(fields);
    return { status: 200, headers: { 'content-type': contentType }, body };
  } catch (error) {
    return jsonReply(200, failure(error, 'multipart', platform.log));
  }
}

export async function answerAdmin(platform: Platform, request: Request): Promise<Reply> {
  if (headerOf(request, 'content-type')?.startsWith('multipart/form-data')) return answerForm(platform, request);
  const envelope: Envelope = await answer(platform.log, () => act(platform, request));
  const { data, requestId } = envelope;
  return data instanceof StoredPage ? writtenReply(data.answer(requestId)) : jsonReply(200, envelope);
}
