import { typeName } from '../values/typeName';
import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import { asPipeline, refuseUnknown } from './arguments';
import type { Compiling, Source, StageCompiler } from './context';

function otherOf(argument: unknown, compiling: Compiling): Source {
  if (typeof argument === 'string') return compiling.from(argument, [], '$unionWith');
  if (!isPlainObject(argument)) {
    const found = typeName(argument);
    throw requestFailed(`the $unionWith stage specification must be an object or string, but found ${found}`);
  }
  refuseUnknown(argument, ['coll', 'pipeline'], (name) => `BSON field '$unionWith.${name}' is an unknown field.`);
  const { coll, pipeline = [] } = argument;
  if (coll === undefined) throw requestFailed("BSON field '$unionWith.coll' is missing but a required field");
  if (typeof coll !== 'string') {
    throw requestFailed(`BSON field '$unionWith.coll' is the wrong type '${typeName(coll)}', expected type 'string'`);
  }
  return compiling.from(coll, asPipeline(pipeline), '$unionWith');
}

/**
 * First these documents, then the other collection's; duplicates stay, and a collection that does not exist adds none.
 * https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/unionWith/
 */
export const unionWith: StageCompiler = (argument, compiling) => {
  const other = otherOf(argument, compiling);
  return function* (docs, running) {
    yield* docs;
    yield* other(running);
  };
};
