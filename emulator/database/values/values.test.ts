import * as fc from 'fast-check';
import { clone, deepFreeze } from './clone';
import { compareValues } from './compare';
import { afterPrefix, encodeKey, invertKey } from './orderKey';
import { plain } from './plain';

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
  fc.array(leaf, { minLength: 1, maxLength: 3 }),
  fc.dictionary(fc.constantFrom('a', 'b', 'c'), leaf),
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
  expect(() => plain(JSON.parse('{"__proto__":{"x":1}}'), 0)).toThrow('__proto__');
});
