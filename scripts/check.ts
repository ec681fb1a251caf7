/** `npm run check`: format, lint, types, floors. Everything that needs no running product. */
import { join } from 'node:path';
import { root } from './build/products';
import { run } from './build/run';

export const CHECKS: readonly { readonly name: string; readonly command: readonly string[]; readonly cwd?: string }[] =
  [
    { name: 'format', command: ['npx', 'prettier', '--check', '--log-level', 'warn', '.'] },
    { name: 'lint', command: ['npx', 'eslint', '.', '--max-warnings', '0'] },
    { name: 'types', command: ['npx', 'tsc', '--noEmit'] },
    { name: 'types of the mini-program', command: ['npm', 'run', '--silent', 'types'], cwd: join(root, 'miniprogram') },
    { name: 'types of the desk', command: ['npx', 'vue-tsc', '--noEmit'], cwd: join(root, 'admin-cms/desk') },
    { name: 'floors', command: ['npx', 'jest', '--selectProjects', 'repository'] },
  ];

async function main(): Promise<void> {
  for (const { name, command, cwd } of CHECKS) {
    const [program, ...parameters] = command as [string, ...string[]];
    await run(program, parameters, { cwd: cwd ?? root });
    console.log(`${name}: ok`);
  }
}

if (require.main === module) {
  main().catch((error: Error) => {
    console.error(error.message);
    process.exit(1);
  });
}
