import type { Collection } from '../collection';
import type { Doc } from '../engine';
import { compileExpression } from '../expression/compile';
import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import type { Compiling, Place, Source, Stage } from './context';
import { compileHead } from './head';
import { limitOf } from './limit';
import { skipOf } from './skip';
import { compileSort, orderArgument } from './sort';
import { stageNamed } from './stages';

const maxDepth = 20;

function nameOf(stage: unknown): string {
  const [name, ...more] = isPlainObject(stage) ? Object.keys(stage) : [];
  if (name === undefined || more.length > 0) {
    throw requestFailed('A pipeline stage specification object must contain exactly one field.');
  }
  return name;
}

/** How many sorted documents the stages behind a $sort will take. */
function mostBehind(stages: readonly Doc[]): number {
  const [first, second] = stages;
  if (first && '$limit' in first) return limitOf(first.$limit);
  if (first && '$skip' in first && second && '$limit' in second) return skipOf(first.$skip) + limitOf(second.$limit);
  return Infinity;
}

function compileStage(stage: Doc, behind: readonly Doc[], compiling: Compiling, ownsDocs: boolean): Stage {
  const name = nameOf(stage);
  if (name === '$sort') return compileSort(orderArgument(stage.$sort), mostBehind(behind));
  return stageNamed(name, compiling.place)(stage[name], compiling, ownsDocs);
}

/** Stages that hand on the very documents they get, each at most once. */
const handingOn = new Set(['$limit', '$lookup', '$match', '$skip', '$sort']);
/** Stages whose documents are new ones. */
const making = new Set(['$addFields', '$group', '$project', '$set']);

function compileStages(stages: readonly Doc[], compiling: Compiling, ownsDocs = false): Stage {
  let owns = ownsDocs;
  const compiled = stages.map((stage, i) => {
    const made = compileStage(stage, stages.slice(i + 1), compiling, owns);
    const name = nameOf(stage);
    // A join makes copies where it may not write.
    owns = making.has(name) || name === '$lookup' || (owns && handingOn.has(name));
    return made;
  });
  return (docs, running) => compiled.reduce((current, stage) => stage(current, running), docs);
}

/** $geoNear is the one stage that must come first. Also for a collection that does not exist every stage is checked. */
function compileOver(collection: Collection | undefined, stages: readonly Doc[], compiling: Compiling): Source {
  stages.forEach((stage, i) => {
    const name = nameOf(stage);
    if (name !== '$geoNear' || i > 0) stageNamed(name, compiling.place);
  });
  if (!collection) {
    compileStages('$geoNear' in (stages[0] ?? {}) ? stages.slice(1) : stages, compiling);
    return () => [];
  }
  const { source, rest, ownsDocs } = compileHead(collection, stages, compiling);
  const through = compileStages(rest, compiling, ownsDocs);
  return (running) => through(source(running), running);
}

type Find = Compiling['collection'];

function compilingFor(find: Find, place: Place, declared: ReadonlySet<string>, depth: number): Compiling {
  if (depth > maxDepth) {
    throw requestFailed(`Maximum number of nested sub-pipelines exceeded. Limit is ${maxDepth}`);
  }
  return {
    place,
    declared,
    collection: find,
    expression: (source) => compileExpression(source, declared),
    over: (stages, inner) => compileStages(stages, compilingFor(find, inner, declared, depth + 1)),
    from: (name, stages, inner, variables = []) => {
      const all = new Set([...declared, ...variables]);
      return compileOver(find(name), stages, compilingFor(find, inner, all, depth + 1));
    },
  };
}

/**
 * Checks a whole pipeline, then runs it. The documents may be stored ones or share parts with them, so the caller copies
 * what it hands out.
 */
export function runPipeline(collection: Collection, stages: readonly Doc[], find: Find, now: Date): Iterable<Doc> {
  const source = compileOver(collection, stages, compilingFor(find, 'aggregate', new Set(), 0));
  return source({ now, variables: {} });
}
