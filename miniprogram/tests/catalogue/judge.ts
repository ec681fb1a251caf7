/** What is wrong between a catalogue and the program that says it. */
import { leavesOf, type Leaf } from './leaves';
import type { SourceFile } from './source';
import { CHINESE } from './untranslated';
import { usesOf } from './uses';

const nameOf = ({ path }: SourceFile) => path.replace(/^strings\/|\.ts$/g, '');

/** Leaves that say nothing a person of this language reads. */
export const wordless = (file: SourceFile, symbols: readonly string[]): readonly string[] =>
  leavesOf(file)
    .filter(({ text }) => !CHINESE.test(text) && !symbols.includes(text))
    .map(({ path, text }) => `${nameOf(file)}: ${path} says "${text}"`);

/** Leaves of one file that say the same under the same name, or side by side. */
export function repeated(file: SourceFile): readonly string[] {
  const seen = new Map<string, string>();
  const role = (path: string, text: string) => {
    const keys = path.split('.');
    const last = keys.pop() as string;
    return [`as ${last}: ${text}`, `in ${keys.join('.')}: ${text}`];
  };
  return leavesOf(file).flatMap(({ path, text }) => {
    const roles = role(path, text);
    const other = roles.map((one) => seen.get(one)).find(Boolean);
    for (const one of roles) seen.set(one, path);
    return other === undefined ? [] : [`${nameOf(file)}: ${path} = ${other}`];
  });
}

/** Leaves nobody says; and uses that name no leaf, or hide which ones they mean. */
export function unsaid(catalogue: readonly SourceFile[], program: readonly SourceFile[]) {
  const leaves = new Map<string, readonly Leaf[]>(catalogue.map((file) => [nameOf(file), leavesOf(file)]));
  const said = new Set<string>();
  const wrong: string[] = [];
  for (const { file, keys, isTable, where } of [...catalogue, ...program].flatMap(usesOf)) {
    const path = keys.join('.');
    const all = leaves.get(file) ?? [];
    // a leaf's own text may be asked for its length; a group or list is used with all below it
    const leaf = all.find((one) => one.path === path || path.startsWith(`${one.path}.`));
    const below = all.filter((one) => one.path.startsWith(`${path}.`));
    const isListOfWords = below.length > 0 && /^\d/.test((below[0] as Leaf).path.slice(path.length + 1));
    if (!leaf && !(below.length > 0 && (isTable || isListOfWords))) wrong.push(`${where}: ${file} ${path || '(all)'}`);
    for (const one of leaf ? [leaf] : below) said.add(`${file}: ${one.path}`);
  }
  const unused = [...leaves].flatMap(([file, all]) => all.map((one) => `${file}: ${one.path}`));
  return { unused: unused.filter((one) => !said.has(one)), wrong };
}
