import { requestFailed } from '../refusals';
import type { ValueTest } from './predicate';

/** A mask is a non-negative whole number or a list of bit positions. */
function maskOf(operand: unknown): bigint {
  const positions = Array.isArray(operand) ? (operand as unknown[]) : undefined;
  const numbers = positions ?? [operand];
  if (!numbers.every((number) => Number.isSafeInteger(number) && (number as number) >= 0)) {
    throw requestFailed('bit masks are whole numbers or lists of bit positions');
  }
  if (!positions) return BigInt(operand as number);
  return positions.reduce<bigint>((mask, position) => mask | (1n << BigInt(position as number)), 0n);
}

const onBits = (operand: unknown, accepts: (bits: bigint, mask: bigint) => boolean): ValueTest => {
  const mask = maskOf(operand);
  return (value) => Number.isSafeInteger(value) && accepts(BigInt(value as number) & mask, mask);
};

export const allBitsSet = (operand: unknown) => onBits(operand, (bits, mask) => bits === mask);
export const anyBitSet = (operand: unknown) => onBits(operand, (bits) => bits !== 0n);
export const allBitsClear = (operand: unknown) => onBits(operand, (bits) => bits === 0n);
export const anyBitClear = (operand: unknown) => onBits(operand, (bits, mask) => bits !== mask);
