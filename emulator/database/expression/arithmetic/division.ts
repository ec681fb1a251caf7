import { requestFailed } from '../../refusals';
import { isNullish } from '../language/nullish';
import { binary, type Operator } from '../language/operator';
import { typeName } from '../../values/typeName';

const dividing = (divide: (left: number, right: number) => number): Operator =>
  binary((left, right, name) => {
    if (typeof left === 'number' && typeof right === 'number') {
      if (right === 0) throw requestFailed(`can't ${name} by zero`);
      return divide(left, right);
    }
    if (isNullish(left) || isNullish(right)) return null;
    throw requestFailed(`${name} only supports numeric types, not ${typeName(left)} and ${typeName(right)}`);
  });

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/divide/ */
export const divide: Operator = dividing((left, right) => left / right);

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/mod/ The sign is the dividend's. */
export const mod: Operator = dividing((left, right) => left % right);
