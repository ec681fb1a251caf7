/** Stages that MongoDB has and this platform does not offer, with what is said about each. */

const administrative = 'it looks at the server, which the platform does not offer';
const writes = 'aggregation only reads here';

export const refusedStages: Readonly<Record<string, string>> = {
  $changeStream: 'watch() is how changes are followed',
  $collStats: administrative,
  $currentOp: administrative,
  $indexStats: administrative,
  $listLocalSessions: administrative,
  $listSessions: administrative,
  $merge: writes,
  $out: writes,
  $planCacheStats: administrative,
  $search: 'there is no text search',
};
