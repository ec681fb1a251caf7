import * as fc from 'fast-check';
import { encodeText } from './ejson';
import { ejsonText } from './ejsonText';

const leaf = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.constantFrom(-0, NaN, Infinity, 2 ** 31, -(2 ** 31), 2 ** 31 - 1, 2 ** 53),
  fc.string({ unit: 'binary' }),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.date({ noInvalidDate: true }),
  fc.constant(/a"b/i),
);
/** No document has a field of the other name: it is refused on the way in. */
const name = fc.string().filter((text) => text !== '__proto__');
const value = fc.letrec((tie) => ({
  any: fc.oneof({ maxDepth: 3 }, leaf, fc.array(tie('any')), fc.dictionary(name, tie('any'))),
})).any;

test('the text is the one that goes by way of objects', () => {
  fc.assert(
    fc.property(fc.dictionary(name, value), (doc) => {
      expect(ejsonText(doc)).toBe(encodeText(doc));
    }),
  );
});
