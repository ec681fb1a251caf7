/** Amap's Web services, as far as a city needs them, as a local server. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, type Asked, json, serve } from '../httpServer';
import { scripted } from '../scripted';
import { assertKnown, steered, steeringBody, SteeringError } from '../steering';
import { type District, type GazetteerFile, readGazetteer } from './gazetteer';
import { INFO, MapError, mapError } from './mapError';
import { bicyclingRoute, distances, drivingRoute, geocode, regeocode } from './mapQueries';
import { querySignature } from './querySignature';

export const STAND_IN_AMAP_KEY = 'standin-amap-key';

export interface AmapOptions {
  port?: number;
  key?: string;
  /** When given, every query must carry `sig`. */
  privateKey?: string;
  /** Left out: no address is known and no point lies in a district. */
  gazetteer?: GazetteerFile[];
}

export interface AmapScriptChange {
  /** Answer with this error: `10003` quota, `10021` too fast, … */
  infocode?: string;
  delayMs?: number;
  times?: number;
  reset?: boolean;
}

export interface Amap {
  url: string;
  key: string;
  stop(): Promise<void>;
  script(change: AmapScriptChange): void;
  /** How often each path was asked. */
  calls(): Record<string, number>;
}

type Query = (districts: District[], query: URLSearchParams) => Record<string, unknown>;

const QUERIES: Record<string, Query> = {
  '/v3/geocode/geo': geocode,
  '/v3/geocode/regeo': regeocode,
  '/v3/distance': (_districts, query) => distances(query),
  '/v3/direction/driving': (_districts, query) => drivingRoute(query),
};

/** Paths that answer in the shape of version 4: `errcode` and `data` instead of `status`. */
const QUERIES_V4: Record<string, Query> = {
  '/v4/direction/bicycling': (_districts, query) => bicyclingRoute(query),
};

export async function startAmap(options: AmapOptions = {}): Promise<Amap> {
  const key = options.key ?? STAND_IN_AMAP_KEY;
  const districts = (options.gazetteer ?? []).flatMap(readGazetteer);
  const calls: Record<string, number> = {};
  const script = openScript();
  const running = await serve(options.port ?? 0, async (asked) => {
    if (asked.path.startsWith('/_amap/')) return steered(() => steer(asked, script.change, calls));
    calls[asked.path] = (calls[asked.path] ?? 0) + 1;
    const delayMs = script.delayMs.take();
    if (delayMs > 0) await sleep(delayMs);
    const shape = Object.hasOwn(QUERIES_V4, asked.path) ? answerV4 : answer;
    return shape(() => {
      const infocode = script.infocode.take();
      if (infocode !== undefined) throw mapError(infocode);
      if (asked.query.get('key') !== key) throw mapError('10001');
      if (
        options.privateKey !== undefined &&
        asked.query.get('sig') !== querySignature(asked.query, options.privateKey)
      ) {
        throw mapError('10007');
      }
      const known = { ...QUERIES, ...QUERIES_V4 };
      const run = asked.method === 'GET' && Object.hasOwn(known, asked.path) ? known[asked.path] : undefined;
      if (run === undefined) throw mapError('10002');
      return run(districts, asked.query);
    });
  });
  return { url: running.url, key, stop: running.stop, script: script.change, calls: () => ({ ...calls }) };
}

function answer(run: () => Record<string, unknown>): Answer {
  try {
    return json(200, { status: '1', info: 'OK', infocode: '10000', ...run() });
  } catch (error) {
    if (error instanceof MapError) return json(200, { status: '0', info: error.info, infocode: error.infocode });
    throw error;
  }
}

function answerV4(run: () => Record<string, unknown>): Answer {
  const envelope = (errcode: number, errmsg: string, data: unknown) =>
    json(200, { errcode, errmsg, errdetail: null, ext: null, data });
  try {
    return envelope(0, 'OK', run());
  } catch (error) {
    if (error instanceof MapError) return envelope(Number(error.infocode), error.info, null);
    throw error;
  }
}

function openScript() {
  const infocode = scripted<string | undefined>(undefined);
  const delayMs = scripted(0);
  return {
    infocode,
    delayMs,
    change: (change: AmapScriptChange) => {
      assertKnown(change, ['infocode', 'delayMs', 'times', 'reset']);
      if (change.infocode !== undefined && INFO[change.infocode] === undefined) {
        throw new SteeringError(`infocode: one of ${Object.keys(INFO).join(', ')}`);
      }
      if (change.reset) infocode.set(undefined);
      if (change.reset) delayMs.set(0);
      if (change.infocode !== undefined) infocode.set(change.infocode, change.times);
      if (change.delayMs !== undefined) delayMs.set(change.delayMs, change.times);
    },
  };
}

function steer(asked: Asked, change: (change: AmapScriptChange) => void, calls: Record<string, number>): Answer {
  if (asked.method === 'GET' && asked.path === '/_amap/calls') return json(200, calls);
  if (asked.method !== 'POST' || asked.path !== '/_amap/script') return json(404, { message: `no ${asked.path}` });
  change(steeringBody(asked, ['infocode', 'delayMs', 'times', 'reset']) as AmapScriptChange);
  return json(200, {});
}
