import { requestFailed } from '../refusals';
import { isPlainObject } from '../values/kind';

const known = ['urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4326'];
const strictWinding = 'urn:x-mongodb:crs:strictwinding:EPSG:4326';

/** GeoJSON's `crs`: WGS 84 under its two names. Polygons larger than a hemisphere are not offered. */
export function assertReferenceSystem({ crs }: Record<string, unknown>): void {
  if (crs === undefined) return;
  if (!isPlainObject(crs)) throw requestFailed('GeoJSON CRS must be an object');
  if (crs.type !== 'name') throw requestFailed('GeoJSON CRS must have field "type": "name"');
  if (!isPlainObject(crs.properties)) throw requestFailed('CRS must have field "properties" which is an object');
  const { name } = crs.properties;
  if (typeof name !== 'string') throw requestFailed('In CRS, "properties.name" must be a string');
  if (name === strictWinding) throw requestFailed(`the emulator does not offer polygons with CRS ${name}`);
  if (!known.includes(name)) throw requestFailed(`Unknown CRS name: ${name}`);
}
