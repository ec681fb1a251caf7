import { requestFailed } from '../../refusals';
import { typeName } from '../../values/typeName';

/** The moment an operator is given, which must be a date: neither numbers nor text are converted here. */
export function momentOf(value: unknown): number {
  if (value instanceof Date) return value.getTime();
  throw requestFailed(`can't convert from BSON type ${typeName(value)} to Date`);
}
