import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import type { Predicate } from './predicate';
import { schemaTest } from './schema/schema';

/** https://www.mongodb.com/docs/v4.4/reference/operator/query/jsonSchema/ */
export function jsonSchema(operand: unknown): Predicate {
  if (!isPlainObject(operand)) throw requestFailed('$jsonSchema must be an object');
  return schemaTest(operand);
}
