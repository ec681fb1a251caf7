/** Documents as a person reads and edits them: plain JSON where JSON says it all, EJSON for the rest. */
import { encode } from '../wire/ejson';

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

const isOrdinaryNumber = (value: number): boolean => Number.isFinite(value) && !Object.is(value, -0);

/** Dates keep their ISO text, so that they can be read; what comes back through `decode` is the same value. */
export function readable(value: unknown): unknown {
  if (typeof value === 'number') return isOrdinaryNumber(value) ? value : encode(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(readable);
  if (value instanceof Date) {
    return Math.abs(value.getTime()) < 2e14 ? { $date: value.toISOString() } : encode(value);
  }
  if (!isPlain(value)) return encode(value);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]) => [key, readable(item)]),
  );
}
