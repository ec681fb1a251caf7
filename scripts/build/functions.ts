/** One folder of cloudfunctions/ in, one deployable folder of dist/cloudfunctions/ out: bundled whole, nothing to install in the cloud. */
import { build as bundle, type Plugin } from 'esbuild';
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const SOURCE = join(root, 'cloudfunctions');
const TARGET = join(root, 'dist', 'cloudfunctions');

/**
 * Parts of the SDKs that no function of ours reaches; loading them is most of a cold start. Whoever does reach one hears so: the
 * stand-in throws when called. `mime-db` is a table that may be empty: files of unknown type are `application/octet-stream`.
 */
const LEFT_OUT: Readonly<Record<string, 'absent' | 'empty'>> = {
  '@cloudbase/ai': 'absent',
  '@cloudbase/app': 'absent',
  '@cloudbase/wx-cloud-client-sdk': 'absent',
  jsonwebtoken: 'absent',
  xml2js: 'absent',
  'mime-db': 'empty',
};

const ABSENT = (name: string) => `
const absent = (path) => new Proxy(function () {}, {
  get: (_target, key) => (key === '__esModule' ? true : typeof key === 'symbol' ? undefined : absent(path + '.' + key)),
  apply: () => { throw new Error(path + ' is left out of function bundles (scripts/build/functions.ts)'); },
  construct: () => { throw new Error(path + ' is left out of function bundles (scripts/build/functions.ts)'); },
});
module.exports = absent(${JSON.stringify(name)});`;

const leaveOut: Plugin = {
  name: 'leave-out',
  setup(build) {
    const names = Object.keys(LEFT_OUT).map((name) => name.replaceAll('/', '\\/'));
    build.onResolve({ filter: new RegExp(`^(${names.join('|')})$`) }, ({ path }) => ({ path, namespace: 'left-out' }));
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({
      contents: LEFT_OUT[path] === 'empty' ? 'module.exports = {};' : ABSENT(path),
    }));
  },
};

/** Builds all functions; what is no longer a function disappears from dist/. */
export async function buildFunctions(): Promise<void> {
  const entries = await readdir(SOURCE, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  await mkdir(TARGET, { recursive: true });
  for (const old of await readdir(TARGET)) {
    if (!names.includes(old)) await rm(join(TARGET, old), { recursive: true });
  }
  await bundle({
    // One run for all: each gets its own bundle, but the SDKs are read and parsed once.
    entryPoints: names.map((name) => ({ in: join(SOURCE, name, 'index.ts'), out: `${name}/index` })),
    outdir: TARGET,
    tsconfig: join(root, 'tsconfig.json'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    keepNames: true, // error names in the log stay readable
    legalComments: 'none',
    logLevel: 'error',
    plugins: [leaveOut],
  });
  for (const name of names) {
    for (const file of ['package.json', 'config.json']) await cp(join(SOURCE, name, file), join(TARGET, name, file));
  }
}
