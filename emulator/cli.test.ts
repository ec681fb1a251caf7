/** The program as it is started by hand, and what it declares, keeps and refuses at start-up. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnvironment } from './cli';
import { start, type StartOptions } from './index';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'emulator-cli-'));
});

afterEach(() => rmSync(dir, { recursive: true, force: true }));

// Not tsx's own program: that starts another process, and a kill would only hit the first.
const TSX = require.resolve('tsx/cjs');

interface Run {
  readonly child: ChildProcess;
  /** Resolves with the first line on standard output, or rejects with everything said when it ends before. */
  readonly firstLine: Promise<string>;
  readonly ended: Promise<{ code: number | null; errors: string }>;
}

function run(...args: string[]): Run {
  const child = spawn(process.execPath, ['--require', TSX, join(__dirname, 'cli.ts'), ...args]);
  let errors = '';
  child.stderr.on('data', (chunk) => (errors += String(chunk)));
  const ended = new Promise<{ code: number | null; errors: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, errors }));
  });
  const firstLine = new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk) => resolve(String(chunk).trim()));
    child.on('close', () => reject(new Error(errors)));
  });
  firstLine.catch(() => undefined);
  return { child, firstLine, ended };
}

async function admin(url: string, body: object): Promise<Record<string, unknown>> {
  const reply = await fetch(`${url}/admin`, { method: 'POST', body: JSON.stringify(body) });
  return (await reply.json()) as Record<string, unknown>;
}

test('serves, keeps data through kill -9, stops cleanly', async () => {
  const data = join(dir, 'data');
  const first = run('--port', '0', '--data', data);
  const line = await first.firstLine;
  expect(line).toMatch(/^ready http:\/\/127\.0\.0\.1:\d+$/);
  const url = line.slice('ready '.length);
  await admin(url, { action: 'database.addCollection', collectionName: 't' });
  await admin(url, { action: 'database.insertDocument', collectionName: 't', data: ['{"_id":"a"}'] });
  first.child.kill('SIGKILL');
  await first.ended;
  const second = run('--port', '0', '--data', data);
  const again = (await second.firstLine).slice('ready '.length);
  const found = await admin(again, { action: 'database.getDocument', collectionName: 't' });
  expect(found).toMatchObject({ data: { list: ['{"_id":"a"}'] } });
  const inUse = await run('--port', '0', '--data', data).ended;
  expect(inUse.code).toBe(1);
  second.child.kill('SIGTERM');
  expect(await second.ended).toMatchObject({ code: 0 });
});

test('a port in use is one clear line', async () => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
  const { port } = blocker.address() as { port: number };
  const { code, errors } = await run('--port', String(port), '--memory').ended;
  expect([code, errors]).toEqual([
    1,
    `port ${port} is in use: stop the program that holds it or choose another with --port\n`,
  ]);
  await new Promise((resolve) => blocker.close(resolve));
});

test.each([
  [['--port', '0'], 'say --data DIR or --memory'],
  [['--port', 'x', '--memory'], '--port must be a number'],
  [['--port', '', '--memory'], '--port is empty'],
  [['--port', '65536', '--memory'], '--port must be a number'],
  [['--port', '0', '--data', ''], '--data is empty'],
  [['--memory', '--env', 'nowhere.env'], '--env nowhere.env cannot be read'],
  [['--port', '0', '--memory', '--fast'], 'Unknown option'],
])('usage: %j', async (args, message) => {
  const { code, errors } = await run(...args).ended;
  expect(code).toBe(2);
  expect(errors).toContain(message);
});

test('--help and --version answer and end', async () => {
  const help = run('--help');
  expect(await help.firstLine).toMatch(/^usage: cloudbase-emulator[\s\S]*default 7788/);
  expect(await help.ended).toEqual({ code: 0, errors: '' });
  const { version } = JSON.parse(readFileSync(join(__dirname, 'package.json'), 'utf8')) as { version: string };
  expect(await run('--version').firstLine).toBe(version);
});

test('an address of another machine is one clear line', async () => {
  const { code, errors } = await run('--port', '0', '--memory', '--host', '192.0.2.1').ended;
  expect([code, errors]).toEqual([1, '--host 192.0.2.1 is no address of this machine\n']);
});

test.each([
  [{ functions: 'nowhere' }, 'there is no folder of functions nowhere'],
  [{ database: 'nowhere' }, 'there is no folder nowhere: it is where indexes.json'],
  [{ data: __filename }, 'cli.test.ts is a file'],
  [{ dataDir: 'x' }, 'unknown option dataDir; known: port, hostname, data'],
])('an option that cannot be meant stops the start: %j', async (options, message) => {
  await expect(start(options as StartOptions)).rejects.toThrow(message);
});

test('KEY=VALUE lines', () => {
  expect(parseEnvironment('# comment\nA=1\n\nB = "two words"\nC=a=b\r\n')).toEqual({
    A: '1',
    B: 'two words',
    C: 'a=b',
  });
  expect(() => parseEnvironment('novalue')).toThrow('not KEY=VALUE: novalue');
});

describe('what the repository declares', () => {
  const declare = (indexes: object, rules: object = {}) => {
    mkdirSync(join(dir, 'database'), { recursive: true });
    writeFileSync(join(dir, 'database', 'indexes.json'), JSON.stringify(indexes));
    writeFileSync(join(dir, 'database', 'rules.json'), JSON.stringify(rules));
  };
  const options = () => ({ data: join(dir, 'data'), database: join(dir, 'database') });
  const indexesAfterStart = async () => {
    const emulator = await start(options());
    const indexes = emulator.engine.indexes('t').filter(({ name }) => name !== '_id_');
    await emulator.stop();
    return indexes.map(({ name, keys, unique }) => ({ name, keys, unique: unique ?? false }));
  };

  test('collections and indexes are made, kept, rebuilt when changed, dropped when gone', async () => {
    declare({
      t: [
        { name: 'by_n', keys: { n: 1 } },
        { name: 'near', keys: { loc: '2dsphere' } },
      ],
      empty: [],
    });
    const both = [
      { name: 'by_n', keys: { n: 1 }, unique: false },
      { name: 'near', keys: { loc: '2dsphere' }, unique: false },
    ];
    expect(await indexesAfterStart()).toEqual(both);
    expect(await indexesAfterStart()).toEqual(both);
    declare({ t: [{ name: 'by_n', keys: { n: -1, m: 1 }, unique: true }] });
    expect(await indexesAfterStart()).toEqual([{ name: 'by_n', keys: { n: -1, m: 1 }, unique: true }]);
    const emulator = await start(options());
    expect(emulator.engine.collections()).toContain('empty');
    await emulator.stop();
  });

  test('a wrong index stops the start, told by line and column', async () => {
    const indexes =
      '{\n  "t": [\n    { "name": "fine", "keys": { "n": 1 } },\n    { "name": "odd", "keys": { "n": "up" } }\n  ]\n}';
    declare({});
    writeFileSync(join(dir, 'database', 'indexes.json'), indexes);
    await expect(start(options())).rejects.toThrow(/indexes\.json: line 4, column 5: .*up/);
  });

  test.each([
    ['[]', 'line 1, column 1: must be an object of lists'],
    ['{\n  "t": {"name": "a"}}', 'line 2, column 8: t must be a list of indexes'],
    ['{"t": [\n  {"name": "a"}]}', 'line 2, column 3: an index must be of the form'],
    ['{"t": [null]}', 'line 1, column 8: an index must be of the form'],
  ])('indexes of another shape stop the start: %j', async (indexes, message) => {
    declare({});
    writeFileSync(join(dir, 'database', 'indexes.json'), indexes);
    await expect(start(options())).rejects.toThrow(`indexes.json: ${message}`);
  });

  test.each([
    [[], 'line 1, column 1: the rules must be an object of collections, functions, storage'],
    [{ colections: {} }, 'unknown key colections'],
    [{ collections: [] }, 'collections must be an object'],
    [{ functions: [] }, 'the function rules must be an object'],
    [
      { collections: { t: { read: 'doc.a = 1' } } },
      'rules of collection t, read: unexpected character = at position 6',
    ],
    [{ collections: { t: { reed: true } } }, 'unknown key reed'],
    [{ functions: { f: { invoke: 'auth.' } } }, 'rules of function f, invoke'],
    [{ storage: { write: 3 } }, 'must be true, false or an expression'],
  ])('a wrong rule stops the start: %j', async (rules, message) => {
    declare({}, rules);
    await expect(start(options())).rejects.toThrow(message);
    declare({});
    await (await start(options())).stop(); // the failed start left nothing locked
  });
});
