import type { Expression } from '../expression/expression';
import { shown } from '../expression/language/shown';
import { typeName } from '../values/typeName';
import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import { asObject, refuseUnknown } from './arguments';
import { scopeOf, type Stage, type StageCompiler } from './context';
import { transforming } from './project';

const replacing = (replacement: Expression, what: string): Stage =>
  transforming((doc, running) => {
    const root = replacement(scopeOf(doc, running));
    if (isPlainObject(root)) return root;
    throw requestFailed(
      `${what} must evaluate to an object, but resulting value was: ${shown(root)}. ` +
        `Type of resulting value: '${typeName(root)}'. Input document: ${shown(doc)}`,
    );
  });

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/replaceRoot/ */
export const replaceRoot: StageCompiler = (argument, compiling) => {
  const spec = asObject(
    argument,
    `expected an object as specification for $replaceRoot stage, got ${typeName(argument)}`,
  );
  refuseUnknown(
    spec,
    ['newRoot'],
    (name) => `unrecognized option to $replaceRoot stage: ${name}, only valid option is 'newRoot'`,
  );
  if (!('newRoot' in spec)) throw requestFailed('no newRoot specified for the $replaceRoot stage');
  return replacing(compiling.expression(spec.newRoot), "'newRoot' expression ");
};

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/replaceWith/ */
export const replaceWith: StageCompiler = (argument, compiling) =>
  replacing(compiling.expression(argument), "'replacement document' ");
