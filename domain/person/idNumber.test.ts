import fc from 'fast-check';
import vectors from '../testing/vectors/gb11643.json';
import { ageYears, checkIdNumber, maskIdNumber } from './idNumber';

test.each(vectors.valid)('published: $id is valid', ({ id }) => {
  expect(checkIdNumber(id).number).toBe(id);
});

test.each(vectors.invalid)('published: $id is not ($why)', ({ id }) => {
  expect(() => checkIdNumber(id)).toThrow(expect.objectContaining({ code: 'ID_NUMBER_INVALID' }));
});

test('every place counts: 281 in all, remainder 6, check digit 6', () => {
  expect(checkIdNumber('511623198811123456').birthDay).toBe('1988-11-12');
});

test('what a number tells', () => {
  expect(checkIdNumber('11010519491231002X')).toEqual({
    number: '11010519491231002X',
    birthDay: '1949-12-31',
    sex: 'female',
  });
  expect(checkIdNumber('440524188001010014').sex).toBe('male');
});

test('fifteen digits of the first generation become eighteen', () => {
  expect(checkIdNumber(vectors.id15_to_18.id15).number).toBe(vectors.id15_to_18.id18);
});

test('a small x and spaces around are forgiven', () => {
  expect(checkIdNumber(' 11010519491231002x ').number).toBe('11010519491231002X');
});

test.each([
  ['30 February', '110105194902300023', 'birthDay'],
  ['no such province', '99010519491231002X', 'region'],
  ['letters', '1101051949123100AX', 'form'],
  ['an X inside', '1101051949123100X2', 'form'],
  ['nothing', '', 'form'],
  ['the digits of another script', '１１０１０５１９４９１２３１００２X', 'form'],
])('refuses %s and says why, never which number', (_, text, why) => {
  expect(() => checkIdNumber(text)).toThrow(expect.objectContaining({ code: 'ID_NUMBER_INVALID', details: { why } }));
});

test('any single wrong digit is noticed', () => {
  const valid = '11010519491231002X';
  const fault = fc.tuple(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }));
  fc.assert(
    fc.property(fault, ([place, shift]) => {
      const digit = (Number(valid[place]) + shift) % 10;
      const wrong = valid.slice(0, place) + String(digit) + valid.slice(place + 1);
      expect(() => checkIdNumber(wrong)).toThrow(expect.objectContaining({ code: 'ID_NUMBER_INVALID' }));
    }),
  );
});

test('the mask shows the first and the last', () => {
  expect(maskIdNumber('330106194912310028')).toBe('3****************8');
});

test.each([
  ['1949-11-24', 76],
  ['1949-11-23', 77],
  ['2026-11-23', 0],
])('born on %s one is %i on 23 November 2026', (birthDay, years) => {
  expect(ageYears(birthDay, Date.parse('2026-11-23T00:10:00+08:00'))).toBe(years);
});

test('by the year alone', () => {
  expect(ageYears(1948, Date.parse('2026-01-01T00:10:00+08:00'))).toBe(78);
});
