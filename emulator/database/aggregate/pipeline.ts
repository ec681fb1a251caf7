import type { Collection } from '../collection';
import type { Doc } from '../engine';
import { requestFailed } from '../refusals';
import { select } from '../read/select';
import { committedView } from '../read/view';
import { isPlainObject } from '../values/kind';
import { objectArgument, orderArgument } from './arguments';
import type { Stage, StageContext } from './context';
import { bucket } from './bucket';
import { facet } from './facet';
import { geoNear } from './geoNear';
import { lookup } from './lookup';
import { match } from './match';
import { runWithMingo } from './mingoStage';
import { count, limit, skip, sort } from './paging';
import { project } from './project';
import { unwind } from './unwind';

const own: Record<string, Stage> = {
  $match: match,
  $sort: sort,
  $skip: skip,
  $limit: limit,
  $count: count,
  $unwind: unwind,
  $lookup: lookup,
  $facet: facet,
  $bucket: bucket,
  $project: project,
};

/** Stages that mingo does well enough. Everything not named here or above is refused. */
const byMingo = new Set([
  '$addFields',
  '$set',
  '$unset',
  '$group',
  '$bucketAuto',
  '$sortByCount',
  '$replaceRoot',
  '$replaceWith',
  '$sample',
  '$redact',
]);

function nameOf(stage: unknown): string {
  const names = isPlainObject(stage) ? Object.keys(stage) : [];
  const [name] = names;
  if (name === undefined || names.length > 1)
    throw requestFailed('A pipeline stage specification object must contain exactly one field.');
  return name;
}

/** Refused before any stage runs. */
export function assertKnown(stages: readonly Doc[], first: number): void {
  for (const [i, stage] of stages.entries()) {
    const name = nameOf(stage);
    if (name === '$geoNear' && i + first > 0)
      throw requestFailed('$geoNear is only valid as the first stage in a pipeline.');
    if (name === '$merge' || name === '$out')
      throw requestFailed(`${name} is not allowed: aggregation only reads here`);
    if (!Object.hasOwn(own, name) && !byMingo.has(name) && name !== '$geoNear') {
      throw requestFailed(`Unrecognized pipeline stage name: '${name}'`);
    }
  }
}

/** Runs stages over documents that are there already. */
export function runStages(
  docs: readonly Doc[],
  stages: readonly Doc[],
  context: StageContext,
  first = 1,
): readonly Doc[] {
  assertKnown(stages, first);
  return stages.reduce<readonly Doc[]>((current, stage) => {
    const name = nameOf(stage);
    const stageFunction = Object.hasOwn(own, name) ? own[name] : undefined;
    return stageFunction ? stageFunction(current, stage[name], context) : runWithMingo(current, stage, context);
  }, docs);
}

const usesVariables = (query: Doc) => JSON.stringify(query).includes('"$expr"');

/** The leading $match, $sort, $skip and $limit become one planned search. */
function head(collection: Collection, stages: readonly Doc[]): { docs: readonly Doc[]; rest: readonly Doc[] } {
  const rest = [...stages];
  const take = (name: string) => (rest[0] && Object.hasOwn(rest[0], name) ? (rest.shift() as Doc)[name] : undefined);
  if (rest[0] && Object.hasOwn(rest[0], '$geoNear')) return { docs: geoNear(collection, take('$geoNear')), rest };
  const first = rest[0]?.$match;
  const plannable = isPlainObject(first) && !usesVariables(first) && !JSON.stringify(first).includes('"$nearSphere"');
  const query = plannable ? objectArgument('$match', take('$match')) : {};
  const order = plannable || first === undefined ? take('$sort') : undefined;
  const most = (plannable || first === undefined) && typeof rest[0]?.$limit === 'number' ? rest[0].$limit : undefined;
  const wanted = { query, order: order === undefined ? undefined : orderArgument(order), limit: most };
  return { docs: select(collection, committedView(collection), wanted).docs, rest };
}

/** Runs a pipeline over a collection; the documents may be stored ones, so the caller copies them. */
export function runOn(collection: Collection, stages: readonly Doc[], context: StageContext): readonly Doc[] {
  assertKnown(stages, 0);
  const { docs, rest } = head(collection, stages);
  return runStages(docs, rest, context);
}
