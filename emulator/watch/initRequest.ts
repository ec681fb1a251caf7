/** What an INIT_WATCH asks for, checked. */
import type { Identity } from '../auth/identity';
import type { Doc } from '../database/engine';
import type { Platform } from '../platform';
import { databaseOf } from '../wire/client';
import { decodeText } from '../wire/ejson';
import { refuse } from './refusal';
import type { WatchQuery } from './watch';
import type { Order } from './window';

const GEO = new Set(['$near', '$nearSphere', '$geoNear', '$geoWithin', '$geoIntersects']);

/** Conditions on places cannot be watched: nearness orders and cuts, and the platform's documents leave geo out. */
function refuseGeo(value: unknown): void {
  if (value === null || typeof value !== 'object') return;
  for (const [key, inner] of Object.entries(value)) {
    if (GEO.has(key)) refuse('DATABASE_INVALID_OPERRATOR', `[FailedOperation] ${key} cannot be watched`);
    refuseGeo(inner);
  }
}

function orderOf(value: unknown): Order {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object' || Array.isArray(value)) refuse('INVALID_PARAM', 'orderBy must be an object');
  return Object.entries(value).map(([field, direction]) => {
    if (direction !== 'asc' && direction !== 'desc') refuse('INVALID_PARAM', 'orderBy must be asc or desc');
    return [field, direction === 'asc' ? 1 : -1] as const;
  });
}

function limitOf(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Number.isInteger(value) || (value as number) < 1) refuse('INVALID_PARAM', 'limit must be a positive integer');
  return value as number;
}

function queryOf(text: unknown, now: () => number): Doc {
  const query = decodeText(text ?? '{}', now);
  const isObject = query !== null && typeof query === 'object' && !Array.isArray(query);
  if (!isObject) refuse('INVALID_PARAM', 'query must be the text of an object');
  refuseGeo(query);
  return query as Doc;
}

export function watchQueryOf(
  platform: Platform,
  identity: Identity,
  data: Readonly<Record<string, unknown>>,
): WatchQuery {
  if (typeof data.collName !== 'string' || data.collName === '') refuse('INVALID_PARAM', 'collName is missing');
  return {
    collection: data.collName,
    query: databaseOf(platform, identity).readQuery(data.collName, queryOf(data.query, platform.clock.now)),
    order: orderOf(data.orderBy),
    limit: limitOf(data.limit),
  };
}
