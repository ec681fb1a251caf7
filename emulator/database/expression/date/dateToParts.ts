import { requestFailed } from '../../refusals';
import { dateWords, namedArguments } from '../language/named';
import { isNullish } from '../language/nullish';
import type { Operator } from '../language/operator';
import { typeName } from '../../values/typeName';
import { isoDayOfWeek, isoWeek, isoWeekYear } from './calendar';
import { momentOf } from './dateOf';
import { zoneArgument } from './timeZone';

function isoFlag(value: unknown): boolean | undefined {
  if (isNullish(value)) return undefined;
  if (typeof value !== 'boolean') throw requestFailed(`iso8601 must evaluate to a bool, found ${typeName(value)}`);
  return value;
}

function partsOf(localMs: number, iso: boolean) {
  const local = new Date(localMs);
  const clock = {
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    millisecond: local.getUTCMilliseconds(),
  };
  return iso
    ? { isoWeekYear: isoWeekYear(localMs), isoWeek: isoWeek(localMs), isoDayOfWeek: isoDayOfWeek(localMs), ...clock }
    : { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate(), ...clock };
}

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/dateToParts/ */
export const dateToParts: Operator = (name, argument, compiler) => {
  const named = namedArguments(name, argument, dateWords, ['date'], ['timezone', 'iso8601']);
  const date = compiler.compile(named.date);
  const zone = zoneArgument('timezone' in named ? compiler.compile(named.timezone) : undefined);
  const iso8601 = compiler.compile('iso8601' in named ? named.iso8601 : false);
  return (scope) => {
    const value = date(scope);
    const local = zone(scope);
    const iso = isoFlag(iso8601(scope));
    if (!local || iso === undefined || isNullish(value)) return null;
    const utcMs = momentOf(value);
    return partsOf(utcMs + local.offsetMs(utcMs), iso);
  };
};
