import * as path from 'node:path';
import { buildSync } from 'esbuild';

/** Bundles the victim, so that a life costs no time to compile. */
export function buildVictim(dir: string): string {
  const script = path.join(dir, 'victim.cjs');
  buildSync({
    entryPoints: [path.join(__dirname, 'victim.ts')],
    bundle: true,
    platform: 'node',
    outfile: script,
    minify: true,
  });
  return script;
}
