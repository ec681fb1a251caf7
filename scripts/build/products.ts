/** What there is to build, from what, and how. */
import { join } from 'node:path';
import { buildFunctions } from './functions';
import { whenChanged } from './fingerprint';
import { run } from './run';

export const root = join(__dirname, '..', '..');
const at = (...names: string[]) => names.map((name) => join(root, name));
const RULES = ['domain', 'contract', 'package-lock.json'];
const SCREENS = ['src', 'config', 'tools', 'package-lock.json', 'babel.config.js'].map((name) => `miniprogram/${name}`);

interface Product {
  readonly name: 'functions' | 'h5' | 'h5-production' | 'weapp' | 'desk';
  /** Its folder in dist/. */
  readonly output: string;
  readonly sources: readonly string[];
  readonly build: () => Promise<void>;
}

const taro = (target: 'weapp' | 'h5' | 'h5-production') => () =>
  run(process.execPath, [join(root, 'miniprogram/tools/build.mjs'), target], { cwd: join(root, 'miniprogram') });

export const PRODUCTS: readonly Product[] = [
  {
    name: 'functions',
    output: 'cloudfunctions',
    sources: at(...RULES, 'cloud', 'cloudfunctions', 'scripts/build'),
    build: () => buildFunctions(),
  },
  { name: 'h5', output: 'h5', sources: at(...RULES, ...SCREENS), build: taro('h5') },
  { name: 'h5-production', output: 'h5-production', sources: at(...RULES, ...SCREENS), build: taro('h5-production') },
  { name: 'weapp', output: 'weapp', sources: at(...RULES, ...SCREENS), build: taro('weapp') },
  {
    name: 'desk',
    output: 'desk',
    sources: at(...RULES, 'admin-cms'),
    build: () => run('npx', ['vite', 'build', '--logLevel', 'warn'], { cwd: join(root, 'admin-cms/desk') }),
  },
];

/** Builds what has changed; tells each step and how long it took. */
export async function build(names: readonly Product['name'][], say: (line: string) => void): Promise<void> {
  for (const product of PRODUCTS.filter(({ name }) => names.includes(name))) {
    const from = Date.now();
    say(`building ${product.name}…`);
    const stamp = join(root, 'dist', `.${product.name}.fingerprint`);
    const output = join(root, 'dist', product.output);
    const ran = await whenChanged(stamp, output, product.sources, product.build);
    say(
      ran
        ? `built ${product.name} in ${((Date.now() - from) / 1000).toFixed(0)} s`
        : `${product.name}: nothing changed`,
    );
  }
}
