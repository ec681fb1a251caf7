import fc from 'fast-check';
import { checkTaxNumber } from './taxNumber';
import { checkTitle, maskedTitle } from './title';

// 91350100M000100Y43 is the worked example of GB 32100-2015.
test.each([
  ['91350100M000100Y43', '91350100M000100Y43'],
  [' 9135 0100m000100y43 ', '91350100M000100Y43'],
  ['330106123456789', '330106123456789'],
  ['11010519491231002X', '11010519491231002X'],
])('%s is a tax number', (text, number) => expect(checkTaxNumber(text)).toBe(number));

test.each(['91350100M000100Y44', '91350100M000100Y4', '91350100MO00100Y43', '', '税号', '1234567890'])(
  '%p is none',
  (text) => expect(() => checkTaxNumber(text)).toThrow('TAX_NUMBER_INVALID'),
);

test('one wrong character is always found', () => {
  const good = '91350100M000100Y43';
  const signs = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
  fc.assert(
    fc.property(fc.nat(17), fc.constantFrom(...signs), (place, sign) => {
      fc.pre(good[place] !== sign);
      const bent = good.slice(0, place) + sign + good.slice(place + 1);
      expect(() => checkTaxNumber(bent)).toThrow('TAX_NUMBER_INVALID');
    }),
  );
});

test('a person needs a name, a company its tax number too; blanks are put right', () => {
  expect(checkTitle({ kind: 'individual', name: ' 王秀英 ', taxNumber: '91350100M000100Y43' })).toEqual({
    ...{ kind: 'individual', name: '王秀英', taxNumber: '' },
  });
  expect(() => checkTitle({ kind: 'individual', name: '王', taxNumber: '' })).toThrow('TITLE_NAME_INVALID');
  expect(() => checkTitle({ kind: 'organization', name: '1234', taxNumber: '' })).toThrow('TITLE_NAME_INVALID');
  expect(() => checkTitle({ kind: 'organization', name: '杭州某某有限公司', taxNumber: '' })).toThrow('TAX_NUMBER');
});

test('lists show companies, not people', () => {
  const shown = (kind: 'individual' | 'organization', name: string) => maskedTitle({ kind, name, taxNumber: '' });
  expect(shown('individual', '王秀英')).toBe('王**');
  expect(shown('individual', '个人')).toBe('个人');
  expect(shown('organization', '杭州某某有限公司')).toBe('杭州某某有限公司');
});
