/**
 * The door of every command: checks Node, installs what is missing, then runs scripts/<command>.ts.
 * Plain JavaScript without packages, because on a fresh clone there are none.
 */
import { createHash } from 'node:crypto';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
/** Commands of two words, by their file. */
const ofTwoWords = { 'approve-pictures': 'scripts/approvePictures.ts', 'draw-tour': 'scripts/drawTour.ts' };
/** Commands of the emulator's own package; every other one is scripts/<command>.ts. */
const ofEmulator = {
  emulator: 'emulator/cli.ts',
  'crash-test': 'emulator/database/crash/run.ts',
  'isolation-test': 'emulator/database/isolation/run.ts',
  fuzz: 'emulator/fuzz/run.ts',
};
const commands = ['start', 'test', 'check', 'build', 'demo', 'bench', ...Object.keys({ ...ofTwoWords, ...ofEmulator })];
const [command, ...rest] = process.argv.slice(2);

const give = (line) => {
  console.error(line);
  process.exit(1);
};

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  give(
    `Node ${process.versions.node} is too old: install Node 20.19 or newer (nodejs.org), then run this command again.`,
  );
}
if (!commands.includes(command)) give(`unknown command ${command}; there are: ${commands.join(', ')}`);

/** Packages are installed anew only when the lock file has changed since the last time. */
function install(folder, name) {
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  const stamp = join(folder, 'node_modules', '.installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  const from = Date.now();
  console.error(`installing the packages of ${name} (once; one to three minutes)…`);
  const ticking = spawn(process.execPath, ['-e', 'setInterval(() => process.stderr.write("."), 3000)'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const result = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'development' },
  });
  ticking.kill();
  if (result.status !== 0) give(`\nnpm ci failed in ${folder}: see the lines above; is the npm registry reachable?`);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, lock);
  console.error(`\ninstalled ${name} in ${Math.round((Date.now() - from) / 1000)} s`);
}

install(root, 'the project');
if (!(command in ofEmulator) && command !== 'demo') install(join(root, 'miniprogram'), 'the mini-program');

const script = ofEmulator[command] ?? ofTwoWords[command] ?? `scripts/${command}.ts`;
const child = spawn(process.execPath, ['--import', 'tsx', join(root, script), ...rest], {
  cwd: root,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
