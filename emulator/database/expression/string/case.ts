import { binary, unary, type Operator } from '../language/operator';
import { textOf } from './textOf';

/** Letters beyond ASCII stay as they are, as in MongoDB. */
const upper = (text: string) => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
const lower = (text: string) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/toLower/ Null gives ''. */
export const toLower: Operator = unary((value) => lower(textOf(value)));

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/toUpper/ Null gives ''. */
export const toUpper: Operator = unary((value) => upper(textOf(value)));

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/strcasecmp/ Compares bytes. */
export const strcasecmp: Operator = binary((left, right) =>
  Buffer.compare(Buffer.from(upper(textOf(left))), Buffer.from(upper(textOf(right)))),
);
