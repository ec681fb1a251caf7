import * as fc from 'fast-check';
import { spells } from './pinyin';

const BANDAGE = ['shang', 'kou', 'huan', 'yao'];

test.each([
  ['shangkouhuanyao', 'whole'],
  ['skhy', 'whole'],
  ['shkouhy', 'whole'],
  ['shangk', 'beginning'],
  ['sk', 'beginning'],
  ['huanyao', 'inside'],
  ['hy', 'inside'],
  ['yao', 'inside'],
  ['angkou', null],
  ['skhyx', null],
  ['kh y', null],
])('%s: %s', (letters, found) => expect(spells(BANDAGE, letters)).toBe(found));

test('one letter belongs to one syllable: xian is xi-an and xian', () => {
  expect(spells(['xi', 'an'], 'xian')).toBe('whole');
  expect(spells(['xian', 'sheng'], 'xian')).toBe('beginning');
  expect(spells(['xian'], 'xia')).toBe('whole');
});

const syllable = fc.stringMatching(/^[a-z]{1,6}$/);
test('however each syllable is cut short, it is found', () => {
  const cut = fc.array(
    syllable.chain((whole) =>
      fc.record({ whole: fc.constant(whole), length: fc.integer({ min: 1, max: whole.length }) }),
    ),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(cut, (parts) => {
      const typed = parts.map(({ whole, length }) => whole.slice(0, length)).join('');
      expect(
        spells(
          parts.map(({ whole }) => whole),
          typed,
        ),
      ).toBe('whole');
    }),
  );
});
