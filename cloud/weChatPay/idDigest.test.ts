import { idDigest } from './idDigest';

test('the official sample, however the last letter is written', () => {
  expect(idDigest('44030019000101123x')).toBe('09eb26e839ff3a2e3980352ae45ef09e');
  expect(idDigest('44030019000101123X')).toBe('09eb26e839ff3a2e3980352ae45ef09e');
});
