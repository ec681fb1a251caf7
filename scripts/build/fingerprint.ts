/** Tells whether a build's sources have changed since the last time, so that a second start takes seconds. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const LEFT_OUT = /(^|\/)(node_modules|dist|\.git|\.local|test-results)(\/|$)|\.test\.ts$|\.md$/;

function filesUnder(path: string): string[] {
  if (LEFT_OUT.test(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

/** Changes when any source changes in content. */
function fingerprintOf(sources: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of sources.filter((source) => existsSync(source)).flatMap(filesUnder)) {
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** Runs `build` unless `output` is there and the sources are the ones of the last successful run. Answers whether it ran. */
export async function whenChanged(
  stamp: string,
  output: string,
  sources: readonly string[],
  build: () => Promise<void>,
): Promise<boolean> {
  const fingerprint = fingerprintOf(sources);
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return false;
  await build();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, fingerprint);
  return true;
}
