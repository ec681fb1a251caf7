import { requestFailed } from '../refusals';
import { patternOf, patternOfRegExp } from './pattern';

/** bson's wrappers that a wire parser may leave behind, by their tag, so that this file needs no bson. */
interface Wrapped {
  readonly _bsontype: string;
  toHexString?(): string;
  readonly pattern?: string;
  readonly options?: string;
}

/** A 64-bit integer that a JavaScript number cannot hold would come back as another one. */
function exactNumber(value: { toString(): string }): number {
  const number = Number(value.toString());
  if (Number.isInteger(number) && String(BigInt(number)) !== value.toString()) {
    throw requestFailed(`the emulator cannot hold the integer ${value.toString()} exactly`);
  }
  return number;
}

function unwrap(value: Wrapped): unknown {
  switch (value._bsontype) {
    case 'ObjectId': // the platform answers object ids as plain strings
      return value.toHexString?.();
    case 'Int32':
    case 'Double':
    case 'Long':
      return exactNumber(value);
    case 'BSONRegExp':
      return patternOf(value.pattern ?? '', value.options);
    default:
      throw requestFailed(`unsupported value type ${value._bsontype}`);
  }
}

const isServerDate = (names: readonly string[]) => names.length === 1 && names[0] === '$tcb_server_date';

function serverDate(argument: unknown, now: number): Date {
  const offset = (argument as { offset?: unknown } | null)?.offset ?? 0;
  const offsetMs = Number(plain(offset, now));
  if (!Number.isFinite(offsetMs)) throw requestFailed('$tcb_server_date needs a number of milliseconds as offset');
  return new Date(now + offsetMs);
}

/** BSON goes no deeper. */
const maxDepth = 200;

/**
 * A private copy of what a caller sent, made of the engine's own values only: `undefined` fields are dropped, bson's
 * wrappers undone, `$tcb_server_date` replaced by the clock plus its offset.
 */
export function plain(value: unknown, now: number, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'function' || typeof value === 'symbol')
      throw requestFailed(`unsupported value ${typeof value}`);
    return typeof value === 'bigint' ? exactNumber(value) : value;
  }
  if (depth > maxDepth) throw requestFailed(`BSONObj exceeds maximum nested object depth: ${maxDepth}`);
  if (Array.isArray(value)) return value.map((element) => plain(element, now, depth + 1) ?? null);
  if (value instanceof Date) return new Date(value.getTime());
  if (value instanceof RegExp) return patternOfRegExp(value);
  if ('_bsontype' in value && typeof value._bsontype === 'string') return unwrap(value as Wrapped);
  const names = Object.keys(value);
  if (isServerDate(names)) return serverDate((value as Record<string, unknown>)['$tcb_server_date'], now);
  const copy: Record<string, unknown> = {};
  for (const name of names) {
    if (name === '__proto__') throw requestFailed("field name '__proto__' is not allowed");
    const part = (value as Record<string, unknown>)[name];
    if (part !== undefined) copy[name] = plain(part, now, depth + 1);
  }
  return copy;
}

export const plainDoc = (value: Record<string, unknown>, now: number) => plain(value, now) as Record<string, unknown>;
