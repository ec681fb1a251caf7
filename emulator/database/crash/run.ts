/** `npm run crash-test -- --kills 500 --seed 1`: the long crash test. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { CrashRun } from './harness';
import { buildVictim } from './buildVictim';

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { kills: text, seed: text, lying: { type: 'boolean' } } });
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'crash-'));
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  const from = performance.now();
  const script = buildVictim(dir);
  const crash = new CrashRun({ script, dir, kills: Number(values.kills ?? 500), seed, isLying: values.lying });
  const report = await crash.run();
  console.log(JSON.stringify({ seed, seconds: Math.round((performance.now() - from) / 1000), ...report }, null, 2));
  if (report.faults.length > 0) {
    console.error(`data and oracle's log are kept in ${dir}`);
    process.exitCode = 1;
  } else {
    fs.rmSync(dir, { recursive: true });
  }
}

void main();
