/** Size of each function bundle and its cold start: `require` in a fresh process, beside an empty function in the same run. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, root } from '../scripts/build/products';
import { functionEnvironment } from '../scripts/start/functionEnvironment';
import { DEFAULT_BASE_PORT, portsFrom } from '../scripts/start/ports';
import { secretsIn } from '../scripts/start/secrets';
import { STAND_IN_CREDENTIAL } from '../stand-ins/tencent-cloud/startTencentCloud';
import { merchantAccount } from '../stand-ins/wechat-pay/merchantKeys';
import { median, rounded, type Figures } from './measure';

const ROUNDS = 9;
const GOAL_MS = 150;
const LOADER =
  'const t = performance.now(); require(process.argv[1]); process.stdout.write(String(performance.now() - t)); process.exit(0);';

/** As the platform would start it: functions refuse to load without the settings they need. */
function environmentIn(folder: string): NodeJS.ProcessEnv {
  const ports = portsFrom(DEFAULT_BASE_PORT);
  const ours = functionEnvironment(secretsIn(folder), merchantAccount(folder), STAND_IN_CREDENTIAL, ports);
  const platform = {
    TENCENTCLOUD_RUNENV: 'SCF',
    SCF_NAMESPACE: 'bench',
    TENCENTCLOUD_SECRETID: 'a',
    TENCENTCLOUD_SECRETKEY: 'b',
  };
  return { ...process.env, ...ours, ...platform };
}

function requireMs(file: string, env: NodeJS.ProcessEnv): number {
  const result = spawnSync(process.execPath, ['-e', LOADER, file], { encoding: 'utf8', env });
  if (result.status !== 0) throw new Error(`${file} cannot be required: ${result.stderr}`);
  return Number(result.stdout);
}

export default async function functions(): Promise<Figures> {
  await build(['functions'], () => undefined);
  const scratch = mkdtempSync(join(tmpdir(), 'bench-'));
  const env = environmentIn(scratch);
  const empty = join(scratch, 'index.js');
  writeFileSync(empty, 'exports.main = async () => null;');
  const folder = join(root, 'dist/cloudfunctions');
  const names = readdirSync(folder);
  const samples: Record<string, number[]> = Object.fromEntries(['empty', ...names].map((name) => [name, []]));
  // Round by round, so that a slow moment of the machine falls on all of them.
  for (let round = 0; round < ROUNDS; round += 1) {
    samples.empty?.push(requireMs(empty, env));
    for (const name of names) samples[name]?.push(requireMs(join(folder, name, 'index.js'), env));
  }
  rmSync(scratch, { recursive: true });
  const rows = names.map((name) => ({
    name,
    kB: rounded(statSync(join(folder, name, 'index.js')).size / 1000, 0),
    coldStartMs: rounded(median(samples[name] ?? [])),
  }));
  for (const { name, kB, coldStartMs } of rows)
    console.log(`${name.padEnd(18)} ${String(kB).padStart(5)} kB ${String(coldStartMs).padStart(7)} ms`);
  const slowest = Math.max(...rows.map(({ coldStartMs }) => coldStartMs));
  return {
    functions: rows,
    emptyMs: rounded(median(samples.empty ?? [])),
    medianColdStartMs: rounded(median(rows.map(({ coldStartMs }) => coldStartMs))),
    slowestColdStartMs: slowest,
    goalMs: GOAL_MS,
    withinGoal: slowest <= GOAL_MS,
  };
}
