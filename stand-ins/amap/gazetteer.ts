/** The districts the map knows, read from GeoJSON: name, centre, outline. Coordinates are GCJ-02 `[lng, lat]`. */
import { readFileSync } from 'node:fs';

export type Point = [lng: number, lat: number];
type Ring = Point[];
/** Outer ring first, then its holes. */
type Polygon = Ring[];

export interface District {
  name: string;
  center: Point;
  polygons: Polygon[];
  province: string;
  city: string;
  adcode: string;
}

/** One city's districts. GeoJSON of districts seldom says which city it is of: `city` and `province` do. */
export interface GazetteerFile {
  geojsonPath: string;
  city?: string;
  province?: string;
}

interface Feature {
  properties: Record<string, unknown>;
  geometry: { type: string; coordinates: unknown };
}

export function readGazetteer(file: GazetteerFile): District[] {
  const { features } = JSON.parse(readFileSync(file.geojsonPath, 'utf8')) as { features: Feature[] };
  return features.map((feature) => district(feature, file));
}

/** The district a point lies in. */
export function districtAt(districts: District[], point: Point): District | undefined {
  return districts.find((district) => isInside(district, point));
}

/** The district whose name occurs in the text; of several the longest (东西湖区 before 西湖区 in 武汉). */
export function districtNamed(districts: District[], text: string): District | undefined {
  const named = districts.filter(({ name }) => text.includes(name));
  return named.sort((left, right) => right.name.length - left.name.length)[0];
}

export function isInside(district: District, point: Point): boolean {
  return district.polygons.some(([outer = [], ...holes]) => {
    return isInRing(outer, point) && !holes.some((hole) => isInRing(hole, point));
  });
}

/** West, south, east and north edge. */
export function boundsOf(district: District): [west: number, south: number, east: number, north: number] {
  const points = district.polygons.flatMap(([outer = []]) => outer);
  const longitudes = points.map(([lng]) => lng);
  const latitudes = points.map(([, lat]) => lat);
  return [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)];
}

function district({ properties, geometry }: Feature, file: GazetteerFile): District {
  const center = properties['center'] ?? properties['cp'];
  const polygons = polygonsOf(geometry);
  if (typeof properties['name'] !== 'string' || !Array.isArray(center)) {
    throw new Error(`${file.geojsonPath}: a district without name or center`);
  }
  return {
    name: properties['name'],
    center: center as Point,
    polygons,
    province: file.province ?? '',
    city: file.city ?? '',
    adcode: String(properties['adcode'] ?? ''),
  };
}

function polygonsOf({ type, coordinates }: Feature['geometry']): Polygon[] {
  if (type === 'Polygon') return [coordinates as Polygon];
  if (type === 'MultiPolygon') return coordinates as Polygon[];
  throw new Error(`districts are polygons, not ${type}`);
}

/** Even-odd rule: how many edges does a ray to the east cross? */
function isInRing(ring: Ring, [lng, lat]: Point): boolean {
  let inside = false;
  ring.forEach(([lngA, latA], index) => {
    const [lngB, latB] = ring.at(index - 1) ?? [lngA, latA];
    const crosses = latA > lat !== latB > lat && lng < ((lngB - lngA) * (lat - latA)) / (latB - latA) + lngA;
    if (crosses) inside = !inside;
  });
  return inside;
}
