import { lineAndColumn, parseJson, placeIn } from './textPlace';

const TEXT = `{
  "other": { "read": "}\\"{", "list": [1, {"read": 2}] },
  "collections": {
    "t\\u0061": { "write" : false,
      "read": "x\\n\\u0041\\"y" }
  }
}`;

test.each<[string[], number, [number, number]]>([
  [['collections', 'ta', 'write'], 0, [4, 28]],
  [['collections', 'ta', 'read'], 0, [5, 16]], // the first character after the quote
  [['collections', 'ta', 'read'], 1, [5, 17]], // x is one character
  [['collections', 'ta', 'read'], 2, [5, 19]], // a line feed is written with two
  [['collections', 'ta', 'read'], 3, [5, 25]], // A is written with six
  [['collections', 'ta', 'read'], 4, [5, 27]],
  [['other', 'list'], 0, [2, 38]],
  [['other', 'list', '1'], 0, [2, 42]],
  [['other', 'list', '1', 'read'], 0, [2, 51]],
  [[], 0, [1, 1]],
])('%j + %d stands at %j', (path, position, [line, column]) => {
  expect(placeIn(TEXT, path, position)).toEqual({ line, column });
});

test('lines and columns count from one', () => {
  expect(lineAndColumn('a\nbc', 0)).toEqual({ line: 1, column: 1 });
  expect(lineAndColumn('a\nbc', 3)).toEqual({ line: 2, column: 2 });
});

test.each([
  ['{"a": 1,\n "b" 2}', 'line 2, column 6'],
  ['{"a": ', 'line 1, column 7'],
  ['', 'line 1, column 1'],
])('%j is not JSON at %s', (text, place) => expect(() => parseJson(text)).toThrow(`${place}: not JSON`));

test('a byte order mark is passed over', () => {
  expect(parseJson('\uFEFF{"a": 1}')).toEqual({ a: 1 });
  expect(placeIn('\uFEFF{\n"a": 1}', ['a'])).toEqual({ line: 2, column: 6 });
});
