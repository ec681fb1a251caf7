import * as v from 'valibot';
import { Refusal } from '#domain/refusal';

/** The platform adds these two to what a client sends; nothing else is forgiven. */
export function checked<S extends v.GenericSchema>(schema: S, event: unknown): v.InferOutput<S> {
  const { userInfo: _userInfo, tcbContext: _tcbContext, ...asked } = (event ?? {}) as Record<string, unknown>;
  const result = v.safeParse(schema, asked);
  if (result.success) return result.output;
  const fields = result.issues.map((issue) => v.getDotPath(issue) ?? '').slice(0, 5);
  throw new Refusal('BAD_INPUT', { fields });
}
