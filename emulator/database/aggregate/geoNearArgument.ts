import type { Doc } from '../engine';
import { fieldNames } from '../expression/language/fieldPath';
import { typeName } from '../values/typeName';
import { earthRadiusMeters } from '../geo/sphere';
import { type Near, nearOf } from '../query/geo';
import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';
import { asObject, asText, refuseUnknown } from './arguments';
import { matchArgument } from './match';

/** The argument of $geoNear. */
export interface GeoNear {
  readonly near: Near;
  /** What one metre counts in the distances that are given back. */
  readonly perMeter: number;
  readonly distanceNames: readonly string[];
  readonly locNames: readonly string[] | undefined;
  readonly most: number;
  readonly query: Doc;
  readonly key: string | undefined;
}

const known = [
  'near',
  'distanceField',
  'spherical',
  'maxDistance',
  'minDistance',
  'query',
  'key',
  'includeLocs',
  'limit',
  'distanceMultiplier',
  'uniqueDocs',
];

/** CloudBase documents `limit`, which MongoDB itself dropped in 4.2 together with its default of 100. */
const defaultLimit = 100;

function refuseDropped(spec: Doc): void {
  if ('num' in spec) {
    throw requestFailed("$geoNear no longer supports the 'num' parameter. Use a $limit stage instead.");
  }
  if ('start' in spec) throw requestFailed("$geoNear no longer supports the 'start' argument.");
  if ('collation' in spec) {
    throw requestFailed(
      "$geoNear does not accept the 'collation' parameter. Instead, specify a collation for the entire aggregation " +
        'command.',
    );
  }
  refuseUnknown(spec, known, (name) => `unknown argument of $geoNear: ${name}`);
}

function nonNegative(spec: Doc, name: string): number | undefined {
  const value = spec[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'number') throw requestFailed(`${name} must be a number`);
  if (!(value >= 0)) throw requestFailed(`${name} must be nonnegative`);
  return value;
}

function limitOf(spec: Doc): number {
  const { limit = defaultLimit } = spec;
  if (typeof limit !== 'number' || !Number.isInteger(limit) || limit <= 0) {
    throw requestFailed(`$geoNear: limit must be a positive integer: ${String(limit)}`);
  }
  return limit;
}

function keyArgument(key: unknown): string | undefined {
  if (key === undefined) return undefined;
  const path = asText(key, `$geoNear parameter 'key' must be of type string but found type: ${typeName(key)}`);
  if (path === '') throw requestFailed("$geoNear parameter 'key' cannot be the empty string");
  return path;
}

/** A GeoJSON point measures in metres, a legacy pair in radians. */
function measureOf(spec: Doc): Pick<GeoNear, 'near' | 'perMeter'> {
  const isPair = Array.isArray(spec.near);
  if (!isPair && !isPlainObject(spec.near)) throw requestFailed("$geoNear requires a 'near' option as an Array");
  if (isPair && spec.spherical !== true) {
    throw requestFailed(
      'unable to find index for $geoNear query: flat distances need a 2d index, which is not offered',
    );
  }
  const unitMeters = isPair ? earthRadiusMeters : 1;
  const metersOf = (name: string) => {
    const distance = nonNegative(spec, name);
    return distance === undefined ? undefined : distance * unitMeters;
  };
  const near = nearOf(spec.near, metersOf('minDistance'), metersOf('maxDistance'));
  return { near, perMeter: (nonNegative(spec, 'distanceMultiplier') ?? 1) / unitMeters };
}

export function readGeoNear(argument: unknown): GeoNear {
  const spec = asObject(argument, `the $geoNear specification must be an object, but found ${typeName(argument)}`);
  refuseDropped(spec);
  const measure = measureOf(spec);
  const { distanceField, includeLocs, query = {}, key } = spec;
  const distance = asText(distanceField, "$geoNear requires a 'distanceField' option as a String");
  const locComplaint = "$geoNear requires that 'includeLocs' option is a String";
  return {
    ...measure,
    distanceNames: fieldNames(distance),
    locNames: includeLocs === undefined ? undefined : fieldNames(asText(includeLocs, locComplaint)),
    most: limitOf(spec),
    query: matchArgument(asObject(query, 'query must be an object')),
    key: keyArgument(key),
  };
}
