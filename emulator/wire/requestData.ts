/** What a rule sees as `request.data`. */
import type { Doc } from '../database/engine';
import { UNKNOWN } from '../rules/evaluate';

function put(target: Doc, path: readonly string[], value: unknown): void {
  const [field, ...rest] = path;
  if (field === undefined) return;
  if (rest.length === 0) {
    target[field] = value;
    return;
  }
  const inner = target[field];
  const next: Doc = inner !== null && typeof inner === 'object' && !Array.isArray(inner) ? { ...(inner as Doc) } : {};
  target[field] = next;
  put(next, rest, value);
}

/**
 * Plain data as it is. Of operators only `$set` says what a field becomes; fields that others change are present but
 * not known, so a rule about them refuses.
 */
export function requestDataOf(data: Doc): Doc {
  if (!Object.keys(data).some((key) => key.startsWith('$'))) return data;
  const result: Doc = {};
  for (const [operator, fields] of Object.entries(data)) {
    for (const [field, value] of Object.entries((fields ?? {}) as Doc)) {
      put(result, field.split('.'), operator === '$set' ? value : UNKNOWN);
      // A rename changes the field it names as well.
      if (operator === '$rename' && typeof value === 'string') put(result, value.split('.'), UNKNOWN);
    }
  }
  return result;
}
