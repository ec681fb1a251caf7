import { requestFailed } from '../refusals';
import { shown } from '../values/shown';
import type { ValueTest } from './predicate';

/** https://www.mongodb.com/docs/v4.4/reference/operator/query-bitwise/ */

const int32Max = 0x7fffffff;

function bitAt(position: unknown): bigint {
  if (typeof position !== 'number' || (!Number.isNaN(position) && !Number.isInteger(position))) {
    throw requestFailed(`bit positions must be an integer but got: ${shown(position)}`);
  }
  if (Number.isNaN(position)) throw requestFailed('bit positions cannot take a NaN: NaN');
  if (position > int32Max) {
    throw requestFailed(`bit positions cannot be represented as a 32-bit signed integer: ${position}`);
  }
  if (position < 0) throw requestFailed(`bit positions must be >= 0 but got: ${position}`);
  // A stored integer has 64 bits; those beyond the last are all like its sign.
  return 1n << BigInt(Math.min(position, 63));
}

/** A mask is a non-negative whole number or a list of bit positions. */
function maskOf(operand: unknown, name: string): bigint {
  if (Array.isArray(operand)) return operand.reduce<bigint>((mask, position) => mask | bitAt(position), 0n);
  if (typeof operand !== 'number') {
    throw requestFailed(`${name} takes an Array, a number, or a BinData but received: ${shown(operand)}`);
  }
  if (!Number.isInteger(operand)) throw requestFailed(`Expected an integer: ${name}: ${operand}`);
  if (operand < 0) throw requestFailed(`Expected a positive number in: ${name}: ${operand}`);
  if (operand >= 2 ** 63) throw requestFailed(`Cannot represent as a 64-bit integer: ${name}: ${operand}`);
  return BigInt(operand);
}

/** Only whole numbers that fit 64 bits have bits. */
const hasBits = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= -(2 ** 63) && (value as number) < 2 ** 63;

function onBits(operand: unknown, name: string, accepts: (bits: bigint, mask: bigint) => boolean): ValueTest {
  const mask = maskOf(operand, name);
  return (value) => hasBits(value) && accepts(BigInt(value) & mask, mask);
}

export const allBitsSet = (operand: unknown) => onBits(operand, '$bitsAllSet', (bits, mask) => bits === mask);
export const anyBitSet = (operand: unknown) => onBits(operand, '$bitsAnySet', (bits) => bits !== 0n);
export const allBitsClear = (operand: unknown) => onBits(operand, '$bitsAllClear', (bits) => bits === 0n);
export const anyBitClear = (operand: unknown) => onBits(operand, '$bitsAnyClear', (bits, mask) => bits !== mask);
