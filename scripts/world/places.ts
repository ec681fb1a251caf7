/** Districts of Hangzhou as the development data has them, and points inside. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contains, type MultiPolygon } from '#domain/geo/distance';
import type { Chance } from './chance';

export interface District {
  readonly name: string;
  readonly center: readonly [number, number];
  readonly polygon: MultiPolygon;
}

interface DistrictsFile {
  readonly features: readonly {
    readonly properties: { readonly name: string; readonly cp: readonly [number, number] };
    readonly geometry: MultiPolygon;
  }[];
}

export const DISTRICTS_FILE = join(__dirname, '../../database/data/hangzhou_districts.geojson');

export const districts = (): District[] =>
  (JSON.parse(readFileSync(DISTRICTS_FILE, 'utf8')) as DistrictsFile).features.map(({ properties, geometry }) => ({
    name: properties.name,
    center: properties.cp,
    polygon: geometry,
  }));

/** The city proper: where the demo's people live. The outer counties are served area too, but empty. */
export const INNER_CITY = ['上城区', '下城区', '江干区', '拱墅区', '西湖区', '滨江区'];

/** A point near `center`, inside the district. */
export function pointIn(chance: Chance, district: District, spreadMeters = 4000): [number, number] {
  const spread = spreadMeters / 111_320;
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const point: [number, number] = [
      district.center[0] + ((chance.next() * 2 - 1) * spread) / Math.cos((district.center[1] * Math.PI) / 180),
      district.center[1] + (chance.next() * 2 - 1) * spread,
    ];
    if (contains(district.polygon, point)) return [round(point[0]), round(point[1])];
  }
  return [round(district.center[0]), round(district.center[1])];
}

const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
