/** `npm run approve-pictures`: the screens as they look now become the pictures that tests/browser/pictures.test.ts compares with. Look at the changed files before committing them. */
import { join } from 'node:path';
import { root } from './build/products';
import { run } from './build/run';
import { ensureChromium } from './test/chromium';

async function main(): Promise<void> {
  ensureChromium((line) => console.log(line));
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const only = ['--selectProjects=browser', '--testPathPattern', 'tests/browser/pictures.test', '--forceExit'];
  await run(process.execPath, [jest, ...only], { cwd: root, env: { NODE_ENV: 'test', APPROVE_PICTURES: '1' } });
  console.log('approved: git diff --stat tests/browser/approved');
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
