import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { openEngine } from '../open';
import { buildVictim } from '../crash/buildVictim';
import { inScratch } from './scratch';

const open = (dir: string) => openEngine({ dir, now: () => 0 });

async function filled(dir: string): Promise<void> {
  const engine = await open(dir);
  await engine.createCollection('c');
  await engine.close();
}

test('a file where the directory should be', () =>
  inScratch(async (dir) => {
    const file = path.join(dir, 'file');
    fs.writeFileSync(file, '');
    await expect(open(file)).rejects.toThrow(`the data directory ${file} cannot be used: EEXIST`);
    await expect(open(path.join(file, 'below'))).rejects.toThrow('cannot be used: ENOTDIR');
  }));

/** Opens it in another process, which for root is one without root's rights. */
function openAsNobody(scratch: string, dir: string): string {
  const script = buildVictim(scratch);
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const life = JSON.stringify({ dir, maxLogBytes: 1000 });
  return spawnSync(process.execPath, [script, life], { ...nobody, cwd: '/', encoding: 'utf8' }).stderr;
}

test('a directory that only may be read, and one that may not be', () =>
  inScratch(async (dir) => {
    fs.chmodSync(dir, 0o755);
    const data = path.join(dir, 'data');
    await filled(data);
    fs.chmodSync(data, 0o555);
    expect(openAsNobody(dir, data)).toMatch(/the data directory .*data cannot be used: EACCES/);
    fs.chmodSync(data, 0o000);
    expect(openAsNobody(dir, data)).toMatch(/the data directory .*data cannot be used: EACCES/);
    fs.chmodSync(data, 0o755);
  }));

test('two processes', () =>
  inScratch(async (dir) => {
    const engine = await open(dir);
    const { stderr } = spawnSync(process.execPath, [buildVictim(dir), JSON.stringify({ dir, maxLogBytes: 1000 })], {
      encoding: 'utf8',
    });
    expect(stderr).toContain(`is in use by process ${process.pid}: stop it or choose another directory`);
    await engine.close();
  }));

test('the program says it in one line and ends', () =>
  inScratch(async (dir) => {
    const data = path.join(dir, 'database');
    await filled(data);
    const snapshot = path.join(data, 'snapshot-000002');
    fs.truncateSync(snapshot, 100);
    const cli = path.join(__dirname, '../../cli.ts');
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--require', require.resolve('tsx/cjs'), cli, '--port', '0', '--data', dir],
      { encoding: 'utf8' },
    );
    expect([status, stderr]).toEqual([
      1,
      `${snapshot} is damaged at byte 0 (checksum); nothing was changed: restore the directory from a copy\n`,
    ]);
  }));
