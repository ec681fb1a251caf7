/** Each error of WeChat Pay reaches a sentence that somebody who only wanted to pay understands. */
import { CAUSES, SERVICE_ERRORS, serviceError } from '#domain/payment/serviceErrors';
import { MESSAGES } from './messages';

const cases = [
  ...Object.keys(SERVICE_ERRORS).map((code) => [code, ''] as const),
  ...Object.keys(CAUSES).map((cause) => ['INVALID_REQUEST', cause] as const),
  ['HTML_INSTEAD_OF_JSON', ''] as const,
];

test.each(cases)('%s %s', (code, cause) => {
  const sentence = MESSAGES[serviceError(code, cause).refusal];
  // What is the matter, and what to do; no word of the interface, no number.
  expect(sentence).toMatch(/^[\p{Script=Han}，。；、“”！？]{12,60}$/u);
  expect(sentence).toMatch(/请|稍后/);
});
