/** A function process between and during its calls: standing still, growing too big, growing old. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type FunctionFolder, functionFolder } from '../testing/functionFolder';
import { type InvocationResult, NOBODY } from './host';

let folder: FunctionFolder;
beforeEach(() => {
  folder = functionFolder();
});
afterEach(() => folder.close());

const call = (name: string, event: Record<string, unknown> = {}) =>
  folder.host.invoke({ name, event, caller: NOBODY, source: 'scf' });

function valueOf(result: InvocationResult): unknown {
  if (!result.ok) throw new Error(`${result.code} ${result.message}`);
  return JSON.parse(result.resultJson);
}

const messageOf = (result: InvocationResult): string => (result.ok ? 'no error' : result.message);

describe('between calls', () => {
  const TICKING = `
    let ticks = 0;
    setInterval(() => { ticks += 1; }, 5);
    exports.main = async () => ({ pid: process.pid, ticks });`;

  test('nothing runs: a timer of 5 ms ticks on only in the first tenth of a second', async () => {
    folder.write('tick', TICKING);
    const first = valueOf(await call('tick')) as { pid: number; ticks: number };
    await pause(2000);
    const second = valueOf(await call('tick')) as { pid: number; ticks: number };
    expect(second.pid).toBe(first.pid);
    expect(second.ticks).toBeLessThan(200); // 400 if it had not stood still
  });

  test('what was due meanwhile happens in the next call', async () => {
    folder.write(
      'late',
      `let rang = false;
       exports.main = async ({ wait }) => {
         if (wait) { setTimeout(() => { rang = true; }, 300); return rang; }
         while (!rang) await new Promise(setImmediate);
         return rang;
       };`,
    );
    expect(valueOf(await call('late', { wait: true }))).toBe(false);
    await pause(500);
    expect(valueOf(await call('late'))).toBe(true);
  });

  test('calls one after the other, at rest or not, all arrive; so do big events', async () => {
    folder.write('echo', 'exports.main = async ({ text }) => text.length');
    for (const [index, length] of [1, 3_000_000, 10, 3_000_000, 5].entries()) {
      if (index % 2 === 1) await pause(150);
      expect(valueOf(await call('echo', { text: 'x'.repeat(length) }))).toBe(length);
    }
    expect(folder.host.report()).toMatchObject([{ calls: 5, coldStarts: 1 }]);
  });

  test('the clock moved meanwhile is seen', async () => {
    folder.write('now', 'exports.main = async () => Date.now()');
    await call('now');
    await pause(200);
    folder.clock.set(Date.UTC(2031, 0, 1));
    expect(valueOf(await call('now'))).toBeGreaterThanOrEqual(Date.UTC(2031, 0, 1));
  });

  test('it ends when the emulator is killed', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'functions-orphan-'));
    mkdirSync(join(dir, 'pid'));
    writeFileSync(join(dir, 'pid', 'index.js'), 'exports.main = async () => process.pid');
    const cli = ['--require', require.resolve('tsx/cjs'), join(__dirname, '../cli.ts')];
    const emulator = spawn(process.execPath, [...cli, '--port', '0', '--memory', '--functions', dir]);
    const url = await new Promise<string>((resolve) =>
      emulator.stdout.on('data', (text: Buffer) => resolve(/ready (\S+)/.exec(text.toString())?.[1] ?? '')),
    );
    const body = JSON.stringify({ action: 'functions.invokeFunction', function_name: 'pid', request_data: '' });
    const reply = (await (await fetch(`${url}/admin`, { method: 'POST', body })).json()) as {
      data: { response_data: string };
    };
    const pid = Number(reply.data.response_data);
    await pause(200); // it stands still
    emulator.kill('SIGKILL');
    const isThere = () => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    while (isThere()) await pause(5);
    rmSync(dir, { recursive: true });
  });
});

describe('what goes wrong is told', () => {
  test('more memory than memorySize', async () => {
    folder.write(
      'big',
      'exports.main = async () => { const all = []; for (;;) all.push(new Array(1e5).fill(all.length)); }',
      {
        memorySize: 64,
        timeout: 20,
      },
    );
    const result = await call('big');
    expect(result).toMatchObject({ ok: false, code: 'FUNCTIONS_EXECUTE_FAIL' });
    expect(messageOf(result)).toContain('Memory limit exceeded: the function needs more than its 64 MB');
    folder.write('big', 'exports.main = async () => "small now"');
    expect(valueOf(await call('big'))).toBe('small now');
  });

  test('a mistake in the code, by file and line', async () => {
    folder.write('typo', 'const a = 1;\nexports.main = async () => {\n  return a +* 2;\n};');
    expect(messageOf(await call('typo'))).toMatch(/typo\/index\.js:3\n.*return a \+\* 2;[\s\S]*SyntaxError/);
  });

  test('a result that refers to itself', async () => {
    folder.write('ring', 'exports.main = async () => { const a = {}; a.a = a; return a; }');
    expect(messageOf(await call('ring'))).toContain('circular structure');
  });
});

describe('code that changes', () => {
  const LIBRARY = (word: string) => `module.exports = '${word}'`;

  test('in a file it requires', async () => {
    folder.write('uses', "const word = require('./lib/word'); exports.main = async () => word");
    mkdirSync(join(folder.dir, 'uses', 'lib'));
    const library = join(folder.dir, 'uses', 'lib', 'word.js');
    writeFileSync(library, LIBRARY('old'));
    expect(valueOf(await call('uses'))).toBe('old');
    await pause(20); // the file system's clock has moved on
    writeFileSync(library, LIBRARY('new'));
    expect(valueOf(await call('uses'))).toBe('new');
    expect(folder.host.report()).toMatchObject([{ coldStarts: 2 }]);
  });

  test('a call under way ends in the old code, the next one is of the new', async () => {
    const gate = join(folder.dir, 'gate');
    const code = (word: string) => `exports.main = async ({ wait }) => {
      while (wait && !require('node:fs').existsSync(${JSON.stringify(gate)})) await new Promise((go) => setTimeout(go, 5));
      return '${word}';
    }`;
    folder.write('edit', code('old'), { timeout: 20 });
    await call('edit');
    const running = call('edit', { wait: true });
    folder.write('edit', code('new'), { timeout: 20 });
    expect(valueOf(await call('edit'))).toBe('new');
    writeFileSync(gate, '');
    expect(valueOf(await running)).toBe('old');
    expect(valueOf(await call('edit'))).toBe('new');
  });
});

test('a cold start as long as asked for; warm calls are not held up', async () => {
  await folder.close();
  folder = functionFolder({ coldStartMs: 1500 });
  folder.write('slow', 'exports.main = async () => 1');
  await call('slow');
  await call('slow');
  const [cold, warm] = folder.host.calls('slow');
  expect(cold?.coldStartMs).toBeGreaterThanOrEqual(1500);
  expect(warm?.coldStartMs).toBeUndefined();
  expect(warm?.durationMs).toBeLessThan(1500);
});
