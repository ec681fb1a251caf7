/** One folder of cloudfunctions/ in, one deployable folder of dist/cloudfunctions/ out: bundled whole, nothing to install in the cloud. */
import { build as bundle, type Metafile, type Plugin } from 'esbuild';
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

/** What draws PDFs is larger than all else together: a file of its own, read when the first document is made. */
const printerApart: Plugin = {
  name: 'printer-apart',
  setup: (build) => build.onResolve({ filter: /^pdfkit$/ }, () => ({ path: './printer.js', external: true })),
};
/** Its other form asks for its own address, which a bundle of CommonJS does not know. */
const PRINTER = join(root, 'node_modules/pdfkit/js/pdfkit.js');

const HOW = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  keepNames: true, // error names in the log stay readable
  legalComments: 'none',
  logLevel: 'error',
} as const;

/** Builds all functions; what is no longer a function disappears from dist/. */
export async function buildFunctions(): Promise<void> {
  const entries = await readdir(SOURCE, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  await mkdir(TARGET, { recursive: true });
  for (const old of await readdir(TARGET)) {
    if (!names.includes(old)) await rm(join(TARGET, old), { recursive: true });
  }
  const { metafile } = await bundle({
    // One run for all: each gets its own bundle, but the SDKs are read and parsed once.
    entryPoints: names.map((name) => ({ in: join(SOURCE, name, 'index.ts'), out: `${name}/index` })),
    outdir: TARGET,
    tsconfig: join(root, 'tsconfig.json'),
    ...HOW,
    metafile: true,
    plugins: [leaveOut, printerApart],
  });
  for (const name of names) {
    for (const file of ['package.json', 'config.json']) await cp(join(SOURCE, name, file), join(TARGET, name, file));
    const [font, printer] = [join(TARGET, name, 'font'), join(TARGET, name, 'printer.js')];
    for (const old of [font, printer]) await rm(old, { recursive: true, force: true });
    if (!printsDocuments(metafile, name)) continue;
    await cp(join(root, 'cloud/documents/font'), font, { recursive: true });
    await bundle({ ...HOW, entryPoints: [PRINTER], outfile: printer });
  }
}

/** Only who prints carries the font: a cold start reads what lies in the folder. */
const printsDocuments = ({ outputs }: Metafile, name: string): boolean =>
  Object.entries(outputs).some(
    ([file, { inputs }]) =>
      file.endsWith(`/${name}/index.js`) &&
      Object.keys(inputs).some((input) => input.endsWith('cloud/documents/font.ts')),
  );
