/**
 * Spells the catalogue: writes `spelled` of database/data/catalogue.json from names and everyday names.
 * Run it after changing either (`npx tsx scripts/spellCatalogue.ts`); scripts/spellCatalogue.test.ts notices when it was forgotten.
 * The dictionary stays here: neither functions nor the mini-program carry it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinyin } from 'pinyin-pro';
import type { Service } from '#domain/care/service';

export const CATALOGUE = join(__dirname, '../database/data/catalogue.json');

/** `换药` → `huan yao`; letters of the name itself stay together (`picc dao guan`). */
const spell = (words: string): string =>
  pinyin(words.replace(/[^\p{L}]/gu, ' '), { toneType: 'none', v: true, nonZh: 'consecutive', type: 'array' })
    .map((syllable) => syllable.trim().toLowerCase())
    .filter(Boolean)
    .join(' ');

export const spelled = ({ name, everydayNames }: Pick<Service, 'name' | 'everydayNames'>): readonly string[] =>
  [name, ...everydayNames].map(spell);

/** The file's text with every service spelled anew. */
export function spelledCatalogue(text: string): string {
  const services = JSON.parse(text) as Service[];
  const withSpelling = services.map((service) => {
    const before = Object.entries(service).filter(([field]) => field !== 'spelled');
    const at = before.findIndex(([field]) => field === 'everydayNames') + 1;
    return Object.fromEntries([...before.slice(0, at), ['spelled', spelled(service)], ...before.slice(at)]) as Service;
  });
  return `${JSON.stringify(withSpelling, null, 2)}\n`;
}

if (require.main === module) writeFileSync(CATALOGUE, spelledCatalogue(readFileSync(CATALOGUE, 'utf8')));
