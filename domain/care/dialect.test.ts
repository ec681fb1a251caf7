import { readFileSync } from 'node:fs';
import { type Dialects, lacksDialect, namesOf, speaks } from './dialect';

const wish = { code: 'hangzhou', name: '杭州话', must: false };
const local = { dialects: ['ningbo', 'hangzhou'] };

test('who says so speaks it; who says nothing does not', () => {
  expect([speaks(local, wish), speaks({ dialects: ['ningbo'] }, wish), speaks({}, wish)]).toEqual([true, false, false]);
  expect(speaks(local, null)).toBe(false);
});

test('only a wish without exception keeps a nurse away', () => {
  expect(lacksDialect({}, wish)).toBe(false);
  expect(lacksDialect({}, { ...wish, must: true })).toBe(true);
  expect(lacksDialect(local, { ...wish, must: true })).toBe(false);
  expect(lacksDialect({}, null)).toBe(false);
});

test('the list names each dialect once, and nobody has to speak Mandarin to be asked', () => {
  const list = JSON.parse(readFileSync('database/data/dialects.json', 'utf8')) as Dialects;
  const codes = list.items.map(({ code }) => code);
  const names = list.items.map(({ name }) => name);
  expect(new Set(codes).size).toBe(codes.length);
  expect(new Set(names).size).toBe(names.length);
  expect(names).not.toContain('普通话');
  expect(namesOf(['ningbo', 'hangzhou', 'gone'], list)).toEqual(['杭州话', '宁波话']);
});
