/** Mistakes in a function's folder: told at the start, and while running for that function only. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FunctionFolder, functionFolder } from '../testing/functionFolder';
import { NOBODY } from './host';
import { openFunctionHost } from './openFunctionHost';

let folder: FunctionFolder;
beforeEach(() => {
  folder = functionFolder();
  folder.write('fine', 'exports.main = async () => 1');
  folder.write('odd', 'exports.main = async () => 2');
});
afterEach(() => folder.close());

const configure = (text: string) => writeFileSync(join(folder.dir, 'odd', 'config.json'), text);
const call = (name: string) => folder.host.invoke({ name, event: {}, caller: NOBODY, source: 'wx_client' });

function openAgain(): string[] {
  const logged: string[] = [];
  const { dir, clock } = folder;
  const log = (line: string) => void logged.push(line);
  openFunctionHost({ dir, clock, log, envId: 'local-env', serverUrl: () => 'http://127.0.0.1:9', env: {} });
  return logged;
}

test.each([
  ['{\n  "timeout": 5,\n}', 'line 3, column 1: not JSON'],
  ['null', 'line 1, column 1: must be an object'],
  ['[]', 'line 1, column 1: must be an object'],
  ['{\n  "timeOut": 5}', 'line 2, column 14: unknown key timeOut (known: timeout, memorySize'],
  ['{"timeout": "5"}', 'line 1, column 14: timeout must be a whole number of seconds'],
  ['{"timeout": 0}', 'timeout must be'],
  ['{"timeout": 901}', 'timeout must be'],
  ['{"memorySize": "big"}', 'memorySize must be a whole number of megabytes'],
  ['{"httpPath": "hello"}', 'httpPath must be a path that begins with /'],
  ['{"permissions": {"openapi": "x"}}', 'permissions must be of the form'],
  ['{"permissions": {"openApi": []}}', 'permissions must be of the form'],
  ['{"envVariables": {"A": 1}}', 'envVariables must be an object of texts'],
  ['{"triggers": {}}', 'triggers must be a list'],
  ['{"triggers": [{"type": "timer", "config": "0 0 * * * * *"}]}', 'triggers must be a list'],
  ['{"triggers": [{"name": "a", "type": "cos", "config": ""}]}', 'line 1, column 15: trigger type cos is not emulated'],
  ['{"layers": []}', 'unknown key layers'],
])('%s', (config, message) => {
  configure(config);
  expect(openAgain).toThrow(`config.json: ${message.startsWith('line') ? message : ''}`);
  expect(openAgain).toThrow(message);
});

test('what the deployment tools keep there is passed over', () => {
  configure('\uFEFF{"name": "odd", "runtime": "Nodejs18.15", "installDependency": true, "timeout": 900}');
  expect(openAgain()).toEqual([]);
  expect(folder.host.definition('odd')).toMatchObject({ timeoutSeconds: 900 });
});

test('two functions at one path', () => {
  folder.write('fine', 'exports.main = async () => 1', { httpPath: '/x' });
  configure('{"httpPath": "/x"}');
  expect(openAgain).toThrow('fine and odd both have the httpPath /x');
});

test('folders that are no functions are named; dependencies are not', () => {
  for (const name of ['node_modules', '.git', 'empty', 'x', '名字']) mkdirSync(join(folder.dir, name));
  for (const name of ['x', '名字']) writeFileSync(join(folder.dir, name, 'index.js'), '');
  const said = openAgain().map((line) => line.replace(join(folder.dir, '/'), ''));
  expect(said.sort()).toEqual([
    'empty has no index.js: not a function',
    expect.stringContaining('x is not a function: function names have 2 to 60 letters'),
    expect.stringContaining('名字 is not a function'),
  ]);
});

test('broken while running, it takes away its own function and no other, and is told once', async () => {
  configure('{"timeout": ');
  const broken = 'config.json: line 1, column 13: not JSON';
  expect(await call('odd')).toMatchObject({ ok: false, message: expect.stringContaining(broken) as string });
  expect(await call('fine')).toMatchObject({ ok: true });
  expect([folder.host.names(), folder.host.report().length, folder.host.definition('odd')]).toEqual([
    ['fine'],
    1,
    undefined,
  ]);
  expect(folder.logged.filter((line) => line.includes(broken))).toHaveLength(1);
  configure('{"timeout": 4}');
  expect(await call('odd')).toMatchObject({ ok: true });
});
