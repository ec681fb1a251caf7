/** The districts of the city as outlines, and where a position falls on the picture. No base map, so no map licence is needed. */
import districts from '../../../database/data/hangzhou_districts.geojson?raw';

interface DistrictsFile {
  readonly features: readonly {
    readonly properties: { readonly name: string; readonly cp: readonly [number, number] };
    readonly geometry: { readonly coordinates: number[][][][] };
  }[];
}

const { features } = JSON.parse(districts) as DistrictsFile;

/** The city of the picture. */
export const CITY = '杭州市';

/** The inner city fills the picture; what lies outside is cut off at the rim. */
const WEST = 120.03;
const EAST = 120.33;
const SOUTH = 30.13;
const NORTH = 30.38;

export const WIDTH = 560;
/** A degree of longitude is shorter than one of latitude this far north. */
export const HEIGHT = Math.round((WIDTH * (NORTH - SOUTH)) / ((EAST - WEST) * Math.cos((30.25 * Math.PI) / 180)));

export const place = ([longitude, latitude]: readonly [number, number]) => ({
  x: ((longitude - WEST) / (EAST - WEST)) * WIDTH,
  y: ((NORTH - latitude) / (NORTH - SOUTH)) * HEIGHT,
});

const ringPath = (ring: readonly number[][]): string => {
  const points = ring.map(([longitude = 0, latitude = 0]) => place([longitude, latitude]));
  return `M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`;
};

export const outlines = features.map(({ properties, geometry }) => ({
  name: properties.name,
  label: place(properties.cp),
  path: geometry.coordinates.flatMap((polygon) => polygon.map(ringPath)).join(''),
}));
