import { requestFailed } from '../../refusals';
import type { Expression } from '../expression';
import { isInteger32 } from '../language/integer';
import { namedArguments, type NamedWords } from '../language/named';
import { isNullish } from '../language/nullish';
import { operandsOf, type Operator } from '../language/operator';
import { typeName } from '../../values/typeName';
import { ConversionFailure } from './conversionFailure';
import { toDouble, toInt, toLong } from './toNumber';
import { toBool, toDate, toObjectId, toText } from './toOther';

type Conversion = (value: unknown) => unknown;

const notHeld =
  (what: string): Conversion =>
  () => {
    throw requestFailed(`conversion to ${what} is not offered: this database holds no ${what} values`);
  };

const conversions: Record<string, Conversion> = {
  double: toDouble,
  string: toText,
  objectId: toObjectId,
  bool: toBool,
  date: toDate,
  int: toInt,
  long: toLong,
  decimal: notHeld('decimal'),
};

/** Types that MongoDB knows and converts nothing to. */
const otherTypes = new Set(['missing', 'object', 'array', 'binData', 'undefined', 'null', 'regex', 'dbPointer']);
['javascript', 'symbol', 'javascriptWithScope', 'timestamp', 'minKey', 'maxKey'].forEach((name) =>
  otherTypes.add(name),
);

const namesByNumber: Record<number, string> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  6: 'undefined',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  19: 'decimal',
};

function nameOf(target: unknown): string {
  if (typeof target === 'string') return target;
  if (typeof target !== 'number') {
    throw requestFailed(`$convert's 'to' argument must be a string or number, but is ${typeName(target)}`);
  }
  if (!isInteger32(target)) throw requestFailed("In $convert, numeric 'to' argument is not an integer");
  const name = namesByNumber[target];
  if (name) return name;
  throw requestFailed(`In $convert, numeric value for 'to' does not correspond to a BSON type: ${target}`);
}

function conversionTo(target: unknown): Conversion {
  const name = nameOf(target);
  const conversion = Object.hasOwn(conversions, name) ? conversions[name] : undefined;
  if (conversion) return conversion;
  if (!otherTypes.has(name)) throw requestFailed(`Unknown type name: ${name}`);
  return (value) => {
    throw new ConversionFailure(
      `Unsupported conversion from ${typeName(value)} to ${name} in $convert with no onError value`,
    );
  };
}

const words: NamedWords = {
  notObject: (name, found) => `${name} expects an object of named arguments but found: ${found}`,
  unknown: (name, field) => `${name} found an unknown argument: ${field}`,
  missing: (name, field) => `Missing '${field}' parameter to ${name}`,
};

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/convert/ */
export const convert: Operator = (name, argument, compiler) => {
  const named = namedArguments(name, argument, words, ['input', 'to'], ['onError', 'onNull']);
  const input = compiler.compile(named.input);
  const to = compiler.compile(named.to);
  const onError = 'onError' in named ? compiler.compile(named.onError) : undefined;
  const onNull: Expression = 'onNull' in named ? compiler.compile(named.onNull) : () => null;
  return (scope) => {
    const target = to(scope);
    const conversion = isNullish(target) ? undefined : conversionTo(target);
    const value = input(scope);
    if (isNullish(value)) return onNull(scope);
    if (!conversion) return null;
    try {
      return conversion(value);
    } catch (cause) {
      if (onError && cause instanceof ConversionFailure) return onError(scope);
      throw cause;
    }
  };
};

const shortcut =
  (conversion: Conversion): Operator =>
  (name, argument, compiler) => {
    const operands = operandsOf(argument);
    if (operands.length !== 1) throw requestFailed(`${name} requires a single argument, got ${operands.length}`);
    const input = compiler.compile(operands[0]);
    return (scope) => {
      const value = input(scope);
      return isNullish(value) ? null : conversion(value);
    };
  };

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/#type-expression-operators */
export const conversionOperators: Record<string, Operator> = {
  $convert: convert,
  $toBool: shortcut(toBool),
  $toDate: shortcut(toDate),
  $toDecimal: shortcut(notHeld('decimal')),
  $toDouble: shortcut(toDouble),
  $toInt: shortcut(toInt),
  $toLong: shortcut(toLong),
  $toObjectId: shortcut(toObjectId),
  $toString: shortcut(toText),
};
