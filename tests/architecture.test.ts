import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** Who may import whom. Each floor stands on the floors and packages it names and on nothing else. */
const FLOORS: Record<string, readonly string[]> = {
  domain: [],
  contract: ['domain', 'valibot'],
  // `database`: the names of the operation numbers, data and no code
  cloud: [
    ...[
      'database',
      'domain',
      'contract',
      'valibot',
      '@cloudbase/node-sdk',
      'wx-server-sdk',
      'tencentcloud-sdk-nodejs',
      'pdfkit',
    ],
    'node',
  ],
  cloudfunctions: ['domain', 'contract', 'cloud'],
  'miniprogram/src': ['domain', 'contract', 'vue', '@tarojs', '@nutui', '@cloudbase/js-sdk', 'valibot'],
  // `database`: shapes of the districts for its map, data and no code
  'admin-cms': ['database', 'domain', 'contract', 'vue', '@cloudbase/js-sdk', 'vite', '@vitejs/plugin-vue', 'node'],
  emulator: ['node', 'busboy', 'cron-parser', 'ws'],
  'stand-ins': ['node'],
};

const CODE = /\.(ts|mts|vue)$/;
/** Tests and what only they are made of; `crash`, `isolation`, `fuzz` and `parity` are the emulator's long suites. */
const LEFT_OUT =
  /\.test\.ts$|ForTests\.ts$|\.d\.ts$|(^|\/)(node_modules|dist|testing|tests|crash|isolation|fuzz|parity)\//;

const filesOf = (floor: string): string[] =>
  readdirSync(floor, { recursive: true, encoding: 'utf8' })
    .map((file) => join(floor, file))
    .filter((file) => CODE.test(file) && !LEFT_OUT.test(file));

const scriptOf = (file: string): string => {
  const text = readFileSync(file, 'utf8');
  return file.endsWith('.vue')
    ? [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, code]) => code).join('\n')
    : text;
};

/** A cloud function is deployed alone, so to another function it is a foreign country. */
const unitOf = (path: string): string => {
  if (path.startsWith('cloudfunctions/')) return path.split('/').slice(0, 2).join('/');
  if (path.startsWith('miniprogram/')) return 'miniprogram/src';
  return path.split('/')[0] as string;
};

function targetOf(name: string, file: string): string {
  if (name.startsWith('#')) return unitOf(name.slice(1));
  if (name.startsWith('@/')) return unitOf(file);
  if (name.startsWith('.')) return unitOf(join(dirname(file), name));
  if (name.startsWith('node:') || builtinModules.includes(name)) return 'node';
  const parts = name.split('/');
  return name.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] as string);
}

const importsOf = (file: string): string[] =>
  ts.preProcessFile(scriptOf(file), true, true).importedFiles.map(({ fileName }) => targetOf(fileName, file));

const allows = (allowed: readonly string[], to: string): boolean =>
  allowed.some((one) => one === to || to.startsWith(`${one}/`));

test.each(Object.entries(FLOORS))('%s keeps to its floors', (floor, allowed) => {
  const files = filesOf(floor);
  expect(files.length).toBeGreaterThan(0);
  const strays = files.flatMap((file) =>
    importsOf(file)
      .filter((to) => to !== unitOf(file) && !allows(allowed, to))
      .map((to) => `${file} → ${to}`),
  );
  expect(strays).toEqual([]);
});

test('the fence notices a stray', () => {
  expect(targetOf('#cloud/door', 'domain/order/place.ts')).toBe('cloud');
  expect(targetOf('../payOrder/index', 'cloudfunctions/createOrder/index.ts')).toBe('cloudfunctions/payOrder');
  expect(allows(FLOORS.domain as string[], 'cloud')).toBe(false);
  expect(allows(FLOORS.cloudfunctions as string[], '@cloudbase/node-sdk')).toBe(false);
});

test('every cloud function is the same three files', () => {
  const odd = readdirSync('cloudfunctions').filter(
    (name) => readdirSync(`cloudfunctions/${name}`).sort().join() !== 'config.json,index.ts,package.json',
  );
  expect(odd).toEqual([]);
});

test('the platform takes 50 functions; we stay below 45', () => {
  expect(readdirSync('cloudfunctions').length).toBeLessThanOrEqual(45);
});

test('no room without a name of its own', () => {
  const nameless = [
    'domain',
    'contract',
    'cloud',
    'cloudfunctions',
    'emulator',
    'stand-ins',
    'admin-cms',
    'scripts',
    'tests',
    'bench',
    'miniprogram/src',
  ]
    .flatMap(filesOf)
    .filter((file) => /(^|\/)(utils?|helpers?|common|misc|manager)(\.|\/)/.test(file));
  expect(nameless).toEqual([]);
});

test('only one module opens each SDK', () => {
  const importing = (name: string) => filesOf('cloud').filter((file) => importsOf(file).includes(name));
  expect(importing('@cloudbase/node-sdk')).toEqual(['cloud/database.ts']);
  expect(importing('wx-server-sdk').length).toBeLessThanOrEqual(1);
  expect(importing('tencentcloud-sdk-nodejs').length).toBeLessThanOrEqual(1);
});
