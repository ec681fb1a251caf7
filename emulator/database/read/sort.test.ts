import type { Doc } from '../engine';
import { sortDocs } from './sort';

/** Sorting by fields of arrays as MongoDB does it: by the rows that an index on all the fields would hold. */
const ids = (docs: Doc[], order: [string, 1 | -1][]) => sortDocs(docs, order).map(({ _id: id }) => id);

test.each<[string, Doc[], [string, 1 | -1][], number[]]>([
  [
    'the fields of one element stay together',
    [
      {
        _id: 0,
        a: [
          { x: 1, y: 5 },
          { x: 2, y: 0 },
        ],
      }, // (1, 5) is the least of its rows, not (1, 0)
      { _id: 1, a: [{ x: 1, y: 3 }] },
    ],
    [
      ['a.x', 1],
      ['a.y', 1],
    ],
    [1, 0],
  ],
  [
    'directions choose the row',
    [
      {
        _id: 0,
        a: [
          { x: 1, y: 5 },
          { x: 2, y: 9 },
        ],
      }, // (2, 9)
      { _id: 1, a: [{ x: 2, y: 7 }] },
    ],
    [
      ['a.x', -1],
      ['a.y', 1],
    ],
    [1, 0],
  ],
  [
    'a list beside a plain field',
    [
      { _id: 0, a: [3, 1], b: 2 },
      { _id: 1, a: 1, b: 1 },
    ],
    [
      ['a', 1],
      ['b', 1],
    ],
    [1, 0],
  ],
  [
    'an offset names one element',
    [
      { _id: 0, a: [5, 1] },
      { _id: 1, a: [4, 2] },
    ],
    [['a.0', 1]],
    [1, 0],
  ],
])('%s', (_name, docs, order, sorted) => expect(ids(docs, order)).toEqual(sorted));

test.each<[Doc]>([[{ a: [1], b: [1] }], [{ a: [], b: [] }], [{ a: [1], b: [] }]])('not two lists: %j', (doc) => {
  const order: [string, 1 | -1][] = [
    ['a', 1],
    ['b', 1],
  ];
  expect(() => ids([doc], order)).toThrow('[FailedOperation] cannot sort with keys that are parallel arrays');
});

test.each([
  ['', 'FieldPath cannot be constructed with empty string'],
  ['$a', "FieldPath field names may not start with '$'."],
  ['a.', "FieldPath must not end with a '.'."],
  ['a..b', 'FieldPath field names may not be empty strings.'],
])('no order by %j', (path, text) => expect(() => ids([], [[path, 1]])).toThrow(text));
