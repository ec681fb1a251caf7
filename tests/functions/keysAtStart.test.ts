/** Keys that are missing, short or not there under the name in use: every bundle that needs them refuses to start and says so in one line. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from '../../emulator/index';
import { root } from '../../scripts/build/products';
import { freePorts, startOutsideServices } from '../../scripts/start/localCloud';

const BUNDLES = join(root, 'dist/cloudfunctions');
const names = () => readdirSync(BUNDLES).sort();
/** The setting's name stands in every bundle that reads it, minified or not. */
const needsKeys = (name: string) =>
  readFileSync(join(BUNDLES, name, 'index.js'), 'utf8').includes('PERSONAL_DATA_KEYS');

let environment: Readonly<Record<string, string>>;
const folder = mkdtempSync(join(tmpdir(), 'keys-'));
beforeAll(async () => {
  const { environment: whole, standIns } = await startOutsideServices({ ports: await freePorts(), folder });
  await standIns.stop();
  environment = whole;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What these functions say when they are first called with these settings: their first line, null where they start. */
async function saidAtStart(change: Readonly<Record<string, string | undefined>>, asked: readonly string[]) {
  const env = { ...environment, ...change } as Record<string, string>;
  for (const [name, value] of Object.entries(change)) if (value === undefined) delete env[name];
  const log: string[] = [];
  const emulator = await start({
    functions: BUNDLES,
    database: join(root, 'database'),
    env,
    log: (line) => void log.push(line),
  });
  try {
    const said: Record<string, string | null> = {};
    for (const name of asked) {
      const caller = { openid: 'o-1', loginType: 'WECHAT', clientIp: '127.0.0.1' } as const;
      const result = await emulator.functions.invoke({
        name,
        event: {},
        caller,
        source: 'wx_client',
        addsUserInfo: true,
      });
      said[name] = result.ok
        ? null
        : (result.message.split('\n').find((line) => /environment|_KEY/.test(line)) ?? result.message);
    }
    return { said, log: log.join('\n') };
  } finally {
    await emulator.stop();
  }
}

const SHORT = Buffer.alloc(16, 7).toString('base64');
const GOOD = Buffer.alloc(32, 7).toString('base64');

test('most functions need them, and some do not', () => {
  const without = names().filter((name) => !needsKeys(name));
  expect(without).toEqual(expect.arrayContaining(['readCatalogue', 'planWork', 'readStanding']));
  expect(names().length - without.length).toBeGreaterThan(15);
});

type Settings = Readonly<Record<string, string | undefined>>;

async function assertRefused(change: Settings, line: string, asked: readonly string[]) {
  const { said, log } = await saidAtStart(change, asked);
  const wanted = asked.map((name) => [name, needsKeys(name) ? expect.stringContaining(line) : null]);
  expect(said).toEqual(Object.fromEntries(wanted));
  for (const key of [SHORT, GOOD, environment.LOOKUP_KEY as string])
    expect(log + JSON.stringify(said)).not.toContain(key);
}

test('no keys: every bundle that needs them says so', async () => {
  await assertRefused({ PERSONAL_DATA_KEYS: undefined }, 'environment variables not set: PERSONAL_DATA_KEYS', names());
}, 120_000);

/** The same module judges them in every bundle: one of each door stands for all, two that need none among them. */
const ONE_OF_EACH_DOOR = ['signIn', 'runCommand', 'dailyTimer', 'payNotify', 'readCatalogue'];

test.each<[string, Settings, string]>([
  [
    'a short key',
    { PERSONAL_DATA_KEYS: JSON.stringify({ local1: SHORT }) },
    'PERSONAL_DATA_KEYS: key local1 has 16 bytes, not 32',
  ],
  [
    'no key of that name',
    { PERSONAL_DATA_KEYS: JSON.stringify({ other: GOOD }), PERSONAL_DATA_KEY_ID: 'now' },
    'PERSONAL_DATA_KEY_ID: no key now in PERSONAL_DATA_KEYS',
  ],
  ['keys that are no JSON', { PERSONAL_DATA_KEYS: `{"local1": ${GOOD}` }, 'PERSONAL_DATA_KEYS is not JSON'],
  ['a short key of look-ups', { LOOKUP_KEY: SHORT }, 'LOOKUP_KEY has 16 bytes, fewer than 32'],
])('%s', async (_what, change, line) => assertRefused(change, line, ONE_OF_EACH_DOOR), 60_000);
