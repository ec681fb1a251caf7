import { gives, refusesToCompile, refuses } from '../testing/tables';

const doc = { text: 'Simple Example', none: null, n: 5, pattern: 'ex' };

describe('$regexFind, $regexFindAll, $regexMatch', () => {
  gives([
    [{ $regexFind: { input: '$text', regex: /(m(p))/ } }, doc, { match: 'mp', idx: 2, captures: ['mp', 'p'] }],
    [{ $regexFind: { input: 'cafétéria', regex: 't' } }, doc, { match: 't', idx: 4, captures: [] }],
    [{ $regexFind: { input: '😀b', regex: 'b' } }, doc, { match: 'b', idx: 1, captures: [] }],
    [{ $regexFind: { input: 'b', regex: '(a)|(b)' } }, doc, { match: 'b', idx: 0, captures: [null, 'b'] }],
    [{ $regexFind: { input: '$text', regex: 'zzz' } }, doc, null],
    [{ $regexFind: { input: '$none', regex: 'x' } }, doc, null],
    [
      { $regexFindAll: { input: 'aBab', regex: 'a(b)', options: 'i' } },
      doc,
      [
        { match: 'aB', idx: 0, captures: ['B'] },
        { match: 'ab', idx: 2, captures: ['b'] },
      ],
    ],
    [{ $regexFindAll: { input: '$none', regex: 'x' } }, doc, []],
    [{ $regexFindAll: { input: '$text', regex: '$none' } }, doc, []],
    // An empty match moves on by a character; there is none at the end.
    [
      { $regexFindAll: { input: 'ab', regex: '' } },
      doc,
      [
        { match: '', idx: 0, captures: [] },
        { match: '', idx: 1, captures: [] },
      ],
    ],
    [{ $regexFindAll: { input: '', regex: '' } }, doc, [{ match: '', idx: 0, captures: [] }]],
    [{ $regexMatch: { input: '$text', regex: /example/i } }, doc, true],
    [{ $regexMatch: { input: '$text', regex: '$pattern', options: 'i' } }, doc, true],
    [{ $regexMatch: { input: '$text', regex: '$pattern' } }, doc, false],
    [{ $regexMatch: { input: '$missing', regex: 'x' } }, doc, false],
  ]);
  refuses([
    [{ $regexMatch: { input: '$n', regex: 'x' } }, doc, "$regexMatch needs 'input' to be of type string"],
    [{ $regexFind: { input: 'x', regex: '$n' } }, doc, "$regexFind needs 'regex' to be of type string or regex"],
    [{ $regexFind: { input: 'x', regex: 'x', options: '$n' } }, doc, "$regexFind needs 'options' to be of type string"],
  ]);
  refusesToCompile([
    [{ $regexFind: 'x' }, '$regexFind expects an object of named arguments but found: string'],
    [{ $regexFind: { input: 'x' } }, "$regexFind requires 'regex' parameter"],
    [{ $regexFind: { regex: 'x' } }, "$regexFind requires 'input' parameter"],
    [{ $regexFind: { regex: 'x', input: 'x', flags: 'i' } }, '$regexFind found an unknown argument: flags'],
    [
      { $regexFind: { input: 'x', regex: /x/i, options: 'i' } },
      "$regexFind: found regex option(s) specified in both 'regex' and 'option' fields",
    ],
    [{ $regexMatch: { input: 'x', regex: 'x', options: 'iq' } }, '$regexMatch: invalid flag in regex options: q'],
    [
      { $regexMatch: { input: 'x', regex: 'a\0' } },
      '$regexMatch: regular expression cannot contain an embedded null byte',
    ],
    [
      { $regexMatch: { input: 'x', regex: '(?>a)b' } },
      'Invalid Regex in $regexMatch: Regular expression is invalid: (?>a is not supported here',
    ],
  ]);
});

/** What Perl's patterns mean, where JavaScript would take the same letters for something else. */
describe("Perl's spelling", () => {
  const matches = (input: string, regex: string, options = '') => ({ $regexMatch: { input, regex, options } });
  gives([
    [matches('x\ny', 'x.y', ''), {}, false],
    [matches('x\ny', 'x.y', 's'), {}, true],
    // A dot is anything but a line feed.
    [matches('x\ry', 'x.y', ''), {}, true],
    // The dollar also stands before a last line feed.
    [matches('x\n', 'x$', ''), {}, true],
    [matches('x\n\n', 'x$', ''), {}, false],
    [matches('x\n', '\\Ax\\z', ''), {}, false],
    [matches('x\n', '\\Ax\\Z', ''), {}, true],
    [matches('a\nb', '^b$', ''), {}, false],
    [matches('a\nb\nc', '^b$', 'm'), {}, true],
    [matches('abc', 'a b # comment\n c', 'x'), {}, true],
    [matches('a c', 'a[ ]c', 'x'), {}, true],
    [matches('2020', '(?P<year>\\d{4})', ''), {}, true],
    [matches('a-b_c', 'a\\-b\\_c', ''), {}, true],
    [matches('ab1', '^[[:alpha:]]+[[:digit:]]$', ''), {}, true],
    [matches(']', '[]]', ''), {}, true],
    [matches('a.c', '\\Qa.c\\E', ''), {}, true],
    [matches('abc', '\\Qa.c\\E', ''), {}, false],
    [matches('血压', '^.压$', ''), {}, true],
    [matches('😀', '^.$', ''), {}, true],
  ]);
});
