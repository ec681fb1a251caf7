/** What npm would carry: packed, unpacked elsewhere, and run with plain node. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import cloudbase from '@cloudbase/node-sdk';

const scratch = mkdtempSync(join(tmpdir(), 'cloudbase-emulator-package-'));
const unpacked = join(scratch, 'package');
let program: ChildProcess | undefined;

beforeAll(() => {
  const quiet = { cwd: __dirname, stdio: ['ignore', 'pipe', 'ignore'] as const, encoding: 'utf8' as const };
  execFileSync(process.execPath, ['build.mjs'], { cwd: __dirname });
  execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', scratch], {
    ...quiet,
    stdio: [...quiet.stdio],
  });
  const tarball = readdirSync(scratch).find((name) => name.endsWith('.tgz')) as string;
  execFileSync('tar', ['xzf', join(scratch, tarball), '-C', scratch]);
  symlinkSync(join(__dirname, '..', 'node_modules'), join(scratch, 'node_modules'));
}, 120_000);

afterAll(() => {
  program?.kill('SIGKILL');
  rmSync(scratch, { recursive: true, force: true });
});

const files = () => readdirSync(unpacked, { recursive: true, encoding: 'utf8' });

test('carries programs, types and documents, and no tests or sources', () => {
  expect(files()).toEqual(expect.arrayContaining(['README.md', 'FIDELITY.md', 'dist/cli.js', 'dist/index.d.ts']));
  expect(files().filter((name) => /\.test\.|(?<!\.d)\.ts$/.test(name))).toEqual([]);
});

test('asks only for packages it names as dependencies', () => {
  const { dependencies } = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8')) as { dependencies: object };
  const wanted = files()
    .filter((name) => /\.c?js$/.test(name) && !name.includes('inspector/page'))
    .flatMap((name) => [...readFileSync(join(unpacked, name), 'utf8').matchAll(/\brequire\("([^".][^"]*)"\)/g)])
    .map(([, name = '']) => name.replace(/^node:/, ''))
    .filter((name) => !builtinModules.includes(name))
    .map((name) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    );
  // Vue is served to the inspector's page as a file.
  expect([...new Set([...wanted, 'vue'])].sort()).toEqual(Object.keys(dependencies).sort());
});

test('its command starts an environment that the SDK and a browser can use', async () => {
  const child = spawn(process.execPath, [join(unpacked, 'dist/cli.js'), '--memory', '--port', '0'], { cwd: scratch });
  program = child;
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => resolve(chunk.toString().replace('ready ', '').trim()));
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
  const keys = { secretId: 'AKIDlocal', secretKey: 'local' };
  const db = cloudbase.init({ env: 'local-env', ...keys, serviceUrl: `${url}/admin` } as never).database();
  await db.createCollection('packed');
  await db.collection('packed').add({ _id: 'a', n: 1 });
  expect((await db.collection('packed').where({ n: 1 }).get()).data).toEqual([{ _id: 'a', n: 1 }]);
  const page = await fetch(url);
  expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
});
