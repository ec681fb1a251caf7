/** `/v1/*`: the browser's default dialect. Success is the bare result, failure an HTTP status with a code. */
import { randomUUID } from 'node:crypto';
import { EngineError } from '../database/engine';
import type { Platform } from '../platform';
import { callFromClient } from './clientFunction';
import { identityOfRequest } from './client';
import { failure } from './envelope';
import { gatewayDatabase } from './gatewayDatabase';
import { gatewayStorage } from './gatewayStorage';
import { headerOf, jsonReply, type Reply, type Request } from './message';

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

export function statusOf(code: string): number {
  if (code === 'ACCESS_TOKEN_EXPIRED') return 401;
  if (code.endsWith('PERMISSION_DENIED')) return 403;
  if (code === 'NOT_FOUND' || code.endsWith('_NOT_FOUND') || code.endsWith('_NOT_EXIST')) return 404;
  return code === 'SYS_ERR' ? 500 : 400;
}

/** The text of the JSON result. */
async function resultJson(platform: Platform, request: Request): Promise<string> {
  const identity = identityOfRequest(platform, request);
  const { path, clientIp } = request;
  if (path.startsWith('/v1/database/')) return JSON.stringify(await gatewayDatabase(platform, identity, request));
  if (path.startsWith('/v1/storages/')) return JSON.stringify(await gatewayStorage(platform, identity, request));
  const [, name] = /^\/v1\/functions\/([^/]+)$/.exec(path) ?? [];
  if (name && request.method === 'POST') {
    return callFromClient(platform, identity, { name, data: request.body.toString('utf8'), clientIp });
  }
  throw new EngineError('NOT_FOUND', `the emulator does not know ${request.method} ${path}`);
}

export async function answerGateway(platform: Platform, request: Request): Promise<Reply> {
  const requestId = headerOf(request, 'x-request-id') ?? randomUUID();
  try {
    return {
      status: 200,
      headers: { ...JSON_TYPE, 'x-request-id': requestId },
      body: await resultJson(platform, request),
    };
  } catch (error) {
    const refusal = failure(error, requestId, platform.log);
    return jsonReply(statusOf(refusal.code), refusal, { 'x-request-id': requestId });
  }
}
