import { requestFailed } from '../../refusals';
import { isInteger32 } from '../language/integer';
import { variadic, type Operator } from '../language/operator';
import { typeName } from '../../values/typeName';
import { codePointSlice } from './codePoints';
import { textOf } from './textOf';

function whole(value: unknown, what: string): number {
  if (typeof value !== 'number') {
    throw requestFailed(`$substrBytes:  ${what} must be a numeric type (is BSON type ${typeName(value)})`);
  }
  return Math.trunc(value);
}

const splitsCharacter = (bytes: Buffer, at: number) => at < bytes.length && ((bytes[at] as number) & 0xc0) === 0x80;

/**
 * https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/substrBytes/ and its old name $substr.
 * A negative length means the rest. A cut through a UTF-8 character is refused.
 */
export const substrBytes: Operator = variadic(3, 3, ([value, from, count]) => {
  const bytes = Buffer.from(textOf(value));
  const start = whole(from, 'starting index');
  const length = whole(count, 'length');
  if (start < 0) throw requestFailed(`$substrBytes:  starting index must be non-negative (got: ${start})`);
  const end = length < 0 ? bytes.length : start + length;
  if (splitsCharacter(bytes, start)) {
    throw requestFailed('$substrBytes:  Invalid range, starting index is a UTF-8 continuation byte.');
  }
  if (splitsCharacter(bytes, end)) {
    throw requestFailed('$substrBytes:  Invalid range, ending index is in the middle of a UTF-8 character.');
  }
  return bytes.toString('utf8', start, end);
});

function wholeCP(value: unknown, what: string): number {
  if (typeof value !== 'number') {
    throw requestFailed(`$substrCP: ${what} must be a numeric type (is BSON type ${typeName(value)})`);
  }
  if (!isInteger32(value)) {
    throw requestFailed(`$substrCP: ${what} cannot be represented as a 32-bit integral value: ${value}`);
  }
  return value;
}

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/substrCP/ */
export const substrCP: Operator = variadic(3, 3, ([value, from, count]) => {
  const text = textOf(value);
  const start = wholeCP(from, 'starting index');
  const length = wholeCP(count, 'length');
  if (length < 0) throw requestFailed('$substrCP: length must be a nonnegative integer.');
  if (start < 0) throw requestFailed('$substrCP: the starting index must be nonnegative integer.');
  return codePointSlice(text, start, start + length);
});
