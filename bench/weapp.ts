/** What a phone downloads first: the main package of the weapp build, and each subpackage. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build, root } from '../scripts/build/products';
import { rounded, type Figures } from './measure';

interface AppJson {
  readonly subPackages?: readonly { readonly root: string }[];
  readonly subpackages?: readonly { readonly root: string }[];
}

export default async function weapp(): Promise<Figures> {
  await build(['weapp'], (line) => console.log(line));
  const folder = join(root, 'dist/weapp');
  const app = JSON.parse(readFileSync(join(folder, 'app.json'), 'utf8')) as AppJson;
  const roots = (app.subPackages ?? app.subpackages ?? []).map((one) => one.root.replace(/\/?$/, '/'));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(join(folder, file)).isFile(),
  );
  const kB = (belongs: (file: string) => boolean) =>
    rounded(files.filter(belongs).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0) / 1000, 0);
  const mainKB = kB((file) => !roots.some((one) => file.startsWith(one)));
  const subpackagesKB = Object.fromEntries(roots.map((one) => [one, kB((file) => file.startsWith(one))]));
  console.log(`main package ${mainKB} kB (limit 2000)`, subpackagesKB);
  return { mainKB, subpackagesKB, totalKB: kB(() => true), limitKB: 2000 };
}
