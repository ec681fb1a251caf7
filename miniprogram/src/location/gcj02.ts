/**
 * Browsers locate in WGS-84, Chinese maps draw in GCJ-02: some hundred metres apart, more than the geofence allows.
 * The published approximation (Krasovsky 1940 ellipsoid), right to a few metres inside China, untouched outside.
 */
export type Position = readonly [longitude: number, latitude: number];

const SEMI_MAJOR_METERS = 6378245;
const ECCENTRICITY_SQUARED = 0.006693421622965943;
const { PI, sin, cos, sqrt, abs } = Math;

const inChina = ([lng, lat]: Position) => lng > 72.004 && lng < 137.8347 && lat > 0.8293 && lat < 55.8271;
const wave = (v: number) => ((20 * sin(6 * v * PI) + 20 * sin(2 * v * PI)) * 2) / 3;

function northward(x: number, y: number): number {
  const flat = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x));
  const along = ((20 * sin(y * PI) + 40 * sin((y / 3) * PI)) * 2) / 3;
  const far = ((160 * sin((y / 12) * PI) + 320 * sin((y * PI) / 30)) * 2) / 3;
  return flat + wave(x) + along + far;
}
function eastward(x: number, y: number): number {
  const flat = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x));
  const along = ((20 * sin(x * PI) + 40 * sin((x / 3) * PI)) * 2) / 3;
  const far = ((150 * sin((x / 12) * PI) + 300 * sin((x / 30) * PI)) * 2) / 3;
  return flat + wave(x) + along + far;
}

export function toGcj02(wgs84: Position): Position {
  if (!inChina(wgs84)) return wgs84;
  const [lng, lat] = wgs84;
  const radians = (lat / 180) * PI;
  const bend = 1 - ECCENTRICITY_SQUARED * sin(radians) ** 2;
  const meridian = (SEMI_MAJOR_METERS * (1 - ECCENTRICITY_SQUARED)) / (bend * sqrt(bend));
  const parallel = (SEMI_MAJOR_METERS / sqrt(bend)) * cos(radians);
  const dLng = (eastward(lng - 105, lat - 35) * 180) / (parallel * PI);
  const dLat = (northward(lng - 105, lat - 35) * 180) / (meridian * PI);
  return [lng + dLng, lat + dLat];
}
