import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Engine } from '../engine';
import { openEngine } from '../open';
import { type Disk, systemDisk } from './disk';
import { inScratch } from './scratch';

const open = (dir: string, disk: Disk, tell: (line: string) => void = () => undefined, maxLogBytes = 20_000) =>
  openEngine({ dir, now: () => 0, maxLogBytes, disk, tell });

const isDraft = (file: string) => file.endsWith('.tmp');

async function fill(engine: Engine, count: number): Promise<void> {
  if (!engine.hasCollection('c')) await engine.createCollection('c');
  const start = await engine.count('c');
  const doc = (i: number) => ({ _id: start + i, a: i, b: [1, { c: i }], d: new Date(i), text: 'x'.repeat(20) });
  await engine.insert(
    'c',
    Array.from({ length: count }, (_, i) => doc(i)),
  );
}

const countIn = async (dir: string) => {
  const engine = await openEngine({ dir, now: () => 0 });
  return engine.count('c').finally(() => engine.close());
};

test('requests are read and answered between the parts of a snapshot', () =>
  inScratch(async (dir) => {
    const seen: string[] = [];
    const writeLater = async (handle: number, bytes: Buffer) => {
      seen.push('part');
      await systemDisk.writeLater(handle, bytes);
    };
    const engine = await open(dir, { ...systemDisk, writeLater }, undefined, 100_000_000);
    await fill(engine, 20_000);
    const closing = engine.close(); // writes a snapshot, as a full log does
    for (let i = 0; !fs.existsSync(path.join(dir, 'snapshot-000002')); i += 1) {
      const [doc] = await engine.find('c', { query: { _id: i } });
      expect(doc?.a).toBe(i);
      seen.push('request');
      await new Promise((resolve) => setImmediate(resolve));
    }
    await closing;
    const parts = seen.filter((what) => what === 'part').length;
    expect(parts).toBeGreaterThan(20);
    const neighbours = seen.filter((what, i) => what === 'part' && seen[i - 1] === 'part').length;
    expect(neighbours).toBeLessThan(parts / 4); // a request came in between nearly all of them
    expect(await countIn(dir)).toBe(20_000);
  }));

test('what is written during a snapshot is in the log after it', () =>
  inScratch(async (dir) => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    const writeLater = async (handle: number, bytes: Buffer) => {
      await gate;
      await systemDisk.writeLater(handle, bytes);
    };
    const engine = await open(dir, { ...systemDisk, writeLater });
    await fill(engine, 300);
    await engine.insert('c', [{ _id: 'during' }]); // acknowledged although the snapshot does not get on
    while (!fs.existsSync(path.join(dir, 'snapshot-000002.tmp'))) await new Promise((resolve) => setImmediate(resolve));
    await engine.insert('c', [{ _id: 'later' }]);
    release();
    await engine.close();
    expect(await countIn(dir)).toBe(302);
  }));

test('the directory stays in proportion to its data, however much is written', () =>
  inScratch(async (dir) => {
    const engine = await open(dir, systemDisk);
    await fill(engine, 100);
    let written = 0;
    for (let i = 0; i < 3000; i += 1) {
      await engine.update('c', { query: { _id: i % 100 }, update: { $set: { a: i, text: 'y'.repeat(200) } } });
      written += 350;
      if (i % 100 !== 99) continue;
      const isBeingReplaced = () => fs.readdirSync(dir).filter((name) => name.startsWith('log-')).length > 1;
      while (isBeingReplaced()) await new Promise((resolve) => setImmediate(resolve));
      const sizes = fs.readdirSync(dir).map((name) => fs.statSync(path.join(dir, name)).size);
      expect(Math.max(...sizes)).toBeLessThan(36_000 + 20_000); // the data, or what 100 updates add to a full log
    }
    await engine.close();
    expect(written).toBeGreaterThan(1_000_000);
    expect(fs.readdirSync(dir).length).toBe(2);
  }));

const failures: Record<string, Partial<Disk>> = {
  'the next log cannot be made': {
    open: (file, flags) => {
      if (flags === 'ax' && !file.endsWith('1')) throw new Error('ENOSPC: no space left on device');
      return systemDisk.open(file, flags);
    },
  },
  'the draft cannot be made': {
    open: (file, flags) => {
      if (isDraft(file)) throw new Error('ENOSPC: no space left on device');
      return systemDisk.open(file, flags);
    },
  },
  'the draft cannot be written': { writeLater: () => Promise.reject(new Error('ENOSPC: no space left on device')) },
  'the snapshot cannot be named': {
    rename: () => {
      throw new Error('ENOSPC: no space left on device');
    },
  },
};

test.each(Object.entries(failures))('when %s, it is told, writing goes on, nothing is lost', (_, failure) =>
  inScratch(async (dir) => {
    const told: string[] = [];
    const engine = await open(dir, { ...systemDisk, ...failure }, (line) => told.push(line));
    for (let i = 0; told.length < 2; i += 1) await fill(engine, 100);
    const count = await engine.count('c');
    await engine.close(); // its last snapshot fails as well
    expect(told.length).toBeGreaterThan(2);
    for (const line of told) expect(line).toContain('could not be replaced by a snapshot, it goes on growing: ENOSPC');
    expect(fs.readdirSync(dir).filter(isDraft)).toEqual([]);
    expect(await countIn(dir)).toBe(count);
    expect(fs.readdirSync(dir).length).toBe(2); // and with space again the logs are replaced
  }),
);

test('drafts and locks of killed processes are removed', () =>
  inScratch(async (dir) => {
    for (const name of ['snapshot-000007.tmp', 'engine.lock.999999999.new', 'engine.lock.999999999.old', 'mine.tmp']) {
      fs.writeFileSync(path.join(dir, name), 'x');
    }
    const engine = await open(dir, systemDisk);
    expect(fs.readdirSync(dir).sort()).toEqual(['engine.lock', 'log-000001', 'mine.tmp']);
    await engine.close();
  }));

test('no space at the start is told, and the directory can be opened when there is', () =>
  inScratch(async (dir) => {
    const full = {
      ...systemDisk,
      write: () => {
        throw Object.assign(new Error('ENOSPC: no space'), { code: 'ENOSPC' });
      },
    };
    await expect(open(dir, full)).rejects.toThrow(`the data directory ${dir} cannot be used: ENOSPC: no space`);
    expect(fs.readdirSync(dir)).toEqual([]);
    await (await open(dir, systemDisk)).close();
  }));
