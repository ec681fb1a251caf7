/** `npm run build`: what npm carries of this package, in dist/: JavaScript with types beside it, and the files read at run time. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
/** Not TypeScript, yet needed: the script of function processes, the inspector's page. */
const ASSETS = ['functions/worker.cjs', 'functions/compiledCode.cjs', 'inspector/page'];

rmSync(dist, { recursive: true, force: true });
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', join(here, 'tsconfig.build.json')], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);
for (const asset of ASSETS) {
  if (!existsSync(join(here, asset))) throw new Error(`${asset} is missing`);
  cpSync(join(here, asset), join(dist, asset), { recursive: true });
}
