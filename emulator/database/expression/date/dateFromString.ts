import { requestFailed } from '../../refusals';
import type { Expression } from '../expression';
import { dateWords, namedArguments, type NamedWords } from '../language/named';
import { isNullish } from '../language/nullish';
import type { Operator } from '../language/operator';
import { shown } from '../language/shown';
import { typeName } from '../../values/typeName';
import { ConversionFailure } from '../type/conversionFailure';
import { parseDate } from './parseDate';
import { formatReader } from './readByFormat';
import { zoneArgument, type TimeZone } from './timeZone';

const words: NamedWords = {
  ...dateWords,
  notObject: (name, found) => `${name} only supports an object as an argument, found: ${found}`,
};

function assertFormat(format: unknown): asserts format is string | null | undefined {
  if (isNullish(format)) return;
  if (typeof format !== 'string') {
    throw requestFailed(
      `$dateFromString requires that 'format' be a string, found: ${typeName(format)} with value ${shown(format)}`,
    );
  }
  formatReader(format);
}

function read(text: unknown, format: string | undefined, zone: TimeZone): Date {
  if (typeof text !== 'string') {
    throw new ConversionFailure(
      `$dateFromString requires that 'dateString' be a string, found: ${typeName(text)} with value ${shown(text)}`,
    );
  }
  return format === undefined ? parseDate(text, zone) : formatReader(format)(text, zone);
}

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/dateFromString/ */
export const dateFromString: Operator = (name, argument, compiler) => {
  const named = namedArguments(name, argument, words, ['dateString'], ['format', 'timezone', 'onNull', 'onError']);
  const optional = (field: 'format' | 'timezone' | 'onNull' | 'onError') =>
    field in named ? compiler.compile(named[field]) : undefined;
  const dateString = compiler.compile(named.dateString);
  const format = optional('format');
  const zone = zoneArgument(optional('timezone'));
  const onNull: Expression = optional('onNull') ?? (() => null);
  const onError = optional('onError');
  return (scope) => {
    const text = dateString(scope);
    const wanted = format?.(scope);
    assertFormat(wanted);
    const local = zone(scope);
    if (isNullish(text)) return onNull(scope);
    if (!local || (format && isNullish(wanted))) return null;
    try {
      return read(text, wanted ?? undefined, local);
    } catch (cause) {
      if (onError && cause instanceof ConversionFailure) return onError(scope);
      throw cause;
    }
  };
};
