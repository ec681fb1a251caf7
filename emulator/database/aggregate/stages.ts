import { requestFailed } from '../refusals';
import { addFields, set } from './addFields';
import { bucket } from './bucket';
import { bucketAuto } from './bucketAuto';
import type { Place, StageCompiler } from './context';
import { count } from './count';
import { facet } from './facet';
import { graphLookup } from './graphLookup';
import { group } from './group';
import { limit } from './limit';
import { lookup } from './lookup';
import { match } from './match';
import { project } from './project';
import { redact } from './redact';
import { refusedStages } from './refusedStages';
import { replaceRoot, replaceWith } from './replaceRoot';
import { sample } from './sample';
import { skip } from './skip';
import { sort } from './sort';
import { sortByCount } from './sortByCount';
import { unionWith } from './unionWith';
import { unset } from './unset';
import { unwind } from './unwind';

const stages: Readonly<Record<string, StageCompiler>> = {
  $addFields: addFields,
  $bucket: bucket,
  $bucketAuto: bucketAuto,
  $count: count,
  $facet: facet,
  $graphLookup: graphLookup,
  $group: group,
  $limit: limit,
  $lookup: lookup,
  $match: match,
  $project: project,
  $redact: redact,
  $replaceRoot: replaceRoot,
  $replaceWith: replaceWith,
  $sample: sample,
  $set: set,
  $skip: skip,
  $sort: sort,
  $sortByCount: sortByCount,
  $unionWith: unionWith,
  $unset: unset,
  $unwind: unwind,
};

/** Of these a $facet may hold none. */
const notInFacet = new Set(['$facet', '$geoNear', ...Object.keys(refusedStages)]);

/** Finds a stage, refusing what nobody knows, what the platform does not offer and what does not belong here. */
export function stageNamed(name: string, place: Place): StageCompiler {
  if (place === '$facet' && notInFacet.has(name)) {
    throw requestFailed(`${name} is not allowed to be used within a $facet stage`);
  }
  const refusal = Object.hasOwn(refusedStages, name) ? refusedStages[name] : undefined;
  if (refusal !== undefined) {
    const inside = place === 'aggregate' ? '' : ` within a ${place}'s sub-pipeline`;
    throw requestFailed(`${name} is not allowed${inside}: ${refusal}`);
  }
  if (name === '$geoNear') throw requestFailed('$geoNear is only valid as the first stage in a pipeline.');
  const stage = Object.hasOwn(stages, name) ? stages[name] : undefined;
  if (!stage) throw requestFailed(`Unrecognized pipeline stage name: '${name}'`);
  return stage;
}
