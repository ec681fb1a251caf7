import * as fs from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import type { Engine } from '../engine';
import { openEngine } from '../open';
import { encode } from './codec';
import { headOf } from './fileHead';
import { frame, readFrames } from './frame';
import { copyAsKilled, inScratch } from './scratch';

/** Everything a client can see. */
async function contentOf(dir: string): Promise<string> {
  const engine = await openEngine({ dir, now: () => 0, tell: () => undefined });
  try {
    const parts = [];
    for (const name of engine.collections()) {
      const docs = await engine.aggregate(name, []);
      parts.push({ name, docs, indexes: engine.indexes(name) });
    }
    return encode(parts);
  } finally {
    await engine.close();
  }
}

async function fill(engine: Engine, from: number, count: number): Promise<void> {
  for (let i = from; i < from + count; i += 1) {
    await engine.insert('c', [{ _id: i, at: new Date(i), text: '中文'.repeat(i % 5), n: [i, { deep: NaN }] }]);
  }
}

/** A killed database: a snapshot, and a log of five commits after it. */
async function killed(dir: string): Promise<{ files: Map<string, Buffer>; content: string }> {
  const [live, copy] = [path.join(dir, 'live'), path.join(dir, 'copy')];
  const first = await openEngine({ dir: live, now: () => 0 });
  await first.createCollection('c');
  await first.createIndex('c', { name: 'at', keys: { at: 1 }, unique: true });
  await fill(first, 0, 60);
  await first.close();
  const second = await openEngine({ dir: live, now: () => 0 });
  await fill(second, 60, 5);
  copyAsKilled(live, copy);
  await second.close();
  const files = new Map(fs.readdirSync(copy).map((name) => [name, fs.readFileSync(path.join(copy, name))]));
  return { files, content: await contentOf(copy) };
}

function place(dir: string, files: ReadonlyMap<string, Buffer>): string {
  const target = path.join(dir, 'changed');
  fs.rmSync(target, { recursive: true, force: true });
  fs.mkdirSync(target);
  for (const [name, bytes] of files) fs.writeFileSync(path.join(target, name), bytes);
  return target;
}

const names = ['log-000002', 'snapshot-000002'] as const;

test('the files are what these tests believe', () =>
  inScratch(async (dir) => {
    const { files, content } = await killed(dir);
    expect([...files.keys()]).toEqual([...names]);
    const offsets: number[] = [];
    readFrames(files.get('log-000002') as Buffer, (_, offset) => offsets.push(offset));
    expect(offsets.length).toBe(6); // the head and five commits
    expect(content).toContain('"_id":64');
  }));

test('any changed byte anywhere is either without effect or told; the database is never half-read', () =>
  inScratch(async (dir) => {
    const { files, content } = await killed(dir);
    const change = fc.record({
      name: fc.constantFrom(...names),
      at: fc.nat({ max: 2 ** 31 }),
      bits: fc.integer({ min: 1, max: 255 }),
    });
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(change, async ({ name, at, bits }) => {
        const bytes = Buffer.from(files.get(name) as Buffer);
        const position = at % bytes.length;
        bytes[position] = (bytes[position] as number) ^ bits;
        const target = place(dir, new Map([...files, [name, bytes]]));
        const outcome = await contentOf(target).catch((cause: unknown) => (cause as Error).message);
        if (outcome === content) return;
        refused += 1;
        expect(outcome).toContain(`${path.join(target, name)} is damaged at byte `);
        expect(outcome).toContain('restore the directory from a copy');
        expect(fs.readFileSync(path.join(target, name)).equals(bytes)).toBe(true);
        expect(fs.existsSync(path.join(target, 'engine.lock'))).toBe(false);
      }),
      { numRuns: 400 },
    );
    expect(refused).toBeGreaterThan(300); // only the repetition at a frame's end may change without effect
  }));

test('each single byte of the last record, changed in any way that looks like an interrupted write', () =>
  inScratch(async (dir) => {
    const { files, content } = await killed(dir);
    const log = files.get('log-000002') as Buffer;
    const offsets: number[] = [];
    readFrames(log, (_, offset) => offsets.push(offset));
    for (let at = offsets.at(-1) as number; at < log.length; at += 1) {
      const bytes = Buffer.from(log);
      bytes[at] = bytes[at] === 0 ? 0xff : 0;
      const target = place(dir, new Map([...files, ['log-000002', bytes]]));
      const outcome = await contentOf(target).catch(() => 'told');
      expect([at, outcome === content || outcome === 'told']).toEqual([at, true]);
    }
  }));

test('the state after a cut anywhere in the log is that of some moment of the past, or the cut is told', () =>
  inScratch(async (dir) => {
    const { files, content } = await killed(dir);
    const log = files.get('log-000002') as Buffer;
    const starts: number[] = [];
    readFrames(log, (_, offset) => starts.push(offset));
    const past = new Map<number, string>();
    for (const [commits, start] of [...starts.slice(1), log.length].entries()) {
      past.set(commits, await contentOf(place(dir, new Map([...files, ['log-000002', log.subarray(0, start)]]))));
    }
    expect(new Set(past.values()).size).toBe(6);
    expect(past.get(5)).toBe(content);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: log.length }), async (length) => {
        const commits = Math.max(0, starts.filter((_, i) => i > 0 && (starts[i + 1] ?? log.length) <= length).length);
        const target = place(dir, new Map([...files, ['log-000002', log.subarray(0, length)]]));
        expect(await contentOf(target)).toBe(past.get(commits));
      }),
      { numRuns: 100 },
    );
  }));

test('rubbish and half a record after the last are removed, told, and writing goes on', () =>
  inScratch(async (dir) => {
    const { files, content } = await killed(dir);
    const log = files.get('log-000002') as Buffer;
    const half = frame('[{"sequence":9}]').subarray(0, 30);
    for (const tail of [half, Buffer.from('rubbish'), Buffer.alloc(600), Buffer.concat([half, Buffer.alloc(40, 7)])]) {
      const target = place(dir, new Map([...files, ['log-000002', Buffer.concat([log, tail])]]));
      const told: string[] = [];
      const engine = await openEngine({ dir: target, now: () => 0, tell: (line) => told.push(line) });
      expect(told.join()).toContain(`${tail.length} bytes are removed`);
      await engine.insert('c', [{ _id: 'more' }]);
      await engine.close();
      expect(await contentOf(target)).toBe(content.replace(/\],"indexes"/, ',{"_id":"more"}],"indexes"'));
    }
  }));

test('after a power failure, sectors of the last write that never reached the medium read as zeros', () =>
  inScratch(async (dir) => {
    const { files, content } = await killed(dir);
    const log = files.get('log-000002') as Buffer;
    const record = frame(`[{"sequence":68,"operations":[{"put":{"_id":"x","text":"${'y'.repeat(3000)}"},"in":"c"}]}]`);
    const start = Math.ceil(log.length / 512) * 512;
    for (const sector of [start, start + 1024, start + 2560]) {
      const bytes = Buffer.concat([log, record]);
      bytes.fill(0, sector, Math.min(sector + 512, bytes.length));
      expect(await contentOf(place(dir, new Map([...files, ['log-000002', bytes]])))).toBe(content);
    }
  }));

describe('told by name', () => {
  const outcome = (files: ReadonlyMap<string, Buffer>, dir: string) =>
    contentOf(place(dir, files)).then(
      () => 'opened',
      (cause: unknown) => (cause as Error).message,
    );
  const without = (files: ReadonlyMap<string, Buffer>, name: string) => new Map([...files].filter(([n]) => n !== name));

  test('missing files', () =>
    inScratch(async (dir) => {
      const { files } = await killed(dir);
      expect(await outcome(without(files, 'snapshot-000002'), dir)).toMatch(/snapshot-000002 is missing/);
      expect(await outcome(without(files, 'log-000002'), dir)).toMatch(/log-000002 is missing/);
      const log = files.get('log-000002') as Buffer;
      const gap = new Map([...files, ['log-000004', headOf('log', 4)]]);
      expect(await outcome(gap, dir)).toMatch(/log-000003 is missing \(log-000004 is there\)/);
      const ended = new Map([...files, ['log-000002', Buffer.concat([log, frame('{"continuedIn":3}')])]]);
      expect(await outcome(ended, dir)).toMatch(/log-000003 is missing \(log-000002 goes on in it\)/);
    }));

  test('a commit that is missing between two files, or in one', () =>
    inScratch(async (dir) => {
      const { files } = await killed(dir);
      const log = files.get('log-000002') as Buffer;
      const starts: number[] = [];
      readFrames(log, (_, offset) => starts.push(offset));
      const lacking = Buffer.concat([log.subarray(0, starts[2]), log.subarray(starts[3])]);
      expect(await outcome(new Map([...files, ['log-000002', lacking]]), dir)).toContain('commit 64 is missing');
    }));

  test('files of a newer version, of another kind, with another number', () =>
    inScratch(async (dir) => {
      const { files } = await killed(dir);
      const head = (more: object) =>
        frame(JSON.stringify({ format: 'cloudbase-emulator log', generation: 2, ...more }));
      const withLog = (bytes: Buffer) => new Map([...files, ['log-000002', bytes]]);
      expect(await outcome(withLog(head({ version: 3 })), dir)).toContain('reads up to 2: use the newer emulator');
      expect(await outcome(withLog(files.get('snapshot-000002') as Buffer), dir)).toContain('is not a log');
      expect(await outcome(withLog(headOf('log', 7)), dir)).toContain('is number 7 by its content');
      expect(await outcome(withLog(Buffer.from('something else '.repeat(9))), dir)).toContain('is damaged at byte 0');
    }));

  test('a snapshot that is not whole', () =>
    inScratch(async (dir) => {
      const { files } = await killed(dir);
      const snapshot = files.get('snapshot-000002') as Buffer;
      const starts: number[] = [];
      readFrames(snapshot, (_, offset) => starts.push(offset));
      const cut = new Map([...files, ['snapshot-000002', snapshot.subarray(0, starts.at(-1))]]);
      expect(await outcome(cut, dir)).toMatch(/snapshot-000002 is damaged at byte \d+ \(its end is missing\)/);
    }));
});

/** As the first format wrote it. */
function frameOne(text: string): Buffer {
  const payload = Buffer.from(text, 'utf8');
  const header = Buffer.alloc(8);
  header.writeUInt32LE(payload.length, 0);
  header.writeUInt32LE(crcOf(payload), 4);
  return Buffer.concat([header, payload]);
}
const crcOf = (bytes: Buffer) => {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
};

test('a directory of the first format opens, goes on in the present one, and its damage is told', () =>
  inScratch(async (dir) => {
    const head =
      '{"version":1,"sequence":2,"collections":[{"name":"c","indexes":[{"name":"n","keys":{"n":1}}],"count":1}]}';
    const date = '{"$date":{"$numberLong":"5"}}';
    const snapshot = [head, `{"docs":[{"_id":1,"n":"中","at":${date}}]}`, '{"end":true}'].map(frameOne);
    const put = (sequence: number, id: number) =>
      `{"sequence":${sequence},"operations":[{"put":{"_id":${id}},"in":"c"}]}`;
    const log = Buffer.concat([frameOne(put(3, 2)), frameOne(put(4, 3)), frameOne(put(5, 4)).subarray(0, 20)]);
    const files = new Map([
      ['snapshot-000003', Buffer.concat(snapshot)],
      ['log-000003', log],
    ]);
    const expected = encode([
      {
        name: 'c',
        docs: [{ _id: 1, n: '中', at: new Date(5) }, { _id: 2 }, { _id: 3 }],
        indexes: [{ name: 'n', keys: { n: 1 } }],
      },
    ]);
    const target = place(dir, files);
    expect(await contentOf(target)).toBe(expected);
    expect(fs.readdirSync(target)).toEqual(['log-000005', 'snapshot-000005']);
    expect(await contentOf(target)).toBe(expected);
    const broken = Buffer.from(log);
    broken[12] = 0;
    await expect(contentOf(place(dir, new Map([...files, ['log-000003', broken]])))).rejects.toThrow('is damaged');
  }));
