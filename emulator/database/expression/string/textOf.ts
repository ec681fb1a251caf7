import { requestFailed } from '../../refusals';
import { isNullish } from '../language/nullish';
import { typeName } from '../../values/typeName';
import { numberText } from '../type/numberText';

/** The text that the older string operators make of any scalar: nothing of null, ISO of a date. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (isNullish(value)) return '';
  if (typeof value === 'number') return numberText(value);
  if (value instanceof Date) return value.toISOString();
  throw requestFailed(`can't convert from BSON type ${typeName(value)} to String`);
}
