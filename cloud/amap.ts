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

/** A way as the map knows it at this moment. */
export interface MapWay {
  readonly meters: number;
  readonly minutes: number;
}

/** Ways by car from many places to one, in one question; null where no way was found. At most a hundred. */
export async function drivingWays(origins: readonly Position[], to: Position): Promise<readonly (MapWay | null)[]> {
  const { results = [] } = await ask<{ results?: readonly Record<string, unknown>[] }>('/v3/distance', {
    origins: origins.map(textOf).join('|'),
    destination: textOf(to),
    type: '1',
  });
  const byOrigin = new Map(results.map((result) => [Number(result.origin_id), result]));
  return origins.map((_origin, index) => wayOf(byOrigin.get(index + 1) ?? {}));
}

/** By bicycle the map answers in another shape: `errcode` instead of `status`. */
export async function bicyclingWay(from: Position, to: Position): Promise<MapWay | null> {
  const path = '/v4/direction/bicycling';
  const answer = (await fetched(urlOf(path, { origin: textOf(from), destination: textOf(to) }), path)) as Bicycling;
  if (answer.errcode !== 0) {
    console.error('amap refused', path, answer.errcode, answer.errmsg);
    throw new Refusal('MAP_SERVICE_FAILED', { call: path, infocode: String(answer.errcode) });
  }
  return wayOf(answer.data?.paths?.[0] ?? {});
}

interface Bicycling {
  readonly errcode?: number;
  readonly errmsg?: string;
  readonly data?: { readonly paths?: readonly Record<string, unknown>[] };
}

/** With `code` the map says that there is no way; the numbers beside it mean nothing. */
function wayOf({ distance, duration, code }: Readonly<Record<string, unknown>>): MapWay | null {
  const [meters, seconds] = [Number(distance ?? NaN), Number(duration ?? NaN)];
  if (code !== undefined || !(meters >= 0) || !(seconds >= 0)) return null;
  return { meters: Math.round(meters), minutes: seconds / 60 };
}

async function ask<T>(path: string, parameters: Readonly<Record<string, string>>): Promise<T> {
  const answer = await fetched(urlOf(path, parameters), path);
  if (answer.status === '1') return answer as T;
  console.error('amap refused', path, answer.infocode, answer.info); // never the address, never the key
  // 20000s: the question is at fault; for an address that means Amap cannot read it.
  if (path === '/v3/geocode/geo' && answer.infocode === '20000') return {} as T;
  throw new Refusal('MAP_SERVICE_FAILED', { call: path, infocode: answer.infocode });
}

function urlOf(path: string, parameters: Readonly<Record<string, string>>): URL {
  const url = new URL(path, required('AMAP_BASE_URL'));
  url.search = new URLSearchParams({ ...parameters, key: required('AMAP_KEY'), output: 'JSON' }).toString();
  return url;
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
