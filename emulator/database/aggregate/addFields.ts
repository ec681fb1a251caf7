import { typeName } from '../values/typeName';
import { requestFailed } from '../refusals';
import { asObject, causedBy } from './arguments';
import { scopeOf, type StageCompiler } from './context';
import { transforming } from './project';
import { compileAdditions } from './projection/apply';
import { parseAdditions } from './projection/parseAdditions';

/** `$addFields` and its other name `$set`. https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/addFields/ */
const adding =
  (stage: string): StageCompiler =>
  (argument, compiling) => {
    const spec = asObject(argument, `${stage} specification stage must be an object, got ${typeName(argument)}`);
    return causedBy(stage, () => {
      if (Object.keys(spec).length === 0) throw requestFailed('specification must have at least one field');
      const add = compileAdditions(parseAdditions(spec, (source) => compiling.expression(source)));
      return transforming((doc, running) => {
        const copy = { ...doc };
        add(copy, scopeOf(doc, running));
        return copy;
      });
    });
  };

export const addFields = adding('$addFields');
export const set = adding('$set');
