import { requestFailed } from '../../refusals';
import type { Expression } from '../expression';
import { constantOf } from '../language/constant';
import { dateWords, namedArguments } from '../language/named';
import { isNullish } from '../language/nullish';
import type { Operator } from '../language/operator';
import { shown } from '../language/shown';
import { typeName } from '../../values/typeName';
import { momentOf } from './dateOf';
import { dateFormat, type DateFormat } from './dateFormat';
import { zoneArgument } from './timeZone';

const defaultFormat = dateFormat('%Y-%m-%dT%H:%M:%S.%LZ');

function formatOf(value: unknown): DateFormat | undefined {
  if (isNullish(value)) return undefined;
  if (typeof value === 'string') return dateFormat(value);
  throw requestFailed(
    `$dateToString requires that 'format' be a string, found: ${typeName(value)} with value ${shown(value)}`,
  );
}

/** Undefined for a format that is null. A format that is always the same is read once. */
function formatArgument(expression: Expression | undefined) {
  if (!expression) return () => defaultFormat;
  const constant = constantOf(expression);
  if (!constant) return (scope: Parameters<Expression>[0]) => formatOf(expression(scope));
  const format = formatOf(constant.value);
  return () => format;
}

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/dateToString/ */
export const dateToString: Operator = (name, argument, compiler) => {
  const named = namedArguments(name, argument, dateWords, ['date'], ['format', 'timezone', 'onNull']);
  const date = compiler.compile(named.date);
  const format = formatArgument('format' in named ? compiler.compile(named.format) : undefined);
  const zone = zoneArgument('timezone' in named ? compiler.compile(named.timezone) : undefined);
  const onNull: Expression = 'onNull' in named ? compiler.compile(named.onNull) : () => null;
  return (scope) => {
    const value = date(scope);
    const print = format(scope);
    const local = zone(scope);
    if (isNullish(value)) return onNull(scope);
    if (!local || !print) return null;
    const utcMs = momentOf(value);
    return print(utcMs, local.offsetMs(utcMs));
  };
};
