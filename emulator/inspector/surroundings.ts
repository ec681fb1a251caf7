/** Everything beside documents: what runs, what is open, what was sent, what is in force. */
import { bucketOf, fileIdOf } from '../storage/fileId';
import type { Endpoint, InspectorContext } from './context';
import { readable } from './readable';

const FILES_SHOWN_MAX = 300;
const MESSAGES_SHOWN_MAX = 300;
const CALLS_SHOWN_MAX = 200;
const LINK_LIFE_SECONDS = 600;

async function countDocuments({ platform: { engine } }: InspectorContext): Promise<number> {
  const counts = await Promise.all(engine.collections().map((name) => engine.count(name)));
  return counts.reduce((sum, count) => sum + count, 0);
}

export const overview: Endpoint = async (context) => {
  const { platform, stats, connections, whereabouts, timers } = context;
  const { engine, host, openApi, faults, clock, envId, appid } = platform;
  return {
    ...{ envId, appid, now: clock.now(), offsetMs: clock.offsetMs() },
    ...{ ...whereabouts, url: whereabouts.url() },
    startedSecondsAgo: Math.round(process.uptime()),
    memoryBytes: process.memoryUsage().rss,
    stats: stats(),
    counts: {
      collections: engine.collections().length,
      documents: await countDocuments(context),
      functions: host.names().length,
      timers: timers.upcoming().length,
      connections: connections().length,
      messages: openApi.outbox().length,
      files: platform.storage.files.list().length,
    },
    faults: faults.list(),
  };
};

export const functions: Endpoint = ({ platform: { host } }) => {
  const reports = new Map(host.report().map((report) => [report.name, report]));
  // The environment of a function may hold secrets: its names are enough here.
  const rows = host.definitions().map(({ environment, entryFile: _entryFile, version: _version, ...shown }) => ({
    ...shown,
    ...reports.get(shown.name),
    environmentNames: Object.keys(environment),
  }));
  return { functions: rows };
};

/** Newest first. Without a name, the calls of all functions. */
export const calls: Endpoint = ({ platform: { host } }, { name }) => {
  const names = typeof name === 'string' && name !== '' ? [name] : host.names();
  const all = names.flatMap((one) => [...host.calls(one)]).sort((a, b) => b.startedAt - a.startedAt);
  return { calls: all.slice(0, CALLS_SHOWN_MAX), total: all.length };
};

export const timerRows: Endpoint = ({ platform: { host }, timers }) => {
  const next = new Map(timers.upcoming().map(({ name, trigger, at }) => [`${name}/${trigger}`, at]));
  const rows = host.definitions().flatMap(({ name, timers: triggers }) =>
    triggers.map(({ name: trigger, config, argument }) => ({
      ...{ name, trigger, config, argument },
      at: next.get(`${name}/${trigger}`) ?? null,
      last: host.calls(name).findLast(({ source }) => source === 'wx_trigger') ?? null,
    })),
  );
  return { timers: rows };
};

export const connections: Endpoint = (context) => ({
  connections: context.connections().map(({ watches, ...connection }) => ({
    ...connection,
    watches: watches.map((watch) => ({ ...watch, query: readable(watch.query) })),
  })),
});

/** Newest first. */
export const messages: Endpoint = ({ platform: { openApi } }) => {
  const all = openApi.outbox();
  return { messages: all.slice(-MESSAGES_SHOWN_MAX).reverse(), total: all.length };
};

const encodedPath = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

export const files: Endpoint = ({ platform: { storage } }) => {
  const all = [...storage.files.list()].sort((a, b) => b.storedAt - a.storedAt);
  const shown = all.slice(0, FILES_SHOWN_MAX).map(({ path, mediaType, sizeBytes, etag, storedAt, owner }) => ({
    ...{ path, mediaType, sizeBytes, etag, storedAt, owner },
    fileId: fileIdOf(storage.envId, path),
    // Below the page's own origin, whatever name it is open under.
    link: `/cos/${bucketOf(storage.envId)}/${encodedPath(path)}?${storage.links.download(path, LINK_LIFE_SECONDS)}`,
  }));
  const bytes = all.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return { files: shown, total: all.length, bytes };
};

export const rules: Endpoint = ({ platform: { engine, rules: inForce } }) => ({
  collections: engine
    .collections()
    .sort()
    .map((name) => ({
      name,
      permission: inForce.collectionPermission(name) ?? null,
      indexes: engine.indexes(name),
    })),
  functions: inForce.functionPermission(),
  storage: inForce.storagePermission() ?? null,
});
