import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as zlib from 'node:zlib';
import type { Doc, Engine } from '../engine';
import { openEngine } from '../open';
import { decode, encode } from './codec';
import { crc32, crc32ByTable } from './crc32';
import { headOf } from './fileHead';
import { frame } from './frame';
import { systemDisk } from './disk';

let dir: string;
let engine: Engine | undefined;
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'engine-'));
  engine = undefined;
});
afterEach(async () => {
  await engine?.close();
  fs.rmSync(dir, { recursive: true, force: true });
});

const open = async (from = dir, maxLogBytes?: number) =>
  (engine = await openEngine({ dir: from, now: () => 0, maxLogBytes }));
const close = async () => {
  await engine?.close();
  engine = undefined;
};
/** The directory as a killed process would leave it: everything but the lock. */
function afterKill(): string {
  const copy = path.join(dir, 'copy');
  fs.mkdirSync(copy);
  for (const name of fs.readdirSync(dir))
    if (/^(log|snapshot)/.test(name)) fs.copyFileSync(path.join(dir, name), path.join(copy, name));
  return copy;
}
const rows = async (from: Engine) => from.find('c', { order: [['_id', 1]], limit: 1000 });

async function story(on: Engine): Promise<void> {
  await on.createCollection('c');
  await on.createIndex('c', { name: 'u', keys: { u: 1 }, unique: true });
  await on.createIndex('c', { name: 'geo', keys: { loc: '2dsphere' } });
  await on.createIndex('c', { name: 'gone', keys: { x: 1 } });
  await on.dropIndex('c', 'gone');
  await on.insert('c', [
    {
      _id: 1,
      u: 1,
      at: new Date(5),
      list: [new Date(6), NaN, { deep: -0.5 }],
      loc: { type: 'Point', coordinates: [1, 2] },
    },
    { _id: '1', u: 2 },
    { _id: 2, u: 3 },
  ]);
  await on.update('c', { query: { _id: 2 }, update: { $set: { text: 'héllo 你好 \u0000 "$date"' } } });
  await on.remove('c', { _id: '1' }, false);
}
const expected: Doc[] = [
  {
    _id: 1,
    u: 1,
    at: new Date(5),
    list: [new Date(6), NaN, { deep: -0.5 }],
    loc: { type: 'Point', coordinates: [1, 2] },
  },
  { _id: 2, u: 3, text: 'héllo 你好 \u0000 "$date"' },
];

async function expectStory(of: Engine): Promise<void> {
  expect(await rows(of)).toEqual(expected);
  expect(of.indexes('c').map(({ name }) => name)).toEqual(['u', 'geo']);
  await expect(of.insert('c', [{ u: 3 }])).rejects.toThrow('E11000');
  const near = { loc: { $nearSphere: { $geometry: { type: 'Point', coordinates: [0, 0] } } } };
  expect((await of.find('c', { query: near })).map(({ _id: id }) => id)).toEqual([1]);
}

test('everything is back after a kill, from the log alone', async () => {
  await story(await open());
  const copy = afterKill();
  expect(fs.readdirSync(copy)).toEqual(['log-000001']);
  await close();
  await expectStory(await open(copy));
});

test('and after a clean end, from the snapshot', async () => {
  await story(await open());
  await close();
  expect(fs.readdirSync(dir)).toEqual(['log-000002', 'snapshot-000002']);
  expect(fs.readFileSync(path.join(dir, 'log-000002')).equals(headOf('log', 2))).toBe(true);
  await expectStory(await open());
});

test('uncommitted transactions are not in the log', async () => {
  const own = await open();
  await own.createCollection('c');
  const t = own.startTransaction();
  await own.insert('c', [{ _id: 1 }], t);
  const copy = afterKill();
  await close();
  expect(await rows(await open(copy))).toEqual([]);
});

test('a long log is replaced by a snapshot while writing goes on', async () => {
  const own = await open(dir, 2000);
  await own.createCollection('c');
  for (let i = 0; i < 200; i += 1) await own.insert('c', [{ _id: i, text: 'x'.repeat(50) }]);
  await close();
  const names = fs.readdirSync(dir);
  expect(Number(names[0]?.slice(4))).toBeGreaterThanOrEqual(2);
  expect(names.length).toBe(2);
  expect((await rows(await open())).map(({ _id: id }) => id)).toEqual(Array.from({ length: 200 }, (_, i) => i));
});

describe('a kill in the middle of compaction leaves the older files in force', () => {
  async function killed(): Promise<{ copy: string; next: string; log: string }> {
    const own = await open();
    await own.createCollection('c');
    await own.insert('c', [{ _id: 1 }]);
    const copy = afterKill();
    await close();
    return { copy, next: path.join(copy, 'log-000002'), log: path.join(copy, 'log-000001') };
  }
  const put = frame(encode([{ sequence: 3, operations: [{ put: { _id: 2 }, in: 'c' }] }]));

  test('while the snapshot is written', async () => {
    const { copy, next, log } = await killed();
    fs.appendFileSync(log, frame('{"continuedIn":2}'));
    fs.writeFileSync(next, Buffer.concat([headOf('log', 2), put]));
    fs.writeFileSync(path.join(copy, 'snapshot-000002.tmp'), 'half');
    expect((await rows(await open(copy))).length).toBe(2);
    expect(fs.readdirSync(copy).sort()).toEqual(['engine.lock', 'log-000001', 'log-000002']);
  });

  test.each([0, 30, headOf('log', 2).length])(
    'while the next log is got ready: %d bytes of its head are there, the older log was still written to',
    async (headBytes) => {
      const { copy, next, log } = await killed();
      fs.appendFileSync(log, Buffer.concat([put, put.subarray(0, 20)]));
      fs.writeFileSync(next, headOf('log', 2).subarray(0, headBytes));
      const told: string[] = [];
      const own = (engine = await openEngine({ dir: copy, now: () => 0, tell: (line) => told.push(line) }));
      expect((await rows(own)).length).toBe(2);
      expect(told.join()).toContain('20 bytes are removed');
      await own.insert('c', [{ _id: 3 }]);
      await close();
      expect((await rows(await open(copy))).length).toBe(3);
    },
  );

  test('after a power failure the head of the next log may be nothing but zeros', async () => {
    const { copy, next } = await killed();
    fs.writeFileSync(next, Buffer.alloc(headOf('log', 2).length));
    expect((await rows(await open(copy))).length).toBe(1);
  });

  test('before the older files are removed', async () => {
    const { copy } = await killed();
    await close();
    for (const name of ['log-000002', 'snapshot-000002']) fs.copyFileSync(path.join(dir, name), path.join(copy, name));
    expect((await rows(await open(copy))).length).toBe(1);
  });
});

describe('lock', () => {
  test('a second opening is refused', async () => {
    await open();
    await expect(openEngine({ dir, now: () => 0 })).rejects.toThrow(`is in use by process ${process.pid}`);
  });

  test.each(['999999999 1', `${process.ppid} 1`, `${process.pid} 0`, 'garbage', ''])(
    'one left by a dead process (%j) is taken over',
    async (content) => {
      fs.writeFileSync(path.join(dir, 'engine.lock'), content);
      const own = await open();
      await own.createCollection('c');
      expect(fs.readFileSync(path.join(dir, 'engine.lock'), 'utf8').startsWith(`${process.pid} `)).toBe(true);
      await close();
      expect(fs.readdirSync(dir).filter((name) => name.includes('lock'))).toEqual([]);
    },
  );
});

test('writes after closing are refused', async () => {
  const own = await open();
  await own.createCollection('c');
  await close();
  await expect(own.insert('c', [{}])).rejects.toThrow('the database is closed');
});

test('group sync writes many parallel commits in order', async () => {
  const own = (engine = await openEngine({ dir, now: () => 0, sync: 'group' }));
  await own.createCollection('c');
  const heard: number[] = [];
  own.onCommit(({ sequence }) => heard.push(sequence));
  await Promise.all(Array.from({ length: 50 }, (_, i) => own.insert('c', [{ _id: i }])));
  expect(heard).toEqual(Array.from({ length: 50 }, (_, i) => i + 2));
  const copy = afterKill();
  await close();
  expect((await rows(await open(copy))).length).toBe(50);
});

test('a commit is told only when it is on disk', async () => {
  const own = await open();
  await own.createCollection('c');
  const sizes: number[] = [];
  const log = path.join(dir, 'log-000001');
  const before = fs.statSync(log).size;
  own.onCommit(() => sizes.push(fs.statSync(log).size));
  await own.insert('c', [{ _id: 1 }]);
  expect(sizes[0]).toBeGreaterThan(before);
});

test('a full disk: the write is refused, later ones too, and nothing false is told or found afterwards', async () => {
  let isFull = false;
  const write = (handle: number, bytes: Buffer) => {
    systemDisk.write(handle, isFull ? bytes.subarray(0, 50) : bytes);
    if (isFull) throw new Error('ENOSPC: no space left on device');
  };
  const own = (engine = await openEngine({ dir, now: () => 0, disk: { ...systemDisk, write } }));
  await own.createCollection('c');
  const heard: number[] = [];
  own.onCommit(({ sequence }) => heard.push(sequence));
  const log = path.join(dir, 'log-000001');
  const before = fs.readFileSync(log);
  isFull = true;
  await expect(own.insert('c', [{ _id: 1 }])).rejects.toThrow('ENOSPC');
  isFull = false;
  await expect(own.insert('c', [{ _id: 2 }])).rejects.toThrow('restart the emulator');
  expect(heard).toEqual([]);
  expect(fs.readFileSync(log).equals(before)).toBe(true);
  await expect(own.close()).rejects.toThrow('ENOSPC');
  engine = undefined;
  expect(await rows(await open())).toEqual([]);
});

test('checksums: the table agrees with zlib and with the published value', () => {
  const bytes = Buffer.from('123456789');
  expect(crc32ByTable(bytes)).toBe(0xcbf43926);
  expect(crc32(bytes)).toBe(0xcbf43926);
  const gzip = zlib.gzipSync(bytes);
  expect(crc32ByTable(bytes)).toBe(gzip.readUInt32LE(gzip.length - 8));
});

test('values through text and back', () => {
  const value = {
    d: new Date(-1),
    n: [NaN, -Infinity, 1e300, 1.5, -0],
    s: '"$date"',
    nested: [{ d: new Date(1) }],
    z: null,
  };
  expect(decode(encode(value))).toEqual(value);
  expect((decode(encode({ bad: new Date(NaN) })) as { bad: Date }).bad.getTime()).toBeNaN();
});
