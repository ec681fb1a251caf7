import * as fs from 'node:fs';
import * as path from 'node:path';
import { openEngine } from '../open';
import { type Disk, systemDisk } from './disk';
import { inScratch } from './scratch';

/**
 * A medium that keeps only what was synchronised: a file's bytes at its last sync, a directory's names at its last
 * sync. After every call it notes what a power failure at that moment would leave at worst.
 */
class Medium {
  readonly calls: string[] = [];
  readonly moments: { after: string; acknowledged: number; files: Map<string, Buffer> }[] = [];
  acknowledged = 0;
  /** Bytes on the medium, by inode: a file keeps them when it is renamed. */
  private readonly bytes = new Map<number, Buffer>();
  private names = new Map<string, number>();
  private readonly fileOf = new Map<number, string>();

  constructor(private readonly dir: string) {}

  private note(call: string): void {
    this.calls.push(call);
    const files = [...this.names].map(([name, inode]) => [name, this.bytes.get(inode) ?? Buffer.alloc(0)] as const);
    this.moments.push({ after: call, acknowledged: this.acknowledged, files: new Map(files) });
  }

  readonly disk: Disk = {
    ...systemDisk,
    open: (file, flags) => {
      const handle = systemDisk.open(file, flags);
      this.fileOf.set(handle, path.basename(file));
      this.note(`open ${path.basename(file)}`);
      return handle;
    },
    write: (handle, bytes) => {
      systemDisk.write(handle, bytes);
      this.note(`write ${this.fileOf.get(handle)}`);
    },
    writeLater: async (handle, bytes) => {
      await systemDisk.writeLater(handle, bytes);
      this.note(`write ${this.fileOf.get(handle)}`);
    },
    sync: async (handle) => {
      const length = fs.fstatSync(handle).size; // what is written during the sync may miss it
      await systemDisk.sync(handle);
      const { ino } = fs.fstatSync(handle);
      const name = fs.readdirSync(this.dir).find((one) => fs.statSync(path.join(this.dir, one)).ino === ino) as string;
      this.bytes.set(ino, fs.readFileSync(path.join(this.dir, name)).subarray(0, length));
      this.note(`sync ${name}`);
    },
    rename: (from, to) => {
      systemDisk.rename(from, to);
      this.note(`rename ${path.basename(from)} ${path.basename(to)}`);
    },
    remove: (file) => {
      systemDisk.remove(file);
      this.note(`remove ${path.basename(file)}`);
    },
    syncDirectory: async (dir) => {
      const names = fs.readdirSync(dir).filter((name) => /^(log|snapshot)/.test(name));
      await systemDisk.syncDirectory(dir);
      if (path.resolve(dir) !== path.resolve(this.dir)) return;
      this.names = new Map(names.map((name) => [name, fs.statSync(path.join(dir, name)).ino]));
      this.note('sync directory');
    },
  };
}

async function workload(dir: string): Promise<Medium> {
  const medium = new Medium(dir);
  const engine = await openEngine({ dir, now: () => 0, sync: 'group', maxLogBytes: 4000, disk: medium.disk });
  await engine.createCollection('c');
  for (let i = 0; i < 120; i += 1) {
    await engine.insert('c', [{ _id: i, text: 'x'.repeat(60) }]);
    medium.acknowledged += 1;
  }
  await engine.close();
  return medium;
}

test(
  'with group sync, a power failure at any moment leaves every acknowledged write',
  () =>
    inScratch(async (dir) => {
      const medium = await workload(path.join(dir, 'data'));
      expect(medium.calls.filter((call) => call.startsWith('rename')).length).toBeGreaterThan(1);
      let checked = 0;
      for (const { after, acknowledged, files } of medium.moments) {
        if (acknowledged === 0) continue;
        const left = path.join(dir, 'left');
        fs.mkdirSync(left);
        for (const [name, bytes] of files) fs.writeFileSync(path.join(left, name), bytes);
        const engine = await openEngine({ dir: left, now: () => 0, tell: () => undefined });
        const ids = (await engine.aggregate('c', [])).map(({ _id: id }) => id as number);
        await engine.close();
        expect([after, ids]).toEqual([after, Array.from({ length: ids.length }, (_, i) => i)]);
        expect([after, ids.length >= acknowledged]).toEqual([after, true]);
        fs.rmSync(left, { recursive: true });
        checked += 1;
      }
      expect(checked).toBeGreaterThan(250);
    }),
  60_000,
);

test('the order of calls at a compaction: nothing is named or removed before what it relies on is safe', () =>
  inScratch(async (dir) => {
    const { calls } = await workload(path.join(dir, 'data'));
    const order = (...wanted: string[]) => {
      let at = -1;
      for (const call of wanted) {
        const found = calls.indexOf(call, at + 1);
        expect([call, found > at]).toEqual([call, true]);
        at = found;
      }
    };
    order(
      'open log-000002',
      'write log-000002',
      'sync log-000002',
      'sync directory',
      'write log-000001', // its end
      'sync log-000001',
      'write log-000002',
      'sync log-000002',
    );
    order(
      'open snapshot-000002.tmp',
      'write snapshot-000002.tmp',
      'sync snapshot-000002.tmp',
      'rename snapshot-000002.tmp snapshot-000002',
      'sync directory',
      'remove log-000001',
    );
    const firstRemoval = calls.findIndex((call) => call.startsWith('remove log'));
    const named = calls.findIndex((call) => call.startsWith('rename'));
    expect(calls.slice(named, firstRemoval)).toContain('sync directory');
  }));
