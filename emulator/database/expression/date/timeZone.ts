import { requestFailed } from '../../refusals';
import type { Expression, Scope } from '../expression';
import { constantOf } from '../language/constant';
import { isNullish } from '../language/nullish';
import { typeName } from '../../values/typeName';
import { namedZone } from './namedZone';

/** How far local time is ahead of UTC. */
export interface TimeZone {
  /** A text that names its own zone may only be read where no other zone is given. */
  readonly isUtc: boolean;
  offsetMs(utcMs: number): number;
}

const fixed = (offset: number): TimeZone => ({ isUtc: offset === 0, offsetMs: () => offset });

export const utc: TimeZone = fixed(0);

const offsetForm = /^([+-])(\d{2})(?::?(\d{2}))?$/;
const known = new Map<string, TimeZone>();

function zoneOf(id: string): TimeZone {
  if (id === 'UTC') return utc;
  const offset = offsetForm.exec(id);
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
    return fixed((offset[1] === '-' ? -1 : 1) * minutes * 60_000);
  }
  const offsetMs = namedZone(id);
  if (!offsetMs) throw requestFailed(`unrecognized time zone identifier: "${id}"`);
  return { isUtc: false, offsetMs };
}

/** An Olson identifier or `+hh`, `+hhmm`, `+hh:mm`. */
export function timeZone(id: string): TimeZone {
  let zone = known.get(id);
  if (!zone) known.set(id, (zone = zoneOf(id)));
  return zone;
}

function evaluatedZone(id: unknown): TimeZone | undefined {
  if (isNullish(id)) return undefined;
  if (typeof id !== 'string') throw requestFailed(`timezone must evaluate to a string, found ${typeName(id)}`);
  return timeZone(id);
}

/** The zone of a `timezone` argument: UTC when there is none, undefined when it is null. */
export function zoneArgument(expression: Expression | undefined): (scope: Scope) => TimeZone | undefined {
  if (!expression) return () => utc;
  const constant = constantOf(expression);
  if (!constant) return (scope) => evaluatedZone(expression(scope));
  const zone = evaluatedZone(constant.value);
  return () => zone;
}

/**
 * The moment at which a clock on the wall shows `localMs`. A time that summer time skips counts on from before the jump.
 * Of a time the clock shows twice it is the first in zones behind UTC and the second in those ahead of it.
 */
export function utcFromLocal(localMs: number, zone: TimeZone): number {
  const first = zone.offsetMs(localMs);
  const second = zone.offsetMs(localMs - first);
  const settled = first !== second && zone.offsetMs(localMs - second) === second;
  return localMs - (settled ? second : first);
}
