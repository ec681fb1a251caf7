import { REFUSAL_CODES } from '#domain/refusal';
import { MESSAGES } from './messages';

test.each(REFUSAL_CODES)('%s is worded in Chinese, in a whole sentence, without a program’s word', (code) => {
  const message = MESSAGES[code];
  expect(message).toMatch(/^\p{Script=Han}.*。$/u);
  expect(message).not.toMatch(/[A-Za-z_]/);
});

test('no two refusals read the same', () => {
  expect(new Set(Object.values(MESSAGES)).size).toBe(REFUSAL_CODES.length);
});
