import { type Asked } from '../httpServer';
import { ApiError } from './apiError';

/** The body of a merchant's request: a JSON object, or refused. */
export function bodyOf(asked: Asked): Record<string, unknown> {
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
