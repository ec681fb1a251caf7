/** Starts a local CloudBase in this process. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openKeys, type Keys } from './auth/keys';
import { Revocations } from './auth/revocations';
import { Sessions } from './auth/sessions';
import { createTicket } from './auth/ticket';
import { openCloudPay, type CloudPay } from './cloud-pay/cloudPay';
import { steerableClock, type SteerableClock } from './clock';
import { ControlPlane } from './control-plane/controlPlane';
import type { Engine } from './database/engine';
import { openEngine } from './database/open';
import { openExpiry } from './database/ttl/expiry';
import { applyDeclaredIndexes, openRules } from './declared';
import { Faults } from './faults/faults';
import { strikeFunctions } from './faults/functionFaults';
import { strikeOpenApi } from './faults/openApiFaults';
import type { LocalFunctionHost } from './functions/localHost';
import { openFunctionHost } from './functions/openFunctionHost';
import { httpRoutes } from './http-routes/httpRoutes';
import { openApi } from './openapi/openApi';
import type { Platform } from './platform';
import { routesOf } from './routes';
import { Guard } from './rules/guard';
import { closeServer, listen } from './server';
import { openFiles } from './storage/files';
import { Links } from './storage/links';
import { Storage } from './storage/storage';
import { openTimers } from './timers/openTimers';
import type { Timers } from './timers/timers';
import { openWatchSockets } from './watch/socket';
import { Counters, type Stats } from './wire/counters';
import { TransactionRequests } from './wire/transactionRequests';
import { TransactionStrays } from './wire/transactionStrays';

export { steerableClock };

export interface StartOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Default 127.0.0.1. The steering endpoints answer this machine only, whatever is chosen. */
  readonly hostname?: string;
  /** Absent: everything lives in memory and is gone at the end. */
  readonly data?: string;
  /** Each sub-folder with an `index.js` is a function. */
  readonly functions?: string;
  /** Where `indexes.json` and `rules.json` are. */
  readonly database?: string;
  /** Added to the environment of every function. */
  readonly env?: Readonly<Record<string, string>>;
  readonly envId?: string;
  readonly appid?: string;
  readonly clock?: SteerableClock;
  /** `group` survives a power failure too; default `off` survives a killed process. */
  readonly sync?: 'off' | 'group';
  /** Added to the start of each function process, to feel what the cloud feels like. */
  readonly coldStartMs?: number;
  /** How long a function process rests before it is ended; default two minutes. */
  readonly idleMs?: number;
  readonly log?: (line: string) => void;
}

export interface Emulator {
  readonly url: string;
  readonly engine: Engine;
  readonly functions: LocalFunctionHost;
  readonly clock: SteerableClock;
  readonly timers: Timers;
  /** What shall go wrong; nothing does until it is set here, in the inspector or through `/_emulator/faults`. */
  readonly faults: Faults;
  /** Who pays, refuses or is refunded. */
  readonly cloudPay: CloudPay;
  stats(): Stats;
  /** A custom-login ticket; with an openid its holder is a WeChat user. */
  createTicket(uid: string, options?: { openid?: string }): string;
  /** What functions that make tickets themselves take as `credentials`. */
  readonly credentials: Keys['credentials'];
  stop(): Promise<void>;
}

const APPID = 'wx0local';

const OPTIONS: Readonly<Record<keyof StartOptions, true>> = {
  ...{ port: true, hostname: true, data: true, functions: true, database: true, env: true, envId: true, appid: true },
  ...{ clock: true, sync: true, coldStartMs: true, idleMs: true, log: true },
};

/** From JavaScript nobody checks the names, and a misspelt `data` would keep nothing. */
function checkOptions(options: StartOptions): void {
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(OPTIONS, name));
  if (unknown) throw new Error(`unknown option ${unknown}; known: ${Object.keys(OPTIONS).join(', ')}`);
  const { functions, data } = options;
  const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory();
  if (functions !== undefined && !isFolder(functions)) throw new Error(`there is no folder of functions ${functions}`);
  if (data !== undefined && isFolder(data) === false) throw new Error(`the data directory ${data} is a file`);
}

/** Directories of this run: the data directory, or a temporary one that disappears with the process. */
interface Directories {
  readonly storage: string;
  readonly functions: string;
  readonly clearScratch: () => void;
}

function directories({ data, functions }: StartOptions): Directories {
  const scratch = mkdtempSync(join(tmpdir(), 'cloudbase-emulator-'));
  const noFunctions = join(scratch, 'functions');
  mkdirSync(noFunctions);
  return {
    storage: join(data ?? scratch, 'storage'),
    // Absolute: the workers load it from a folder of their own.
    functions: functions === undefined ? noFunctions : resolve(functions),
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
  const kept = options.data && join(options.data, 'rules.json');
  const rules = openRules(options.database, kept, log);
  const payFile = options.data && { file: join(options.data, 'cloud-pay.jsonl') };
  const cloudPay = openCloudPay({ envId, appid, host, clock, log, ...payFile });
  const linkSecret = createHash('sha256').update(keys.credentials.private_key).digest('hex');
  return {
    ...{ envId, appid, engine, host, cloudPay, clock, log },
    openApi: openApi({
      appid,
      now: clock.now,
      functionOf: (sessionToken) => host.callInProgress(sessionToken)?.name,
      openidOf: (sessionToken) => host.callInProgress(sessionToken)?.caller.openid,
      cloudPay,
      log,
      push: (name, event) => {
        const openid = String(event.FromUserName);
        const caller = { openid, appid, loginType: 'WECHAT', clientIp: '127.0.0.1' } as const;
        void host.invoke({ name, event, caller, source: 'wx_unknown' });
      },
      hasPermission: (name, api) => host.definition(name)?.openApis.includes(api) ?? false,
    }),
    storage: new Storage(envId, openFiles(storageDir, clock.now), new Links(linkSecret, clock.now)),
    sessions: new Sessions(
      keys,
      envId,
      clock.now,
      new Revocations(options.data && join(options.data, 'signed-out.json')),
    ),
    guard: new Guard(engine, rules.rules, clock.now),
    rules: rules.rules,
    faults: new Faults(log),
    controlPlane: new ControlPlane(envId, engine, rules),
    counters: new Counters(),
    strays: new TransactionStrays(log),
    transactionRequests: new TransactionRequests(clock),
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

/** Rejects when the port is taken, the data directory is in use, or an option, a declared rule or index is wrong. */
export async function start(options: StartOptions = {}): Promise<Emulator> {
  checkOptions(options);
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
  const { data: dataDir, envId = 'local-env', appid = APPID, log = () => undefined } = options;
  const clock = options.clock ?? steerableClock(dataDir ? { persistTo: join(dataDir, 'clock.json') } : {});
  const engineDir = dataDir ? { dir: join(dataDir, 'database') } : {};
  const engine = await openEngine({
    ...engineDir,
    now: clock.now,
    tell: log,
    ...(options.sync === undefined ? {} : { sync: options.sync }),
  });
  closers.engine = () => engine.close();
  await applyDeclaredIndexes(engine, options.database);
  const keys = openKeys(envId, dataDir && join(dataDir, 'keys'));
  let url = '';
  const serverUrl = () => url;
  const { env = {}, coldStartMs = 0 } = options;
  const host = openFunctionHost({
    ...{ dir: dirs.functions, envId, appid, clock, log, serverUrl, env, coldStartMs },
    ...(options.idleMs === undefined ? {} : { idleMs: options.idleMs }),
  });
  closers.calls = () => host.close();
  const platform = assemble({ options, clock, engine, keys, host, storageDir: dirs.storage });
  strikeFunctions(host, platform.faults);
  strikeOpenApi(platform.openApi, platform.faults);
  const timers = openTimers({ host, clock, log });
  const expiry = openExpiry({ engine, onClockChange: clock.onChange, log });
  closers.calls = () => Promise.all([host.close(), timers.close(), platform.cloudPay.close(), expiry.close()]);
  const stats = () => platform.counters.stats(host.report().reduce((sum, { calls }) => sum + calls, 0));
  const { functions: functionsDir, database: databaseDir } = options;
  const whereabouts = { url: serverUrl, dataDir, functionsDir, databaseDir };
  const inspected = { timers, stats, whereabouts, connections: () => sockets.connections() };
  const routes = routesOf({ platform, keys, ...inspected, httpRoutes: httpRoutes({ host, envId, appid }) });
  const { server, port } = await listen(routes, log, options.hostname ?? '127.0.0.1', options.port ?? 0);
  closers.server = () => closeServer(server);
  url = `http://127.0.0.1:${port}`;
  const sockets = openWatchSockets(server, platform);
  closers.sockets = () => sockets.close();
  return {
    ...{ url, engine, functions: host, clock, timers, stats, credentials: keys.credentials },
    faults: platform.faults,
    cloudPay: platform.cloudPay,
    createTicket: (uid, given) => createTicket(keys, uid, given),
    stop: () => closeAll(closers),
  };
}
