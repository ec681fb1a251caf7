import { patternOf, patternOfRegExp } from './pattern';

/** Each row by PCRE's documentation (pcrepattern), as MongoDB runs it: UTF-8, newline = \n. */
test.each<[string, string, string, boolean]>([
  ['^ab', '', 'abc', true],
  ['AB', 'i', 'xabc', true],
  ['é', 'i', 'É', true],
  ['a.b', '', 'a\nb', false],
  ['a.b', 's', 'a\nb', true],
  ['a.b', '', 'a\rb', true], // only \n ends a line
  ['^.$', '', '😀', true],
  ['^b', '', 'a\nb', false],
  ['^b', 'm', 'a\nb', true],
  ['a$', 'm', 'a\nb', true],
  ['a$', '', 'a\n', true], // $ also matches before a last newline
  ['a$', '', 'a\n\n', false],
  ['a\\z', '', 'a\n', false],
  ['\\Aa', 'm', 'b\na', false],
  ['a b # no more', 'x', 'ab', true],
  ['a\\ b', 'x', 'a b', true],
  ['[a b]', 'x', ' ', true],
  ['(?i)ABC', '', 'abc', true],
  ['(?#words)a', '', 'a', true],
  ['(?P<y>\\d)', '', '5', true],
  ['(?<!a)b', '', 'ab', false],
  ['[[:digit:]x]+', '', '12x', true],
  ['^[[:alpha:]]+$', '', 'ab1', false],
  ['^[]a]+$', '', 'a]', true],
  ['\\Qa.b\\E', '', 'a.b', true],
  ['\\Qa.b\\E', '', 'axb', false],
  ['\\x{1F600}', '', '😀', true],
  ['^\\p{Han}+$', '', '护士', true],
  ['^\\p{Lu}', '', 'a', false],
  ['a-b', '', 'a-b', true],
  ['a\\-b', '', 'a-b', true], // an escape that JavaScript with u refuses
  ['{', '', '{', true],
])('/%s/%s on %j: %s', (pattern, options, text, expected) => {
  expect(patternOf(pattern, options).test(text)).toBe(expected);
});

test.each<[string, string, string]>([
  ['(', '', 'Regular expression is invalid: ('],
  ['[a', '', 'missing terminating ]'],
  ['a\\', '', '\\ at end of pattern'],
  ['a\0b', '', 'embedded null byte'],
  ['a', 'g', 'invalid flag in regex options: g'],
  ['a++', '', 'possessive'],
  ['(?>a)', '', '(?>a is not supported here'],
  ['(?R)', '', 'not supported here'],
  ['\\K', '', '\\K is not supported here'],
  ['\\u4e00', '', '\\u is not supported here'],
])('/%j/%s is refused', (pattern, options, text) => expect(() => patternOf(pattern, options)).toThrow(text));

test("JavaScript's own expressions keep their source and drop what only steps through a text", () => {
  const { pattern, options } = patternOfRegExp(/a\/b/gimsy);
  expect([pattern, options]).toEqual(['a\\/b', 'ims']);
  expect(patternOfRegExp(/x/g).test('x') && patternOfRegExp(/x/g).test('x')).toBe(true);
});
