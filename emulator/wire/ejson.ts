/**
 * Extended JSON as the platform writes it: canonical on the way out; canonical, relaxed and the SDKs' own tags on the
 * way in. Own code because rows cross here by the thousand; the tests hold it against package `bson`.
 */
import { EngineError } from '../database/engine';
import { patternOf, patternOfRegExp } from '../database/values/pattern';

type Json = { [key: string]: unknown };

/** Server dates become this clock's time plus their offset. */
export type Now = () => number;

/** BSON goes no deeper. */
const MAX_DEPTH = 200;
const INT32_MAX = 2 ** 31 - 1;
const INT32_MIN = -(2 ** 31);

function invalid(message: string): EngineError {
  return new EngineError('INVALID_PARAM', message);
}

/** What a tag holds is a text, or a number where JSON has one; an object here could even refuse to be a text. */
function textOf(content: unknown): string {
  if (typeof content === 'string' || typeof content === 'number') return String(content);
  throw invalid('a tag of Extended JSON must hold a text');
}

function numberOf(value: unknown): number {
  const text = textOf(value);
  const number = text === 'Infinity' ? Infinity : text === '-Infinity' ? -Infinity : Number(text);
  if (Number.isNaN(number) && text !== 'NaN') throw invalid(`not a number: ${text}`);
  return number;
}

function dateOf(value: unknown, now: Now): Date {
  if (typeof value === 'number' || typeof value === 'string') return checkedDate(new Date(value), value);
  const tag = (typeof value === 'object' && value !== null ? value : {}) as Json;
  if ('$numberLong' in tag) return checkedDate(new Date(numberOf(tag.$numberLong)), tag.$numberLong);
  if ('offset' in tag) return serverDate(tag, now);
  throw invalid(`not a date: ${JSON.stringify(value)}`);
}

function checkedDate(date: Date, source: unknown): Date {
  if (Number.isNaN(date.getTime())) throw invalid(`not a date: ${JSON.stringify(source)}`);
  return date;
}

function serverDate(value: unknown, now: Now): Date {
  const offsetMs = decode(((value ?? {}) as Json).offset ?? 0, now);
  return new Date(now() + Number(offsetMs));
}

/** A 64-bit integer that a JavaScript number cannot hold would come back as another one. */
function longOf(value: unknown): number {
  const number = integerOf(value, -(2 ** 63), 2 ** 63);
  if (BigInt(number) !== BigInt(textOf(value))) throw invalid(`the emulator cannot hold ${textOf(value)} exactly`);
  return number;
}

/** The text of an integer within a width, the upper bound excluded. */
function integerOf(value: unknown, least: number, above: number): number {
  const text = textOf(value);
  const number = Number(text);
  if (!/^-?\d+$/.test(text) || number < least || number >= above) throw invalid(`not a number: ${text}`);
  return number;
}

function doubleOf(value: unknown): number {
  const text = textOf(value);
  if (text.trim() === '') throw invalid(`not a number: ${text}`);
  return numberOf(text);
}

/** `{$regex, $options}` and nothing else, both texts. */
const isPlainPattern = (value: Json): value is { $regex: string; $options?: string } =>
  typeof value.$regex === 'string' &&
  (value.$options === undefined || typeof value.$options === 'string') &&
  Object.keys(value).every((name) => name === '$regex' || name === '$options');

/** Tags the SDKs send; a value is a tag only when its first key is one of these. */
function decodeTag(key: string, value: Json, now: Now): { value: unknown } | undefined {
  const content = value[key];
  switch (key) {
    case '$numberInt':
      return { value: integerOf(content, -(2 ** 31), 2 ** 31) };
    case '$numberLong':
      return { value: longOf(content) };
    case '$numberDouble':
      return { value: doubleOf(content) };
    case '$date':
      return { value: dateOf(content, now) };
    case '$oid':
      return { value: textOf(content) };
    case '$tcb_server_date':
      return { value: serverDate(content, now) };
    case '$regularExpression': {
      const { pattern, options } = (content ?? {}) as Json;
      if (typeof pattern !== 'string') throw invalid('a regular expression needs a pattern');
      return { value: patternOf(pattern, options === undefined ? '' : textOf(options)) };
    }
    case '$regex':
      // With other operators beside it `$regex` stays an operator of the query.
      return isPlainPattern(value) ? { value: patternOf(value.$regex, value.$options ?? '') } : undefined;
    case '$numberDecimal':
    case '$binary':
    case '$uuid':
    case '$timestamp':
    case '$minKey':
    case '$maxKey':
    case '$symbol':
    case '$code':
    case '$dbPointer':
    case '$undefined':
      throw invalid(`the emulator does not store values of type ${key}`);
    default:
      return undefined;
  }
}

/** Turns parsed JSON into JavaScript values. */
export function decode(value: unknown, now: Now, depth = 0): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (depth > MAX_DEPTH) throw invalid(`a value must not be nested deeper than ${MAX_DEPTH} levels`);
  if (Array.isArray(value)) return value.map((item) => decode(item, now, depth + 1));
  const source = value as Json;
  const keys = Object.keys(source);
  const first = keys[0];
  if (first?.startsWith('$')) {
    const tag = decodeTag(first, source, now);
    if (tag) return tag.value;
  }
  const result: Json = {};
  for (const key of keys) {
    // Plain assignment would let a field of this name change the object's prototype.
    if (key === '__proto__') throw invalid('a field must not be called __proto__');
    result[key] = decode(source[key], now, depth + 1);
  }
  return result;
}

/** Parses one of the SDK's EJSON strings. */
export function decodeText(text: unknown, now: Now): unknown {
  if (typeof text !== 'string') return decode(text, now);
  try {
    return decode(JSON.parse(text), now);
  } catch (error) {
    if (error instanceof EngineError) throw error;
    throw invalid(`not EJSON: ${(error as Error).message}`);
  }
}

function encodeNumber(value: number): unknown {
  if (Number.isInteger(value) && !Object.is(value, -0)) {
    if (value >= INT32_MIN && value <= INT32_MAX) return { $numberInt: String(value) };
    if (Math.abs(value) < 2 ** 63) return { $numberLong: BigInt(value).toString() };
  }
  return { $numberDouble: Object.is(value, -0) ? '-0.0' : Number.isInteger(value) ? value.toFixed(1) : String(value) };
}

function encodePattern(value: RegExp): unknown {
  const { pattern, options } = patternOfRegExp(value);
  return { $regularExpression: { pattern, options } };
}

function encodeDate(value: Date): unknown {
  return { $date: { $numberLong: String(value.getTime()) } };
}

/** JavaScript values as canonical EJSON; `undefined` fields vanish. */
export function encode(value: unknown): unknown {
  if (typeof value === 'number') return encodeNumber(value);
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Date) return encodeDate(value);
  if (value instanceof RegExp) return encodePattern(value);
  if (Array.isArray(value)) return value.map(encode);
  const result: Json = {};
  for (const [key, item] of Object.entries(value)) if (item !== undefined) result[key] = encode(item);
  return result;
}

export function encodeText(value: unknown): string {
  return JSON.stringify(encode(value));
}

/** What browsers read: plain numbers, dates as `{"$date": ms}`. */
export function encodeRelaxed(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Date) return { $date: value.getTime() };
  if (value instanceof RegExp) return encodePattern(value);
  if (Array.isArray(value)) return value.map(encodeRelaxed);
  const result: Json = {};
  for (const [key, item] of Object.entries(value)) if (item !== undefined) result[key] = encodeRelaxed(item);
  return result;
}
