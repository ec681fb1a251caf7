import { readFileSync } from 'node:fs';
import { CATALOGUE, spelled, spelledCatalogue } from './spellCatalogue';

test('the catalogue is spelled as its names are', () => {
  const text = readFileSync(CATALOGUE, 'utf8');
  expect(spelledCatalogue(text)).toBe(text);
});

test.each([
  ['换药', 'huan yao'],
  ['褥疮', 'ru chuang'],
  ['便秘', 'bian mi'],
  ['PICC导管维护', 'picc dao guan wei hu'],
  ['灌肠/人工取便', 'guan chang ren gong qu bian'],
  ['女性导尿', 'nv xing dao niao'],
  ['长期卧床', 'chang qi wo chuang'],
])('%s: %s', (name, pinyin) => expect(spelled({ name, everydayNames: [] })).toEqual([pinyin]));
