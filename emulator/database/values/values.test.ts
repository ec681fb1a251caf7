import * as fc from 'fast-check';
import { clone, deepFreeze } from './clone';
import { bsonSize } from './bsonSize';
import { compareValues } from './compare';
import { afterPrefix, encodeKey, invertKey } from './orderKey';
import { indexedValuesAt, splitPath } from './path';
import { plain } from './plain';
import { shown } from './shown';
import { assertStorable } from './storable';
import { compareText } from './text';
import { typeName } from './typeName';

const leaf = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.string(),
  fc.constantFrom('', '\u0000', '\u0000\u0001', 'a\u0000', 'a', '中', '😀', '\uffff'),
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true }),
);
const anything = fc.oneof(
  leaf,
  fc.array(fc.oneof(leaf, fc.constant([])), { minLength: 1, maxLength: 3 }),
  fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof(leaf, fc.array(leaf, { maxLength: 2 }))),
);
const sign = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

test('keys sort as the values do', () => {
  fc.assert(
    fc.property(anything, anything, (a, b) => {
      expect(sign(encodeKey(a), encodeKey(b))).toBe(Math.sign(compareValues(a, b)) + 0);
    }),
    { numRuns: 3000 },
  );
});

test('inverted keys sort the other way round, also with more fields behind them', () => {
  fc.assert(
    fc.property(anything, anything, (a, b) => {
      const expected = -sign(encodeKey(a), encodeKey(b)) + 0;
      const inverted = sign(invertKey(encodeKey(a)), invertKey(encodeKey(b)));
      expect(inverted).toBe(expected);
      if (expected !== 0) {
        expect(sign(`${invertKey(encodeKey(a))}\uffff`, invertKey(encodeKey(b)))).toBe(expected);
      }
    }),
    { numRuns: 2000 },
  );
});

test("MongoDB's order of kinds", () => {
  const inOrder = [
    null,
    NaN,
    -Infinity,
    -1,
    0,
    0.5,
    2,
    Infinity,
    '',
    'a',
    'ab',
    {},
    { a: 1 },
    [1],
    false,
    true,
    new Date(-1),
    new Date(0),
  ];
  for (let i = 1; i < inOrder.length; i += 1) {
    expect(compareValues(inOrder[i - 1], inOrder[i])).toBeLessThan(0);
    expect(sign(encodeKey(inOrder[i - 1]), encodeKey(inOrder[i]))).toBe(-1);
  }
});

test('an empty array comes before null in an index', () => expect(sign(encodeKey([]), encodeKey(null))).toBe(-1));

test('the end of a prefix', () => {
  expect(afterPrefix('ab')).toBe('ac');
  expect(afterPrefix('a\uffff\uffff')).toBe('b');
  expect(afterPrefix('\uffff')).toBeUndefined();
});

test('copies are private and frozen values stay frozen', () => {
  const stored = deepFreeze({ a: [{ d: new Date(5) }] });
  const copy = clone(stored);
  copy.a[0]?.d.setTime(9);
  copy.a.push({ d: new Date(1) });
  expect(stored).toEqual({ a: [{ d: new Date(5) }] });
});

test('incoming values: server dates, wrappers, undefined', () => {
  const objectId = { _bsontype: 'ObjectId', toHexString: () => 'abc' };
  expect(
    plain(
      {
        at: { $tcb_server_date: { offset: 60_000 } },
        list: [{ $tcb_server_date: { offset: 0 } }, undefined],
        gone: undefined,
        objectId,
      },
      1000,
    ),
  ).toEqual({ at: new Date(61_000), list: [new Date(1000), null], objectId: 'abc' });
  expect(() => plain({ $tcb_server_date: { offset: 'soon' } }, 0)).toThrow('number of milliseconds');
  expect(() => plain({ f: () => 1 }, 0)).toThrow('unsupported value');
  const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);
  expect(plain(deep(200), 0)).toEqual(deep(200));
  expect(() => plain(deep(202), 0)).toThrow('exceeds maximum nested object depth: 200');
  expect(() => plain(JSON.parse('{"__proto__":{"x":1}}'), 0)).toThrow('__proto__');
});

test('text sorts by UTF-8 bytes, not by UTF-16 units', () => {
  expect('\uff0c' < '😀').toBe(false); // by units the full-width comma comes last
  expect(compareText('\uff0c', '😀')).toBeLessThan(0);
  expect(['😀', '\uff0c', '中', 'a'].sort(compareText)).toEqual(['a', '中', '\uff0c', '😀']);
  const text = fc.string({ unit: 'binary', maxLength: 4 });
  fc.assert(
    fc.property(text, text, (a, b) => {
      const byBytes = Buffer.compare(Buffer.from(a), Buffer.from(b));
      expect(Math.sign(compareText(a, b)) + 0).toBe(byBytes);
      expect(sign(encodeKey(a), encodeKey(b))).toBe(byBytes);
    }),
  );
});

test.each<[unknown, string, unknown[]]>([
  [{ a: 1 }, 'a', [1]],
  [{}, 'a', [undefined]],
  [{ a: [] }, 'a', [[]]],
  [{ a: [1, [2]] }, 'a', [1, [2]]],
  [{ a: [{ b: 1 }, { b: [2, 3] }, {}] }, 'a.b', [1, 2, 3, undefined]],
  [{ a: [1, { b: 2 }] }, 'a.b', [undefined, 2]], // unlike a query, an index sees an element without the field
  [{ a: [] }, 'a.b', [undefined]],
  [{ a: 5 }, 'a.b', [undefined]],
  [{ a: [{ b: 1 }, { b: 2 }] }, 'a.1.b', [2]],
  [{ a: [7, 8] }, 'a.1', [8]],
])('%j at %s stands in an index as %j', (doc, path, values) =>
  expect(indexedValuesAt(doc, splitPath(path))).toEqual(values),
);

test.each<[unknown, string, string]>([
  [1, 'int', '1'],
  [-2147483648, 'int', '-2147483648'],
  [2147483648, 'long', '2147483648'],
  [1.5, 'double', '1.5'],
  [-0, 'double', '0'],
  [2 ** 63, 'double', '9223372036854776000'],
  ['x', 'string', '"x"'],
  [null, 'null', 'null'],
  [true, 'bool', 'true'],
  [new Date(5), 'date', 'new Date(5)'],
  [[1, [], {}], 'array', '[ 1, [], {} ]'],
  [{ a: 'x', b: 1 }, 'object', '{ a: "x", b: 1 }'],
  [undefined, 'missing', 'undefined'],
])('%p is of type %s and shown as %s', (value, type, text) => {
  expect([typeName(value), shown(value)]).toEqual([type, text]);
});

describe('what can be stored', () => {
  test('sizes are BSON sizes', () => {
    // The size of {hello: "world"} and of a document with an array are in the BSON specification.
    expect(bsonSize({ hello: 'world' })).toBe(22);
    expect(bsonSize({ BSON: ['awesome', 5.05, 1986] })).toBe(49);
    expect(bsonSize({ a: '中' })).toBe(bsonSize({ a: 'xyz' }));
  });

  const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });

  test.each<[string, Record<string, unknown>, string]>([
    ['101 levels', { _id: 1, a: nested(100) }, 'exceeds 100 levels of nesting'],
    ['a dollar', { _id: 1, $a: 1 }, "The dollar ($) prefixed field '$a' in '$a' is not valid for storage."],
    ['a dollar below', { _id: 1, a: [{ $b: 1 }] }, "field '$b' in 'a.0.$b'"],
    ['a null byte', { _id: 1, 'a\0': 1 }, 'null bytes'],
    ['a pattern', { _id: 1, a: /x/ }, 'regular expression'],
    ['no date', { _id: 1, a: new Date(NaN) }, 'invalid date'],
    ['an array as id', { _id: [1] }, '_id must be'],
    ['more than 16 MB', { _id: 1, a: '中'.repeat(5_600_000) }, 'object to insert too large'],
  ])('not %s', (_name, doc, text) => expect(() => assertStorable(doc)).toThrow(text));

  test('100 levels, names with dots, 16 MB less a little', () => {
    assertStorable({ _id: 1, a: nested(99) });
    assertStorable({ _id: 'x', 'a.b': 1 });
    assertStorable({ _id: 1, a: 'x'.repeat(16 * 1024 * 1024 - 100) });
  });
});

test('integers that a number cannot hold are refused, not rounded', () => {
  expect(plain(2n ** 60n, 0)).toBe(2 ** 60);
  expect(() => plain(2n ** 53n + 1n, 0)).toThrow('cannot hold the integer 9007199254740993 exactly');
});
