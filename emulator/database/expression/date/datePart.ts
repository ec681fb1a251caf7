import { requestFailed } from '../../refusals';
import { isPlainObject } from '../../values/kind';
import type { Expression } from '../expression';
import { isNullish } from '../language/nullish';
import type { Compiler, Operator } from '../language/operator';
import { shown } from '../language/shown';
import * as calendar from './calendar';
import { momentOf } from './dateOf';
import { zoneArgument } from './timeZone';

interface Argument {
  readonly date: Expression;
  readonly timezone: Expression | undefined;
}

function namedArgument(name: string, source: Record<string, unknown>, compiler: Compiler): Argument {
  const unknown = Object.keys(source).find((field) => field !== 'date' && field !== 'timezone');
  if (unknown !== undefined) throw requestFailed(`unrecognized option to ${name}: "${unknown}"`);
  if (!('date' in source)) {
    throw requestFailed(`missing 'date' argument to ${name}, provided: ${name}: ${shown(source)}`);
  }
  return {
    date: compiler.compile(source.date),
    timezone: 'timezone' in source ? compiler.compile(source.timezone) : undefined,
  };
}

/** A date, a date in brackets, or `{ date, timezone }`. */
function argumentOf(name: string, source: unknown, compiler: Compiler): Argument {
  if (Array.isArray(source)) {
    if (source.length !== 1) {
      throw requestFailed(`${name} accepts exactly one argument if given an array, but was given ${source.length}`);
    }
    return { date: compiler.compile(source[0]), timezone: undefined };
  }
  const isNamed = isPlainObject(source) && !Object.keys(source)[0]?.startsWith('$');
  return isNamed ? namedArgument(name, source, compiler) : { date: compiler.compile(source), timezone: undefined };
}

const part =
  (read: (localMs: number) => number): Operator =>
  (name, argument, compiler) => {
    const { date, timezone } = argumentOf(name, argument, compiler);
    const zone = zoneArgument(timezone);
    return (scope) => {
      const value = date(scope);
      if (isNullish(value)) return null;
      const local = zone(scope);
      if (!local) return null;
      const utcMs = momentOf(value);
      return read(utcMs + local.offsetMs(utcMs));
    };
  };

const field = (read: (local: Date) => number): Operator => part((localMs) => read(new Date(localMs)));

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/#date-expression-operators */
export const dateParts: Record<string, Operator> = {
  $year: field((local) => local.getUTCFullYear()),
  $month: field((local) => local.getUTCMonth() + 1),
  $dayOfMonth: field((local) => local.getUTCDate()),
  $hour: field((local) => local.getUTCHours()),
  $minute: field((local) => local.getUTCMinutes()),
  $second: field((local) => local.getUTCSeconds()),
  $millisecond: field((local) => local.getUTCMilliseconds()),
  $dayOfWeek: field((local) => local.getUTCDay() + 1),
  $dayOfYear: part(calendar.dayOfYear),
  $week: part(calendar.weekOfYear),
  $isoDayOfWeek: part(calendar.isoDayOfWeek),
  $isoWeek: part(calendar.isoWeek),
  $isoWeekYear: part(calendar.isoWeekYear),
};
