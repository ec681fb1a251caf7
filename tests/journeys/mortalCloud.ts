/** CloudBase as a process of its own that can be killed and started again on the same data; WeChat Pay and the others live on. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, root } from '../../scripts/build/products';
import { playersOn, type Players } from '../../scripts/demo/players';
import { freePorts, startOutsideServices } from '../../scripts/start/localCloud';
import { useLocalCloud } from '../../scripts/start/scriptEnvironment';

export interface MortalCloud {
  readonly players: Players;
  /** SIGKILL, whatever it is doing; answers when it is gone. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** How many bytes the database has written down so far. */
  writtenBytes(): number;
  close(): Promise<void>;
}

export async function openMortalCloud(): Promise<MortalCloud> {
  await build(['functions'], () => undefined);
  const folder = mkdtempSync(join(tmpdir(), 'mortal-'));
  const ports = await freePorts();
  const { standIns, environment } = await startOutsideServices({ ports, folder });
  useLocalCloud(ports.emulator, environment);
  const envFile = join(folder, 'functions.env');
  writeFileSync(
    envFile,
    Object.entries(environment)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
    { mode: 0o600 },
  );
  const data = join(folder, 'cloud');
  const folders = [
    '--data',
    data,
    '--functions',
    join(root, 'dist/cloudfunctions'),
    '--database',
    join(root, 'database'),
  ];
  const command = [
    '--import',
    'tsx',
    join(root, 'emulator/cli.ts'),
    '--port',
    String(ports.emulator),
    '--env',
    envFile,
  ];
  let running: ChildProcess | undefined;
  const kill = async () => {
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const gone = new Promise((resolve) => running?.once('exit', resolve));
    running.kill('SIGKILL');
    await gone;
  };
  return {
    players: playersOn(`http://127.0.0.1:${ports.emulator}`, standIns.wechatPay),
    kill,
    start: async () => {
      running = spawn(process.execPath, [...command, ...folders], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
      await ready(running);
    },
    writtenBytes: () => sizeOf(join(data, 'database')),
    close: async () => {
      await kill();
      await standIns.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Until it prints `ready http://…`; what it complained about otherwise. */
function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let complaints = '';
    child.stderr?.on('data', (text: Buffer) => (complaints += text.toString()));
    child.stdout?.on('data', (text: Buffer) => text.toString().includes('ready http') && resolve());
    child.once('exit', (code, signal) => reject(new Error(`the emulator ended (${code ?? signal}): ${complaints}`)));
  });
}

const sizeOf = (folder: string): number =>
  readdirSync(folder, { withFileTypes: true }).reduce(
    (sum, entry) =>
      sum + (entry.isDirectory() ? sizeOf(join(folder, entry.name)) : statSync(join(folder, entry.name)).size),
    0,
  );
