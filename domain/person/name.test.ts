import { checkName, maskName } from './name';

test.each([
  ['王芳', '王芳'],
  [' 欧阳建国 ', '欧阳建国'],
  ['阿卜杜拉·买买提', '阿卜杜拉·买买提'],
  ['阿卜杜拉•买买提', '阿卜杜拉·买买提'],
  ['𠮷田', '𠮷田'],
  ['Jean-Luc  O’Neil', 'Jean-Luc O’Neil'],
  ['José García Jr.', 'José García Jr.'],
  // The same letters, written with separate accents, and a compatibility character: one name, one form.
  ['Jose\u0301 Garci\u0301a', 'José García'],
  ['\uf914王', '樂王'],
])('%p is kept as %p', (text, kept) => {
  expect(checkName(text)).toBe(kept);
});

test.each([
  '王',
  '',
  '王芳1',
  '王 芳',
  '·王芳',
  '王芳·',
  '王··芳',
  '王\u202e芳',
  '王\u200b芳',
  '王\u0000芳',
  '王芳🙂',
  '<b>王芳</b>',
  'John王',
  '王'.repeat(31),
  '--',
])('refuses %p', (text) => {
  expect(() => checkName(text)).toThrow(expect.objectContaining({ code: 'NAME_INVALID' }));
});

test('the refusal does not repeat the name', () => {
  expect(() => checkName('王芳1')).toThrow(expect.objectContaining({ details: { length: 3 } }));
});

test('a mask tells the first character and not how many follow', () => {
  expect(maskName('王芳')).toBe('王**');
  expect(maskName('欧阳建国')).toBe('欧**');
  expect(maskName('𠮷田')).toBe('𠮷**');
});
