/** Screens name tokens, never values; every mood is readable; nothing to tap is silent for a screen reader. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { compileTemplate } from '@vue/compiler-sfc';
import { DARK, LIGHT, type Palette } from '@/styles/palette';
import { drawPlain } from '../config/plain-elements';
import { UNDRAWN_ELEMENTS } from '../config/undrawn-elements';

const src = path.resolve(__dirname, '../src');
const files = readdirSync(src, { recursive: true })
  .map(String)
  .filter((file) => /\.(vue|ts|scss)$/.test(file));
const textOf = (file: string) => readFileSync(path.join(src, file), 'utf8');
/** Where values live: the tokens themselves, what WeChat reads before any style, and the bar of the desk. */
const MAY_NAME_VALUES = /^(styles\/|app\.config\.ts|session\/mood\.ts|development\/dev-bar\.vue)/;
const screens = files.filter((file) => !MAY_NAME_VALUES.test(file));
const tokens = textOf('styles/design-tokens.scss');

/** The colours of one mixin of the token file. */
function coloursOf(mixin: string): Record<string, string> {
  const body = new RegExp(`@mixin ${mixin} \\{([^}]*)\\}`).exec(tokens)?.[1];
  if (!body) throw new Error(`design-tokens.scss has no ${mixin}`);
  return Object.fromEntries([...body.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]));
}

test('no screen names a colour of its own', () => {
  const raw = /#[0-9a-fA-F]{3,8}\b(?!\/)|\brgba?\(|\bhsla?\(/;
  // `#domain/…`, `#contract/…` and slots like `#before` are no colours
  const lines = screens.flatMap((file) =>
    textOf(file)
      .split('\n')
      .filter((line) => raw.test(line) && !/from '#|<template #/.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(lines).toEqual([]);
});

test('no screen names a size of print of its own', () => {
  const raw = /font-size:\s*[\d.]+(px|rem|em|rpx)/;
  const found = screens.filter((file) => raw.test(textOf(file)));
  expect(found).toEqual([]);
});

test.each<[string, Palette]>([
  ['light', LIGHT],
  ['dark', DARK],
])('what draws without CSS has the colours of the %s tokens', (mixin, palette) => {
  const named = (key: string) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const colours = coloursOf(mixin);
  for (const [key, value] of Object.entries(palette)) expect([key, colours[named(key)]]).toEqual([key, value]);
});

function contrast(one: string, other: string): number {
  const luminance = (color: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((from) => {
      const share = parseInt(color.slice(from, from + 2), 16) / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** What stands on what, everywhere. */
const ON: readonly [string, readonly string[]][] = [
  ['ink', ['surface', 'paper', 'blue-soft']],
  ['muted', ['surface', 'paper', 'blue-soft', 'sunken']],
  ['blue', ['surface', 'paper', 'blue-soft']],
  ['blue-deep', ['surface', 'blue-soft']],
  ['green', ['surface', 'paper', 'green-soft', 'blue-soft']],
  ['amber', ['surface', 'amber-soft']],
  ['red', ['surface', 'paper', 'red-soft']],
  ['on-fill', ['blue', 'green']],
  ['on-hero', ['hero-blue', 'hero-green', 'hero-amber', 'hero-grey']],
];
const CARE = { light: 'light-care', dark: 'dark-care' } as const;

test('black on white is 21, grey #767676 on white 4.54', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 1);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

test.each(['light', 'dark'] as const)('%s: text has 4.5 to what is behind it, in care mode 7', (mood) => {
  const plain = coloursOf(mood);
  const care = { ...plain, ...coloursOf(CARE[mood]) };
  for (const [colours, least] of [[plain, 4.5] as const, [care, 7] as const]) {
    for (const [text, grounds] of ON) {
      for (const ground of grounds) {
        const ratio = contrast(colours[text] ?? '', colours[ground] ?? '');
        expect({ text, ground, enough: ratio >= least, ratio }).toMatchObject({ enough: true });
      }
    }
  }
});

test('care mode: print of 24 px, key buttons 30 % taller than the ordinary, targets of 60 px', () => {
  const px = (mixin: string, name: string) => {
    const body = new RegExp(`@mixin ${mixin} \\{([^}]*)\\}`).exec(tokens)?.[1] ?? '';
    return Number(new RegExp(`--${name}: (\\d+)px`).exec(body)?.[1]);
  };
  expect(px('large-sizes', 'font-small')).toBeGreaterThanOrEqual(24);
  expect(px('large-sizes', 'font')).toBeGreaterThanOrEqual(24);
  expect(px('large-sizes', 'key-height')).toBeGreaterThanOrEqual(px('sizes', 'key-height') * 1.3);
  expect(px('large-sizes', 'touch')).toBeGreaterThanOrEqual(60);
});

test('whatever takes a tap says what it is', () => {
  const silent = screens
    .filter((file) => file.endsWith('.vue'))
    .flatMap((file) =>
      [...textOf(file).matchAll(/<(view|text|image)\b[^>]*?@tap[^>]*>/gs)]
        // the shade beside a sheet closes it; the sheet's own button says so
        .filter(([tag]) => !/\srole=|__shade/.test(tag))
        .map(([tag]) => `${file}: ${tag.replace(/\s+/g, ' ')}`),
    );
  expect(silent).toEqual([]);
});

test('no screen asks for what plain elements cannot do', () => {
  const asked = /\bhover-(class|start|stay)|@long(press|tap)|user-select="|number-of-lines|\bspace="/;
  const vue = files.filter((file) => file.endsWith('.vue'));
  expect(asked.test('<view hover-class="on" />')).toBe(true);
  expect(vue.filter((file) => asked.test(textOf(file)))).toEqual([]);
  // a tap on a component of ours is told by the component: on its plain root it would be an event nobody sends
  const told = /<[A-Z][A-Za-z]*\b(?:[^>"]|"[^"]*")*@tap/;
  expect(told.test('<LineIcon name="right" @tap="go()" />')).toBe(true);
  expect(vue.filter((file) => told.test(textOf(file)))).toEqual([]);
});

test('views and words are plain elements on H5, and a tap on them is a click', () => {
  const source = '<view role="button" @tap.stop="go()"><text>{{ name }}</text><button @tap="no()" /></view>';
  const compilerOptions = { nodeTransforms: [drawPlain] };
  const { code } = compileTemplate({ source, filename: 'a.vue', id: 'a', compilerOptions });
  expect(code).toMatch(/ElementBlock\("taro-view-core"[^]*onClick: [^]*ElementVNode\("taro-text-core"/);
  expect(code).toContain('onTap: ');
});

test('no H5 screen draws an element that its build leaves out', () => {
  const drawn = new RegExp(`<(${UNDRAWN_ELEMENTS.join('|')})[\\s/>]`);
  const h5 = files.filter((file) => file.endsWith('.vue') && !file.endsWith('.weapp.vue'));
  expect(drawn.test('<map :longitude="0" />')).toBe(true);
  expect(h5.filter((file) => drawn.test(textOf(file)))).toEqual([]);
});

test('the name of a page fits the bar above it, in large print on the smallest phone', () => {
  const WIDEST = 4; // Chinese characters; letters, digits and spaces take half
  const width = (words: string) => [...words].reduce((sum, one) => sum + (/[ -~]/.test(one) ? 0.5 : 1), 0);
  const names = files
    .filter((file) => file.startsWith('strings/'))
    .flatMap((file) => [...textOf(file).matchAll(/\bpage: '([^']+)'/g)].map(([, words = '']) => words));
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((words) => width(words) > WIDEST + 0.5)).toEqual([]);
});
