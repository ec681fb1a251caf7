import { EJSON } from 'bson';
import fc from 'fast-check';
import { decode, decodeText, encode, encodeRelaxed, encodeText } from './ejson';

const now = () => 1_700_000_000_000;

describe('canonical EJSON', () => {
  test.each<[unknown, unknown]>([
    [1, { $numberInt: '1' }],
    [2147483648, { $numberLong: '2147483648' }],
    [1.5, { $numberDouble: '1.5' }],
    [-0, { $numberDouble: '-0.0' }],
    [new Date(1_700_000_000_000), { $date: { $numberLong: '1700000000000' } }],
    [/ab+c/i, { $regularExpression: { pattern: 'ab+c', options: 'i' } }],
    [
      { a: undefined, b: null, c: 'x', d: [true] },
      { b: null, c: 'x', d: [true] },
    ],
  ])('%p is written as %p', (value, written) => expect(encode(value)).toEqual(written));

  test('agrees with package bson, both ways', () => {
    const scalar = fc.oneof(
      fc.integer(),
      fc.maxSafeInteger(),
      fc.double({ noNaN: true, min: -1e15, max: 1e15 }),
      fc.string(),
      fc.boolean(),
      fc.constant(null),
      fc.date({ noInvalidDate: true }),
    );
    const key = fc.stringMatching(/^[a-z]{1,6}$/);
    const document = fc.dictionary(key, fc.oneof(scalar, fc.array(scalar), fc.dictionary(key, scalar)));
    fc.assert(
      fc.property(document, (value) => {
        const text = encodeText(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(EJSON.stringify(value, { relaxed: false })));
        expect(decodeText(text, now)).toEqual(EJSON.parse(text));
      }),
    );
  });
});

describe('reading', () => {
  test.each<[string, unknown, unknown]>([
    ['an object id becomes its text', { $oid: '5e7b00000000000000000001' }, '5e7b00000000000000000001'],
    [
      'a server date becomes now plus offset',
      { $tcb_server_date: { offset: { $numberInt: '60000' } } },
      new Date(now() + 60_000),
    ],
    ["js-sdk's server date", { $date: { offset: 0 } }, new Date(now())],
    ["js-sdk's date", { $date: 5 }, new Date(5)],
    ['a relaxed date', { $date: '1970-01-01T00:00:00.005Z' }, new Date(5)],
    ['a long that a number can hold', { $numberLong: '1152921504606846976' }, 2 ** 60],
    ['relaxed numbers', { a: 1, b: 1.5 }, { a: 1, b: 1.5 }],
    ['a double without a fraction', { $numberDouble: '1.0' }, 1],
    ['infinity', { $numberDouble: '-Infinity' }, -Infinity],
  ])('%s', (_name, written, value) => expect(decode(written, now)).toEqual(value));

  test.each([{ $regex: 'a.c', $options: 'i' }, { $regularExpression: { pattern: 'a.c', options: 'i' } }])(
    '%j is a pattern that goes out as it came in',
    (written) => {
      const pattern = decode(written, now) as RegExp;
      expect([pattern.test('xABC'), pattern.test('a\nc')]).toEqual([true, false]);
      expect(encode(pattern)).toEqual({ $regularExpression: { pattern: 'a.c', options: 'i' } });
    },
  );

  test('negative zero, large integers and longs come back as they were', () => {
    for (const value of [-0, 2 ** 53, 2 ** 60, -(2 ** 63), 1e300, 0.1]) {
      expect(Object.is(decode(encode(value), now), value)).toBe(true);
    }
  });

  test('operators stay operators', () => {
    const query = { n: { $gt: { $numberInt: '1' } }, $or: [{ s: { $regex: 'a', $ne: 'b' } }] };
    expect(decode(query, now)).toEqual({ n: { $gt: 1 }, $or: [{ s: { $regex: 'a', $ne: 'b' } }] });
  });

  test.each([
    ['{"a":', 'not EJSON'],
    ['{"a":{"$binary":{"base64":"","subType":"00"}}}', '$binary'],
    ['{"a":{"$numberInt":"x"}}', 'not a number'],
    ['{"a":{"$date":"yesterday"}}', 'not a date'],
    ['{"a":{"$regularExpression":{"pattern":"(","options":""}}}', 'Regular expression is invalid'],
    ['{"a":{"$regularExpression":{"pattern":"a","options":"q"}}}', 'invalid flag in regex options: q'],
    ['{"a":{"$regularExpression":null}}', 'needs a pattern'],
    ['{"a":{"$numberInt":"2147483648"}}', 'not a number'],
    ['{"a":{"$numberInt":"1.5"}}', 'not a number'],
    ['{"a":{"$numberLong":"9007199254740993"}}', 'cannot hold 9007199254740993 exactly'],
    ['{"a":{"$numberLong":"9223372036854775808"}}', 'not a number'],
    ['{"a":{"$numberDouble":""}}', 'not a number'],
    ['{"a":{"$numberDecimal":"1.1"}}', 'does not store values of type $numberDecimal'],
    ['{"a":{"$uuid":"x"}}', '$uuid'],
    ['{"a":{"$timestamp":{"t":1,"i":1}}}', '$timestamp'],
    ['{"a":{"$minKey":1}}', '$minKey'],
    ['{"a":{"$maxKey":1}}', '$maxKey'],
    ['{"a":{"$symbol":"x"}}', '$symbol'],
    ['{"a":{"$code":"x"}}', '$code'],
    ['{"a":{"$dbPointer":{}}}', '$dbPointer'],
    ['{"a":{"$undefined":true}}', '$undefined'],
    ['{"__proto__":{"admin":true}}', '__proto__'],
  ])('%s is refused', (text, message) => expect(() => decodeText(text, now)).toThrow(message));
});

test('browsers get plain numbers and millisecond dates', () => {
  expect(encodeRelaxed({ n: 1.5, at: new Date(7), list: [new Date(8)] })).toEqual({
    n: 1.5,
    at: { $date: 7 },
    list: [{ $date: 8 }],
  });
});
