/** Success and failure as both server SDKs read them: always HTTP 200, the difference is a `code`. */
import { randomUUID } from 'node:crypto';
import { EngineError } from '../database/engine';

export type Envelope = { requestId: string; code?: string; message?: string; [field: string]: unknown };
export type Log = (line: string) => void;

/** Codes and texts for anything that went wrong; surprises are logged with their stack. */
export function failure(error: unknown, requestId: string, log: Log): Envelope & { code: string; message: string } {
  if (error instanceof EngineError) return { code: error.code, message: error.message, requestId };
  log(`error ${requestId}: ${error instanceof Error ? error.stack : String(error)}`);
  return { code: 'SYS_ERR', message: `[InternalError] ${(error as Error)?.message ?? String(error)}`, requestId };
}

/** Runs an action and words its outcome. */
export async function answer(log: Log, work: (requestId: string) => Promise<object>): Promise<Envelope> {
  const requestId = randomUUID();
  try {
    return { ...(await work(requestId)), requestId };
  } catch (error) {
    return failure(error, requestId, log);
  }
}

export function invalidParam(message: string): EngineError {
  return new EngineError('INVALID_PARAM', message);
}

/** Reads a field that must be a non-empty string. */
export function text(body: Readonly<Record<string, unknown>>, field: string): string {
  const value = body[field];
  if (typeof value !== 'string' || value === '') throw invalidParam(`${field} must be a non-empty string`);
  return value;
}
