/**
 * Where a parity case runs: always on the emulator, and on a real environment when one is named. The cases know only
 * the vendor's SDKs; what they expect of the cloud is written once, so a difference shows as a failure on one side.
 */
import { randomBytes } from 'node:crypto';
import cloudbase from '@cloudbase/node-sdk';
import CloudBaseManager from '@cloudbase/manager-node';
import { start } from '../index';

const { REMOTE_ENV, REMOTE_SECRET_ID, REMOTE_SECRET_KEY } = process.env;

interface Address {
  readonly env: string;
  readonly secretId: string;
  readonly secretKey: string;
  /** Absent: Tencent's own. */
  readonly url?: string;
  readonly close: () => Promise<void>;
}

async function emulatorAddress(): Promise<Address> {
  const emulator = await start({});
  const address = { env: 'local-env', secretId: 'AKIDlocal', secretKey: 'local', url: emulator.url };
  return { ...address, close: () => emulator.stop() };
}

const remoteAddress = (env: string) => async (): Promise<Address> => {
  if (!REMOTE_SECRET_ID || !REMOTE_SECRET_KEY)
    throw new Error('REMOTE_ENV also needs REMOTE_SECRET_ID and REMOTE_SECRET_KEY');
  return { env, secretId: REMOTE_SECRET_ID, secretKey: REMOTE_SECRET_KEY, close: async () => undefined };
};

function openApp({ env, secretId, secretKey, url }: Address) {
  const config = { env, secretId, secretKey, ...(url ? { serviceUrl: `${url}/admin` } : {}) };
  return cloudbase.init(config);
}

export type App = ReturnType<typeof openApp>;
export type Database = ReturnType<App['database']>;

/** An index as the control plane takes it: fields with '1', '-1' or '2dsphere'. */
export interface IndexWish {
  readonly fields: Readonly<Record<string, '1' | '-1' | '2dsphere'>>;
  readonly unique?: boolean;
}

export interface Target {
  readonly app: App;
  readonly db: Database;
  /** A fresh collection of its own name, dropped at the end. */
  collection(indexes?: readonly IndexWish[]): Promise<string>;
  close(): Promise<void>;
}

/** The manager reads where its API is from the environment at each request. */
function pointManager(url: string | undefined): void {
  if (url === undefined) delete process.env.TCB_BASE_URL;
  else process.env.TCB_BASE_URL = url;
}

async function open(addressed: () => Promise<Address>): Promise<Target> {
  const address = await addressed();
  const { env: envId, secretId, secretKey, url } = address;
  pointManager(url);
  const app = openApp(address);
  const db = app.database();
  const manager = new CloudBaseManager({ envId, secretId, secretKey });
  const made: string[] = [];
  return {
    app,
    db,
    async collection(indexes = []) {
      const name = `parity_${randomBytes(6).toString('hex')}`;
      await db.createCollection(name);
      made.push(name);
      const CreateIndexes = indexes.map(({ fields, unique = false }, i) => ({
        IndexName: `index_${i}`,
        MgoKeySchema: {
          MgoIndexKeys: Object.entries(fields).map(([Name, Direction]) => ({ Name, Direction })),
          MgoIsUnique: unique,
        },
      }));
      if (CreateIndexes.length > 0) await manager.database.updateCollection(name, { CreateIndexes });
      return name;
    },
    async close() {
      for (const name of made) await manager.database.deleteCollection(name);
      await address.close();
    },
  };
}

/** Defines the same cases for each target. `target()` may be called inside tests only. */
export function onEachTarget(cases: (target: () => Target) => void): void {
  const define = (name: string, addressed: () => Promise<Address>) =>
    describe(name, () => {
      let target: Target;
      beforeAll(async () => {
        target = await open(addressed);
      }, 60_000);
      afterAll(() => target.close(), 60_000);
      cases(() => target);
    });
  define('on the emulator', emulatorAddress);
  if (REMOTE_ENV) define(`on ${REMOTE_ENV}`, remoteAddress(REMOTE_ENV));
  else describe.skip('on a real environment (name one in REMOTE_ENV to run these)', () => cases(neverOpened));
}

const neverOpened = (): Target => {
  throw new Error('skipped cases have no target');
};

/** Rows put in and asked for again, as the short way to state most cases. */
export async function filled(target: Target, rows: readonly object[], indexes?: readonly IndexWish[]): Promise<string> {
  const name = await target.collection(indexes);
  await target.db.collection(name).add(rows as never);
  return name;
}

/** What the SDK throws, as `[code, message]`; a success is an error here. */
export async function refusal(work: Promise<unknown>): Promise<[code: string, message: string]> {
  const thrown = await work.then(
    () => undefined,
    (cause: { code: string; message: string }) => cause,
  );
  if (!thrown) throw new Error('was not refused');
  return [thrown.code, thrown.message];
}
