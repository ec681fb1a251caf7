/** Starts a local CloudBase in this process. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openKeys, type Keys } from './auth/keys';
import { Sessions } from './auth/sessions';
import { createTicket } from './auth/ticket';
import { steerableClock, type SteerableClock } from './clock';
import { ControlPlane } from './control-plane/controlPlane';
import type { Engine } from './database/engine';
import { openEngine } from './database/open';
import { applyDeclaredIndexes, readRules } from './declared';
import type { LocalFunctionHost } from './functions/localHost';
import { openFunctionHost } from './functions/openFunctionHost';
import { httpRoutes } from './http-routes/httpRoutes';
import { openApi } from './openapi/openApi';
import type { Platform } from './platform';
import { routesOf } from './routes';
import { Guard } from './rules/guard';
import { Ruleset } from './rules/ruleset';
import { closeServer, listen } from './server';
import { openFiles } from './storage/files';
import { Links } from './storage/links';
import { Storage } from './storage/storage';
import { openTimers } from './timers/openTimers';
import type { Timers } from './timers/timers';
import { openWatchSockets } from './watch/socket';
import { Counters, type Stats } from './wire/counters';
import { TransactionStrays } from './wire/transactionStrays';

export interface StartOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Default 127.0.0.1. The steering endpoints answer this machine only, whatever is chosen. */
  readonly hostname?: string;
  /** Absent: everything lives in memory and is gone at the end. */
  readonly dataDir?: string;
  /** Each sub-folder with an `index.js` is a function. */
  readonly functionsDir?: string;
  /** Where `indexes.json` and `rules.json` are. */
  readonly databaseDir?: string;
  /** Added to the environment of every function. */
  readonly env?: Readonly<Record<string, string>>;
  readonly envId?: string;
  readonly appid?: string;
  readonly clock?: SteerableClock;
  /** `group` survives a power failure too; default `off` survives a killed process. */
  readonly sync?: 'off' | 'group';
  readonly log?: (line: string) => void;
}

export interface Emulator {
  readonly url: string;
  readonly engine: Engine;
  readonly functions: LocalFunctionHost;
  readonly clock: SteerableClock;
  readonly timers: Timers;
  stats(): Stats;
  /** A custom-login ticket; with an openid its holder is a WeChat user. */
  createTicket(uid: string, options?: { openid?: string }): string;
  /** What functions that make tickets themselves take as `credentials`. */
  readonly credentials: Keys['credentials'];
  stop(): Promise<void>;
}

const APPID = 'wx0local';

/** Directories of this run: the data directory, or a temporary one that disappears with the process. */
interface Directories {
  readonly storage: string;
  readonly functions: string;
  readonly clearScratch: () => void;
}

function directories({ dataDir, functionsDir }: StartOptions): Directories {
  const scratch = mkdtempSync(join(tmpdir(), 'cloudbase-emulator-'));
  const noFunctions = join(scratch, 'functions');
  mkdirSync(noFunctions);
  return {
    storage: join(dataDir ?? scratch, 'storage'),
    // Absolute: the workers load it from a folder of their own.
    functions: functionsDir === undefined ? noFunctions : resolve(functionsDir),
    clearScratch: () => rmSync(scratch, { recursive: true, force: true }),
  };
}

interface Parts {
  readonly options: StartOptions;
  readonly clock: SteerableClock;
  readonly engine: Engine;
  readonly keys: Keys;
  readonly host: LocalFunctionHost;
  readonly storageDir: string;
}

function assemble({ options, clock, engine, keys, host, storageDir }: Parts): Platform {
  const { envId = 'local-env', appid = APPID, log = () => undefined } = options;
  const rules = new Ruleset(readRules(options.databaseDir));
  const linkSecret = createHash('sha256').update(keys.credentials.private_key).digest('hex');
  return {
    ...{ envId, appid, engine, host, clock, log },
    openApi: openApi({
      appid,
      now: clock.now,
      functionOf: (sessionToken) => host.callInProgress(sessionToken)?.name,
      hasPermission: (name, api) => host.definition(name)?.openApis.includes(api) ?? false,
    }),
    storage: new Storage(envId, openFiles(storageDir, clock.now), new Links(linkSecret, clock.now)),
    sessions: new Sessions(keys, envId, clock.now),
    guard: new Guard(engine, rules, clock.now),
    controlPlane: new ControlPlane(envId, engine, rules),
    counters: new Counters(),
    strays: new TransactionStrays(log),
  };
}

/** What must be undone, in this order, whenever starting fails or the emulator stops. */
const CLOSING_ORDER = ['calls', 'sockets', 'server', 'engine', 'scratch'] as const;
type Closers = Partial<Record<(typeof CLOSING_ORDER)[number], () => unknown>>;

async function closeAll(closers: Closers): Promise<void> {
  for (const name of CLOSING_ORDER) {
    const close = closers[name];
    delete closers[name];
    await close?.();
  }
}

/** Rejects when the port is taken, the data directory is in use, or a declared rule or index is wrong. */
export async function start(options: StartOptions = {}): Promise<Emulator> {
  const dirs = directories(options);
  const closers: Closers = { scratch: dirs.clearScratch };
  try {
    return await open(options, dirs, closers);
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}

async function open(options: StartOptions, dirs: Directories, closers: Closers): Promise<Emulator> {
  const { dataDir, envId = 'local-env', appid = APPID, log = () => undefined } = options;
  const clock = options.clock ?? steerableClock(dataDir ? { persistTo: join(dataDir, 'clock.json') } : {});
  const engineDir = dataDir ? { dir: join(dataDir, 'database') } : {};
  const engine = await openEngine({
    ...engineDir,
    now: clock.now,
    ...(options.sync === undefined ? {} : { sync: options.sync }),
  });
  closers.engine = () => engine.close();
  await applyDeclaredIndexes(engine, options.databaseDir);
  const keys = openKeys(envId, dataDir && join(dataDir, 'keys'));
  let url = '';
  const serverUrl = () => url;
  const host = openFunctionHost({ dir: dirs.functions, envId, appid, clock, log, serverUrl, env: options.env ?? {} });
  closers.calls = () => host.close();
  const platform = assemble({ options, clock, engine, keys, host, storageDir: dirs.storage });
  const timers = openTimers({ host, clock, log });
  closers.calls = () => Promise.all([host.close(), timers.close()]);
  const stats = () => platform.counters.stats(host.report().reduce((sum, { calls }) => sum + calls, 0));
  const routes = routesOf({ platform, keys, timers, stats, httpRoutes: httpRoutes({ host, envId, appid }) });
  const { server, port } = await listen(routes, log, options.hostname ?? '127.0.0.1', options.port ?? 0);
  closers.server = () => closeServer(server);
  url = `http://127.0.0.1:${port}`;
  const sockets = openWatchSockets(server, platform);
  closers.sockets = () => sockets.close();
  return {
    ...{ url, engine, functions: host, clock, timers, stats, credentials: keys.credentials },
    createTicket: (uid, given) => createTicket(keys, uid, given),
    stop: () => closeAll(closers),
  };
}
