import { problemWith, sentencesOf } from './assessmentWords';

test('a sentence a line; empty lines say nothing', () => {
  expect(sentencesOf(' 需家属在场 \n\n  每周复诊\n')).toEqual(['需家属在场', '每周复诊']);
});

test.each([
  [[], ''],
  [['在场'], ''],
  [['好'], '每句 2–100 个字：“好…”'],
  [['长'.repeat(101)], `每句 2–100 个字：“${'长'.repeat(12)}…”`],
  [Array.from({ length: 9 }, () => '需家属在场'), '最多 8 句'],
])('%#: %s', (sentences, problem) => {
  expect(problemWith(sentences)).toBe(problem);
});
