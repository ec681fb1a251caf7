/** What a warm call costs on the emulator beyond the function's own work: node-sdk's `callFunction` to functions that do nothing. */
import cloudbase from '@cloudbase/node-sdk';

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { actAsFunction } from '../emulator/testing/asFunction';
import { startEmulator } from './emulator/startEmulator';

import { median, percentile, rounded, timed, type Figures } from './measure';

const GOAL_MS = 2;
const WARM_UP_CALLS = 300;
const CALLS = 2000;
const LANES = 8;

const FUNCTIONS: Readonly<Record<string, string>> = {
  nothing: 'exports.main = async () => null;',
  talks: "exports.main = async () => { for (let i = 0; i < 20; i += 1) console.log('line', i); };",
  returns100kB: "const text = 'x'.repeat(100_000); exports.main = async () => text;",
};

function writeFunctions(dir: string): void {
  for (const [name, code] of Object.entries(FUNCTIONS)) {
    mkdirSync(join(dir, name), { recursive: true });
    writeFileSync(join(dir, name, 'index.js'), code);
  }
}

/** The same request without an SDK: what is left of a call's time is loopback HTTP and the function process. */
function bareCall(url: string): Promise<void> {
  const body = JSON.stringify({ action: 'functions.invokeFunction', function_name: 'nothing', request_data: '' });
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/admin`, { method: 'POST' }, (response) =>
      response.resume().on('end', () => resolve()),
    );
    sent.on('error', reject).end(body);
  });
}

const figuresOf = (samples: readonly number[]) => ({
  p50Ms: rounded(median(samples), 2),
  p95Ms: rounded(percentile(samples, 0.95), 2),
  p99Ms: rounded(percentile(samples, 0.99), 2),
});

async function measure(url: string): Promise<Figures> {
  actAsFunction(url);
  const app = cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV });
  const call = (name: string) => app.callFunction({ name, data: {} });
  const rows: Record<string, unknown> = {};
  for (const name of Object.keys(FUNCTIONS)) {
    await timed(WARM_UP_CALLS, () => call(name));
    rows[name] = figuresOf(await timed(name === 'nothing' ? CALLS : CALLS / 4, () => call(name)));
    console.log(name.padEnd(14), JSON.stringify(rows[name]));
  }
  await timed(WARM_UP_CALLS, () => bareCall(url));
  const bare = figuresOf(await timed(CALLS, () => bareCall(url)));
  const from = performance.now();
  await Promise.all(Array.from({ length: LANES }, () => timed(CALLS / LANES, () => call('nothing'))));
  const callsPerSecond = rounded((CALLS / (performance.now() - from)) * 1000, 0);
  const { p50Ms } = rows.nothing as ReturnType<typeof figuresOf>;
  return {
    functions: rows,
    withoutSdk: bare,
    lanes: LANES,
    callsPerSecond,
    goalMs: GOAL_MS,
    withinGoal: p50Ms < GOAL_MS,
  };
}

export default async function emulatorFunctions(): Promise<Figures> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-functions-'));
  writeFunctions(dir);
  const { url, child } = await startEmulator(['--memory', '--functions', dir]);
  try {
    return await measure(url);
  } finally {
    child.removeAllListeners('exit');
    child.kill('SIGTERM');
    rmSync(dir, { recursive: true });
  }
}
