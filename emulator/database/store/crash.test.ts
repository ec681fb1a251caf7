import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { buildSync } from 'esbuild';
import { openEngine } from '../open';

const kills = 20;

/** Runs the writer until it has acknowledged `enough` things, kills it at once, answers what it had acknowledged. */
function writeAndKill(script: string, dir: string, start: number, enough: number): Promise<string[]> {
  const child = spawn(process.execPath, [script, dir, String(start)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.split('\n').length > enough + 1) child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal !== 'SIGKILL') return reject(new Error(`the writer ended by itself with ${code}`));
      resolve(text.split('\n').slice(1, -1)); // a last line that is cut off was never read whole
    });
  });
}

test(`${kills} kills lose nothing acknowledged and tear no transaction apart`, async () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'crash-'));
  try {
    const script = path.join(dir, 'writer.cjs');
    buildSync({
      entryPoints: [path.join(__dirname, 'crashWriter.ts')],
      bundle: true,
      platform: 'node',
      outfile: script,
    });
    const data = path.join(dir, 'data');
    const acknowledged = new Set<string>();
    for (let kill = 0; kill < kills; kill += 1) {
      const lines = await writeAndKill(script, data, kill * 1_000_000, 1 + ((kill * 37) % 90));
      for (const line of lines) acknowledged.add(line);
      const engine = await openEngine({ dir: data, now: () => 0 });
      const ids = async (name: string) =>
        new Set((await engine.aggregate(name, [])).map(({ _id: id }) => id as number));
      const [single, left, right] = [await ids('single'), await ids('left'), await ids('right')];
      for (const line of acknowledged) {
        const [what, n] = line.split(' ');
        expect([line, (what === 's' ? single : left).has(Number(n))]).toEqual([line, true]);
      }
      expect([...left].sort()).toEqual([...right].sort());
      expect((await engine.explain('single', { query: { n: [...single][0] } })).index).toBe('n');
      for (const n of single) expect(await engine.count('single', { n })).toBe(1);
      await engine.close();
    }
    expect(acknowledged.size).toBeGreaterThan(kills * 10);
  } finally {
    fs.rmSync(dir, { recursive: true, force: true });
  }
}, 180_000);
