/** Steering calls (`/_pay/…`, `/_tencent/…`, `/_amap/…`) are for tests and the demo: no signature, plain JSON. */
import { type Answer, type Asked, json } from './httpServer';

/** A steering call that makes no sense: it must fail loudly, or a test would believe it had steered. */
export class SteeringError extends Error {}

/** The body as an object holding only the fields of `known`. */
export function steeringBody<Key extends string>(asked: Asked, known: readonly Key[]): Partial<Record<Key, unknown>> {
  let body: unknown;
  try {
    body = JSON.parse(asked.body.toString('utf8') || '{}');
  } catch {
    throw new SteeringError('the body is not JSON');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new SteeringError('the body is not an object');
  assertKnown(body, known);
  return body as Partial<Record<Key, unknown>>;
}

export function assertKnown(steering: object, known: readonly string[]): void {
  const unknown = Object.keys(steering).filter((key) => !known.includes(key));
  if (unknown.length > 0) throw new SteeringError(`unknown: ${unknown.join(', ')}; known: ${known.join(', ')}`);
}

/** Runs a steering call; a `SteeringError` becomes a 400 that says what was wrong. */
export async function steered(call: () => Promise<Answer> | Answer): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof SteeringError) return json(400, { message: error.message });
    throw error;
  }
}
