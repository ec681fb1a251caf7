import type { Doc } from '../engine';
import { compileProjection } from '../read/project';
import { objectArgument } from './arguments';
import type { Stage } from './context';
import { runWithMingo } from './mingoStage';

/** MongoDB writes `_id` before all other fields. */
function idFirst(doc: Doc): Doc {
  if (!('_id' in doc)) return doc;
  const { _id: id, ...fields } = doc;
  return { _id: id, ...fields };
}

/** Plain keeping and dropping of fields as in a find; computed fields by mingo. */
export const project: Stage = (docs, argument, context) => {
  const spec = objectArgument('$project', argument);
  const isPlain = Object.values(spec).every((value) => typeof value === 'number' || typeof value === 'boolean');
  if (isPlain && Object.keys(spec).length > 0) return docs.map(compileProjection(spec));
  return runWithMingo(docs, { $project: spec }, context).map(idFirst);
};
