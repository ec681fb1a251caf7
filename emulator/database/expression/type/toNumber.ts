import { requestFailed } from '../../refusals';
import { typeName } from '../../values/typeName';
import { ConversionFailure } from './conversionFailure';

const suffix = 'in $convert with no onError value';

const unsupported = (value: unknown, target: string) =>
  new ConversionFailure(`Unsupported conversion from ${typeName(value)} to ${target} ${suffix}`);

const decimalText = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const endlessText = /^([+-]?)inf(?:inity)?$/i;

const unparsable = (text: string, reason: string) =>
  new ConversionFailure(`Failed to parse number '${text}' ${suffix}: ${reason}`);

function assertDecimalDigits(text: string): void {
  if (text.startsWith('0x')) throw new ConversionFailure(`Illegal hexadecimal input ${suffix}: ${text}`);
  if (text === '') throw unparsable(text, 'Empty string');
}

function parseDouble(text: string): number {
  assertDecimalDigits(text);
  if (decimalText.test(text)) return Number(text);
  const endless = endlessText.exec(text);
  if (endless) return endless[1] === '-' ? -Infinity : Infinity;
  if (/^[+-]?nan$/i.test(text)) return NaN;
  throw unparsable(text, /^[+-]?\.?\d/.test(text) ? 'Did not consume whole string.' : 'Did not consume any digits');
}

function parseInteger(text: string, bits: number): number {
  assertDecimalDigits(text);
  if (!/^[+-]?\d+$/.test(text)) {
    throw unparsable(text, /^[+-]?\d/.test(text) ? 'Did not consume whole string.' : 'Did not consume any digits');
  }
  const exact = BigInt(text.replace('+', ''));
  if (exact !== BigInt.asIntN(bits, exact)) throw unparsable(text, 'Overflow');
  const value = Number(exact);
  // Beyond 2^53 numbers here cannot hold every integer: better refused than slightly wrong.
  if (BigInt(value) !== exact) throw requestFailed(`this database cannot hold the integer ${text} exactly`);
  return value;
}

function cut(value: number, bits: number): number {
  if (Number.isNaN(value)) throw new ConversionFailure(`Attempt to convert NaN value to integer type ${suffix}`);
  if (!Number.isFinite(value)) {
    throw new ConversionFailure(`Attempt to convert infinity value to integer type ${suffix}`);
  }
  const whole = Math.trunc(value);
  if (whole >= 2 ** (bits - 1) || whole < -(2 ** (bits - 1))) {
    throw new ConversionFailure(`Conversion would overflow target type ${suffix}: ${value}`);
  }
  return whole;
}

export function toDouble(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'string') return parseDouble(value);
  if (value instanceof Date) return value.getTime();
  throw unsupported(value, 'double');
}

export function toInt(value: unknown): number {
  if (typeof value === 'number') return cut(value, 32);
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'string') return parseInteger(value, 32);
  throw unsupported(value, 'int');
}

export function toLong(value: unknown): number {
  if (typeof value === 'number') return cut(value, 64);
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'string') return parseInteger(value, 64);
  if (value instanceof Date) return value.getTime();
  throw unsupported(value, 'long');
}
