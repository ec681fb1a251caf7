import { shortId } from './shortId';

test.each([
  ['nurse0001', 'nurse0001'],
  ['0123456789', '0123456789'],
  ['01k9abcdefghijklmnop4321', '01k9…4321'],
])('%s is shown as %s', (id, shown) => {
  expect(shortId(id)).toBe(shown);
});
