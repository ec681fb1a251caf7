import { unary, type Operator } from '../language/operator';
import { typeName } from '../../values/typeName';

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/type/ */
export const type: Operator = unary(typeName);

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/isNumber/ */
export const isNumber: Operator = unary((value) => typeof value === 'number');
