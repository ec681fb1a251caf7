/** Builds one target: `node tools/build.mjs weapp|h5|h5-production [--watch]`. Sets what Taro reads from the environment. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const TARGETS = {
  weapp: { type: 'weapp', outputRoot: '../dist/weapp' },
  h5: { type: 'h5', outputRoot: '../dist/h5', h5For: 'development' },
  'h5-production': { type: 'h5', outputRoot: '../dist/h5-production', h5For: 'production' },
};

const [name, ...more] = process.argv.slice(2);
const target = TARGETS[name];
if (!target) {
  console.error(`build: unknown target "${name}". One of: ${Object.keys(TARGETS).join(', ')}`);
  process.exit(2);
}
const watch = more.includes('--watch');
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const taro = createRequire(import.meta.url).resolve('@tarojs/cli/bin/taro');
const env = {
  ...process.env,
  NODE_ENV: watch ? 'development' : 'production',
  OUTPUT_ROOT: target.outputRoot,
  H5_FOR: target.h5For ?? '',
};
const args = [taro, 'build', '--type', target.type, ...(watch ? ['--watch'] : [])];
const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
