import type { Doc } from '../engine';
import { requestFailed } from '../refusals';
import { asObject, causedBy } from './arguments';
import { scopeOf, type Running, type Stage, type StageCompiler } from './context';
import { compileAdditions, exclude, include } from './projection/apply';
import { hasComputed } from './projection/node';
import { parseProjection, type Projection } from './projection/parse';

type Transform = (doc: Doc, running: Running) => Doc;

function transformOf({ including, root }: Projection): Transform {
  if (!including) return (doc) => exclude(doc, root);
  if (!hasComputed(root)) return (doc) => include(doc, root);
  const add = compileAdditions(root);
  return (doc, running) => {
    const kept = include(doc, root);
    add(kept, scopeOf(doc, running));
    return kept;
  };
}

export const transforming = (transform: Transform): Stage =>
  function* (docs, running) {
    for (const doc of docs) yield transform(doc, running);
  };

/** https://www.mongodb.com/docs/v4.4/reference/operator/aggregation/project/ */
export const project: StageCompiler = (argument, compiling) => {
  const spec = asObject(argument, '$project specification must be an object');
  return causedBy('$project', () => {
    if (Object.keys(spec).length === 0) throw requestFailed('projection specification must have at least one field');
    return transforming(transformOf(parseProjection(spec, (source) => compiling.expression(source))));
  });
};
