/** `npm test`: everything, from format to a real browser, with one closing line. */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, root } from './build/products';
import { run } from './build/run';
import { CHECKS } from './check';
import { ensureChromium } from './test/chromium';
import { Tally } from './test/tally';

const tally = new Tally();
const startedAt = Date.now();
const say = (line: string) => console.log(`[${((Date.now() - startedAt) / 1000).toFixed(0).padStart(4)} s] ${line}`);

/** One step that either works or does not. */
async function step(name: string, work: () => Promise<void>): Promise<void> {
  say(`${name}…`);
  try {
    await work();
    tally.add(name, { passed: 1, failed: 0 });
  } catch (error) {
    tally.add(name, { passed: 0, failed: 1 });
    console.error((error as Error).message);
  }
}

/** A run that hangs or dies leaves no figures and counts as one failure. */
async function jest(name: string, projects: readonly string[], workers: number): Promise<void> {
  say(`${name}…`);
  const file = join(root, 'test-results', `${name}.json`);
  rmSync(file, { force: true });
  const options = ['--json', '--outputFile', file, '--maxWorkers', String(workers), '--forceExit', '--silent'];
  await run(
    process.execPath,
    [join(root, 'node_modules/jest/bin/jest.js'), '--selectProjects', ...projects, ...options],
    {
      cwd: root,
      env: { NODE_ENV: 'test' },
      minutes: 20,
    },
  ).catch((error: Error) => console.error(error.message));
  if (existsSync(file)) tally.addJest(name, file);
  else tally.add(name, { passed: 0, failed: 1 });
}

async function checks(): Promise<void> {
  for (const { name, command, cwd } of CHECKS.filter((check) => check.name !== 'floors')) {
    const [program, ...parameters] = command as [string, ...string[]];
    await step(name, () => run(program, parameters, { cwd: cwd ?? root }));
  }
}

async function miniProgram(): Promise<void> {
  const script = (name: string, ...parameters: readonly string[]) =>
    step(name, () => run('npm', [...parameters, '--silent'], { cwd: join(root, 'miniprogram') }));
  await script('mini-program units', 'test');
  await script('mini-program as weapp', 'run', 'test:weapp');
  await script('mini-program without the development bar', 'run', 'test:h5');
}

/** What keeps one processor busy has another such thing beside it: the smallest machine this runs on has two. */
async function main(): Promise<void> {
  mkdirSync(join(root, 'test-results'), { recursive: true });
  ensureChromium(say);
  await Promise.all([checks(), step('build', () => build(['functions', 'h5', 'h5-production', 'weapp', 'desk'], say))]);
  await Promise.all([miniProgram(), jest('rules', ['rules', 'repository', 'stand-ins'], 1)]);
  await jest('backend', ['emulator', 'functions', 'journeys'], 2);
  await jest('browser', ['browser'], 3);
}

main()
  .catch((error: Error) => {
    console.error(error.message);
    tally.add('the run itself', { passed: 0, failed: 1 });
  })
  .finally(() => {
    console.log(tally.parts.join('\n'));
    console.log(`in ${((Date.now() - startedAt) / 60_000).toFixed(1)} minutes`);
    console.log(tally.closingLine());
    process.exitCode = tally.failed > 0 ? 1 : 0;
  });
