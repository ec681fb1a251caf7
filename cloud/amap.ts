/** Amap's web service: where an address is, how long a way is. Every number comes as text; nothing found comes as `[]`. */
import type { Position } from '#domain/geo/distance';
import { Refusal } from '#domain/refusal';
import { needs, required } from './environment';

needs('AMAP_BASE_URL', 'AMAP_KEY');

const TIMEOUT_MS = 3_000;

/** GCJ-02 position of an address of the city, or null where the map does not know it. */
export async function geocode(text: string, city: string): Promise<Position | null> {
  const { geocodes } = await ask<{ geocodes?: readonly { location?: unknown }[] }>('/v3/geocode/geo', {
    address: text,
    city,
  });
  const location = geocodes?.[0]?.location;
  return typeof location === 'string' ? positionOf(location) : null;
}

/** Metres by car, as Amap would drive. */
export async function drivingMeters(from: Position, to: Position): Promise<number> {
  const { results } = await ask<{ results?: readonly { distance?: unknown; code?: unknown }[] }>('/v3/distance', {
    origins: textOf(from),
    destination: textOf(to),
    type: '1',
  });
  const meters = Number(results?.[0]?.distance);
  // With `code` the map says that there is no way for a car; the number beside it means nothing.
  if (results?.[0]?.code !== undefined || !Number.isFinite(meters) || meters < 0) {
    throw new Refusal('MAP_SERVICE_FAILED', { call: 'distance', reason: 'no way found' });
  }
  return Math.round(meters);
}

async function ask<T>(path: string, parameters: Readonly<Record<string, string>>): Promise<T> {
  const key = required('AMAP_KEY');
  const url = new URL(path, required('AMAP_BASE_URL'));
  url.search = new URLSearchParams({ ...parameters, key, output: 'JSON' }).toString();
  const answer = await fetched(url, path);
  if (answer.status === '1') return answer as T;
  console.error('amap refused', path, answer.infocode, answer.info); // never the address, never the key
  // 20000s: the question is at fault; for an address that means Amap cannot read it.
  if (path === '/v3/geocode/geo' && answer.infocode === '20000') return {} as T;
  throw new Refusal('MAP_SERVICE_FAILED', { call: path, infocode: answer.infocode });
}

async function fetched(url: URL, path: string): Promise<{ status?: string; info?: string; infocode?: string }> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return (await response.json()) as { status?: string };
  } catch (error) {
    console.error('amap', path, error instanceof Error ? error.message : error);
    throw new Refusal('MAP_SERVICE_FAILED', { call: path });
  }
}

const textOf = ([longitude, latitude]: Position) => `${longitude.toFixed(6)},${latitude.toFixed(6)}`;

function positionOf(text: string): Position {
  const [longitude, latitude] = text.split(',').map(Number);
  if (!Number.isFinite(longitude) || !Number.isFinite(latitude))
    throw new Refusal('MAP_SERVICE_FAILED', { call: 'geocode' });
  return [longitude as number, latitude as number];
}
