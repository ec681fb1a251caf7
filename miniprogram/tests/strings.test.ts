/** Every word in one catalogue, none untranslated, none unused. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { all } from '@/strings/all';
import { repeated, unsaid, wordless } from './catalogue/judge';
import type { SourceFile } from './catalogue/source';
import { untranslated } from './catalogue/untranslated';

const src = path.resolve(__dirname, '../src');
const files: readonly SourceFile[] = readdirSync(src, { recursive: true })
  .map((name) => String(name).replace(/\\/g, '/'))
  .filter((name) => /\.(vue|ts|html|scss|json)$/.test(name))
  .map((name) => ({ path: name, text: readFileSync(path.join(src, name), 'utf8') }));
const isCatalogue = ({ path: name }: SourceFile) => name.startsWith('strings/') && name !== 'strings/all.ts';
const catalogue = files.filter(isCatalogue);
const program = files.filter((file) => !file.path.startsWith('strings/'));

/** Where words may stand outside the catalogue, and why. */
const MAY_SPEAK: Readonly<Record<string, string>> = {
  'development/': 'the bar and the gallery of one’s own desk, in no build that anybody else gets',
  'index.html': 'read before any script: the name alone, compared below',
};
/** Leaves that need no translation: units as they are written everywhere, the dash of what is not known. */
const SYMBOLS = ['—', 'mmHg', '℃', '%', 'mmol/L', 'kg', 'cm'];

const mayNotSpeak = program.filter((file) => !Object.keys(MAY_SPEAK).some((name) => file.path.startsWith(name)));

test('no words stand outside the catalogue', () => {
  expect(mayNotSpeak.flatMap(untranslated)).toEqual([]);
});

test('each exception is still one', () => {
  for (const name of Object.keys(MAY_SPEAK))
    expect(program.filter((file) => file.path.startsWith(name)).flatMap(untranslated)).not.toEqual([]);
});

test('the title of the H5 page is the name of the program', () => {
  const { text } = files.find((file) => file.path === 'index.html') as SourceFile;
  expect(text).toContain(`<title>${all.app.name}</title>`);
});

test('each leaf says something in Chinese', () => {
  expect(catalogue.flatMap((file) => wordless(file, SYMBOLS))).toEqual([]);
});

test('nothing is said twice under one name, or side by side', () => {
  expect(catalogue.flatMap(repeated)).toEqual([]);
});

test('each leaf is said somewhere, and each place names a leaf or a table', () => {
  expect(unsaid(catalogue, program)).toEqual({ unused: [], wrong: [] });
});

test('all.ts gathers every file; nothing but this check reads it', () => {
  const names = catalogue.map((file) => path.basename(file.path, '.ts')).sort();
  expect(Object.keys(all).sort()).toEqual(names);
  expect(program.filter((file) => /strings\/all['"]/.test(file.text)).map((file) => file.path)).toEqual([]);
});

describe('the check sees', () => {
  const vue = (template: string, script = '') => ({
    path: 'pages/x/x.vue',
    text: `<script setup lang="ts">\n${script}\n</script>\n<template>${template}</template>\n`,
  });
  const strings = (body: string) => ({
    path: 'strings/x.ts',
    text: `export const strings = ${body} as const;\n`,
  });
  const saysX = "import { strings } from '@/strings/x';";

  test.each<[string, SourceFile]>([
    ['text', vue('<view>你好</view>')],
    ['text of another language', vue('<view>Hello</view>')],
    ['an attribute', vue('<view aria-label="你好" />')],
    ['an attribute of another language', vue('<TextField label="Name" />')],
    ['an expression', vue("<view>{{ ok ? '好' : '' }}</view>")],
    ['a bound attribute', vue('<view :aria-label="`还剩 ${left}`" />')],
    ['a loop', vue('<view v-for="one in [\'甲\']" :key="one" />')],
    ['what a tap does', vue('<view @tap="a = 1; say(\'好\')" />')],
    ['a script', vue('<view />', "const words = '你好';")],
    ['a full-width sign alone', { path: 'words/x.ts', text: 'export const join = (a: string[]) => a.join(`，`);' }],
    ['a type', { path: 'words/x.ts', text: "export type Part = '上午';" }],
    ['a style', { path: 'styles/x.scss', text: "a::after { content: '好'; }" }],
  ])('words in %s', (_, file) => expect(untranslated(file)).toHaveLength(1));

  test('and leaves comments, marks and names alone', () => {
    const file = vue(
      '<!-- 好 --><view class="card" data-test="who">·</view>',
      "// 好\nconst key = 'name', hit = /市$/;",
    );
    expect(untranslated(file)).toEqual([]);
  });

  test('a leaf without words, unless it is a symbol', () => {
    const file = strings("{ a: 'Title', b: 'kg', c: ({ n }: { n: number }) => `${n} 天`, d: { e: '' } }");
    expect(wordless(file, ['kg'])).toEqual(['x: a says "Title"', 'x: d.e says ""']);
  });

  test('the same said twice', () => {
    const file = strings("{ a: { back: '返回', home: '返回' }, b: { back: '返回' }, c: { other: '返回' } }");
    expect(repeated(file)).toEqual(['x: a.home = a.back', 'x: b.back = a.back']);
  });

  test('a leaf that is not said, and one that is, in script, template or as a table', () => {
    const file = strings("{ a: '甲', b: '乙', c: { d: '丙', e: '丁' }, f: '戊', g: ['己'], h: { i: '庚' } }");
    const screen = vue(
      '<view :title="strings.b">{{ strings.c[status] }}{{ strings.g }}</view>',
      `${saysX}\nsay(strings.a);`,
    );
    expect(unsaid([file], [screen])).toEqual({ unused: ['x: f', 'x: h.i'], wrong: [] });
  });

  test('a use that hides what it means: all, destructured, a group as it is, a key that is not there', () => {
    const file = strings("{ a: { b: '甲' } }");
    const screen = vue('<view :words="strings.a">{{ strings.a.c }}</view>', `${saysX}\nconst { a } = strings;`);
    expect(unsaid([file], [screen]).wrong).toEqual([
      'pages/x/x.vue: x (all)',
      'pages/x/x.vue: x a',
      'pages/x/x.vue: x a.c',
    ]);
  });
});
