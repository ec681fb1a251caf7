import { requestFailed } from '../../refusals';
import { isNullish } from '../language/nullish';
import { variadic, type Operator } from '../language/operator';
import { searchBounds } from '../language/searchBounds';
import { typeName } from '../../values/typeName';
import { codePointLength } from './codePoints';

function textArgument(value: unknown, name: string, which: string): string {
  if (typeof value === 'string') return value;
  throw requestFailed(`${name} requires a string as the ${which} argument, found: ${typeName(value)}`);
}

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/indexOfBytes/ The find must end before the end. */
export const indexOfBytes: Operator = variadic(2, 4, (values, name) => {
  if (isNullish(values[0])) return null;
  const input = Buffer.from(textArgument(values[0], name, 'first'));
  const token = Buffer.from(textArgument(values[1], name, 'second'));
  const { start, end } = searchBounds(values, input.length, name);
  return start > input.length || end < start ? -1 : input.subarray(0, end).indexOf(token, start);
});

/** How many UTF-16 units the first `count` code points take. */
function unitsOf(text: string, count: number): number {
  let units = 0;
  for (let i = 0; i < count; i += 1) units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
  return units;
}

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/indexOfCP/ The find must begin before the end. */
export const indexOfCP: Operator = variadic(2, 4, (values, name) => {
  if (isNullish(values[0])) return null;
  const input = textArgument(values[0], name, 'first');
  const token = textArgument(values[1], name, 'second');
  const length = codePointLength(input);
  const { start, end } = searchBounds(values, length, name);
  if (input === '' && token === '' && start <= end) return 0;
  if (start >= end) return -1;
  const foundUnits = input.indexOf(token, unitsOf(input, start));
  if (foundUnits < 0) return -1;
  const found = codePointLength(input.slice(0, foundUnits));
  return found < end ? found : -1;
});
