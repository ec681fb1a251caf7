import fc from 'fast-check';
import { decode } from '../wire/ejson';
import { readable } from './readable';

test('what JSON can say stays as it is', () => {
  const doc = { _id: 'a', n: 1.5, big: 2 ** 40, on: true, none: null, list: [1, { x: '叶' }] };
  expect(readable(doc)).toEqual(doc);
});

test('the rest is EJSON', () => {
  expect(readable({ at: new Date(0), re: /x/i, nan: NaN, zero: -0, gone: undefined })).toEqual({
    at: { $date: '1970-01-01T00:00:00.000Z' },
    re: { $regularExpression: { pattern: 'x', options: 'i' } },
    nan: { $numberDouble: 'NaN' },
    zero: { $numberDouble: '-0.0' },
  });
});

test('an edited document comes back as it was', () => {
  const leaf = fc.oneof(fc.double(), fc.string(), fc.boolean(), fc.constant(null), fc.date({ noInvalidDate: true }));
  const key = fc.string().filter((text) => !text.startsWith('$') && text !== '__proto__');
  const value = fc.oneof(leaf, fc.array(leaf), fc.dictionary(key, leaf));
  fc.assert(
    fc.property(fc.dictionary(key, value, { noNullPrototype: true }), (doc) => {
      const text = JSON.stringify(readable(doc));
      expect(decode(JSON.parse(text), () => 0)).toEqual(Object.assign({}, doc));
    }),
  );
});
