import { requestFailed } from '../../refusals';
import type { Expression, Scope } from '../expression';
import { dateWords, namedArguments } from '../language/named';
import { isNullish } from '../language/nullish';
import type { Operator } from '../language/operator';
import { shown } from '../language/shown';
import { typeName } from '../../values/typeName';
import { localTime, localTimeOfIsoWeek } from './calendar';
import { utcFromLocal, zoneArgument } from './timeZone';

const natural = ['year', 'month', 'day'] as const;
const iso = ['isoWeekYear', 'isoWeek', 'isoDayOfWeek'] as const;
const clock = ['hour', 'minute', 'second', 'millisecond'] as const;
type Part = (typeof natural)[number] | (typeof iso)[number] | (typeof clock)[number];

/** Parts that may run over, within these bounds; seconds and milliseconds have none. */
const bounded = new Set<Part>(['month', 'day', 'isoWeek', 'isoDayOfWeek', 'hour', 'minute']);
const leastPart = -32768;
const mostPart = 32767;

const words = { ...dateWords, notObject: () => '$dateFromParts only supports an object as its argument' };

/** The number of one part; undefined when it is null or missing. */
function partOf(part: Part, value: unknown): number | undefined {
  if (isNullish(value)) return undefined;
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
    throw requestFailed(`'${part}' must evaluate to an integer, found ${typeName(value)} with value ${shown(value)}`);
  }
  if (bounded.has(part) && (value < leastPart || value > mostPart)) {
    throw requestFailed(
      `'${part}' must evaluate to a value in the range [${leastPart}, ${mostPart}]; value ${value} is not in range`,
    );
  }
  if ((part === 'year' || part === 'isoWeekYear') && (value < 1 || value > 9999)) {
    throw requestFailed(`'${part}' must evaluate to an integer in the range 1 to 9999, found ${value}`);
  }
  return value;
}

function assertOneCalendar(given: Partial<Record<Part, unknown>>): void {
  const has = (part: Part) => part in given;
  if (!has('year') && !has('isoWeekYear')) {
    throw requestFailed("$dateFromParts requires either 'year' or 'isoWeekYear' to be present");
  }
  if (has('year') && iso.some(has)) {
    throw requestFailed('$dateFromParts does not allow mixing natural dates with ISO dates');
  }
  if (has('isoWeekYear') && natural.some(has)) {
    throw requestFailed('$dateFromParts does not allow mixing ISO dates with natural dates');
  }
}

/**
 * The wall clock's milliseconds; undefined when a part is null. Month and day default to 1, the clock to 0.
 * Parts are judged in MongoDB's order: clock first.
 */
function localOf(parts: Partial<Record<Part, Expression>>, scope: Scope): number | undefined {
  const values: Partial<Record<Part, number>> = {};
  for (const part of [...clock, ...natural, ...iso]) {
    const expression = parts[part];
    if (!expression) continue;
    const value = partOf(part, expression(scope));
    if (value === undefined) return undefined;
    values[part] = value;
  }
  const { hour = 0, minute = 0, second = 0, millisecond = 0 } = values;
  const sinceMidnightMs = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
  if (values.year !== undefined) return localTime(values.year, values.month ?? 1, values.day ?? 1, sinceMidnightMs);
  return localTimeOfIsoWeek(values.isoWeekYear ?? 1, values.isoWeek ?? 1, values.isoDayOfWeek ?? 1, sinceMidnightMs);
}

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/dateFromParts/ Parts may run over (month 14). */
export const dateFromParts: Operator = (name, argument, compiler) => {
  const all = [...natural, ...iso, ...clock];
  const named = namedArguments<Part | 'timezone'>(name, argument, words, [], [...all, 'timezone']);
  assertOneCalendar(named);
  const parts: Partial<Record<Part, Expression>> = {};
  for (const part of all) if (part in named) parts[part] = compiler.compile(named[part]);
  const zone = zoneArgument('timezone' in named ? compiler.compile(named.timezone) : undefined);
  return (scope) => {
    const localMs = localOf(parts, scope);
    const local = zone(scope);
    if (localMs === undefined || !local) return null;
    const date = new Date(utcFromLocal(localMs, local));
    if (Number.isNaN(date.getTime())) throw requestFailed('$dateFromParts: the date is out of range');
    return date;
  };
};
