import { readFileSync } from 'node:fs';
import { forbiddenIn, type NegativeList } from './negativeList';

const list = JSON.parse(readFileSync('database/data/negativeList.json', 'utf8')) as NegativeList;
const codesIn = (text: string) => forbiddenIn(text, list).map(({ code }) => code);

test('the twelve of the catalogue, each with words', () => {
  expect(list.items.map(({ code }) => code)).toEqual(
    Array.from({ length: 12 }, (_, index) => `N-${String(index + 1).padStart(2, '0')}`),
  );
  expect(list.items.filter(({ words }) => words.length === 0)).toEqual([]);
});

test.each([
  ['顺便给老人打个点滴', 'N-01'],
  ['想输 液', 'N-01'],
  ['帮忙挂·水，药我们有', 'N-01'],
  ['静​脉​注射', 'N-01'],
  ['输血两袋', 'N-02'],
  ['先做青霉素皮试', 'N-03'],
  ['带化疗药来', 'N-04'],
  ['打一针吗啡止痛', 'N-05'],
  ['ＰＩＣＣ　拔掉', 'N-06'],
  ['P.I.C.C 置管', 'N-06'],
  ['第一次换套管', 'N-07'],
  ['引流管帮我拔了', 'N-08'],
  ['胸痛，请快点来', 'N-09'],
  ['首次插胃管', 'N-10'],
  ['还在隔离期', 'N-11'],
  ['没有处方，药是朋友给的', 'N-12'],
])('“%s” is %s', (text, code) => {
  expect(codesIn(text)).toContain(code);
});

test.each([
  '老人听力不好，请大声些',
  '输液港维护，管子在右胸',
  'PICC 维护，上周换过贴膜',
  '更换胃管，已留置三个月',
  '伤口有点红，带棉签',
  '有处方，药从医院开的',
  '',
])('“%s” is not', (text) => {
  expect(codesIn(text)).toEqual([]);
});
