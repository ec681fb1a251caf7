import { parseDate } from '../date/parseDate';
import { utc } from '../date/timeZone';
import { isInteger32 } from '../language/integer';
import { isTrue } from '../language/truth';
import { typeName } from '../../values/typeName';
import { ConversionFailure } from './conversionFailure';
import { numberText } from './numberText';
import { toLong } from './toNumber';

const suffix = 'in $convert with no onError value';

const unsupported = (value: unknown, target: string) =>
  new ConversionFailure(`Unsupported conversion from ${typeName(value)} to ${target} ${suffix}`);

/** Everything has a truth: arrays, objects and every text, even the empty one, are true. */
export const toBool = (value: unknown): boolean => isTrue(value);

export function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  throw unsupported(value, 'string');
}

/** Of numbers, only those too large for 32 bits or with a fraction: MongoDB does not convert an int. */
export function toDate(value: unknown): Date {
  if (value instanceof Date) return value;
  if (typeof value === 'string') return parseDate(value, utc);
  if (typeof value === 'number' && !isInteger32(value)) return new Date(toLong(value));
  throw unsupported(value, 'date');
}

/** Object ids are their 24 hexadecimal digits here, as the platform's documents show them. */
export function toObjectId(value: unknown): string {
  if (typeof value !== 'string') throw unsupported(value, 'objectId');
  const complain = (reason: string) =>
    new ConversionFailure(`Failed to parse objectId '${value}' ${suffix}: ${reason}`);
  if (value.length !== 24) {
    throw complain(`Invalid string length for parsing to OID, expected 24 but found ${value.length}`);
  }
  const strange = /[^0-9a-fA-F]/.exec(value);
  if (strange) throw complain(`Invalid character found in hex string: '${strange[0]}'`);
  return value.toLowerCase();
}
