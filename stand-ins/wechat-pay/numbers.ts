/** WeChat Pay's own numbers: transactions, refunds. */
import { randomInt } from 'node:crypto';
import { digitsOf } from '../beijingTime';

/** A prefix, the date, chance: 28 digits in all. */
export function newNumber(prefix: string, nowMs: number): string {
  const head = `${prefix}${digitsOf(nowMs).slice(0, 8)}`;
  const chance = Array.from({ length: 28 - head.length }, () => randomInt(10)).join('');
  return head + chance;
}
