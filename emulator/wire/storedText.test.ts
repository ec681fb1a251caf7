import * as fc from 'fast-check';
import type { Doc } from '../database/engine';
import { deepFreeze } from '../database/values/clone';
import { encodeText } from './ejson';
import { StoredPage } from './storedText';

const sent = (docs: readonly Doc[], limit = 20, offset = 0) =>
  Buffer.from(new StoredPage(docs, limit, offset).answer('id').bytes, 'latin1').toString('utf8');

const value = fc.oneof(fc.integer(), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.boolean());
const doc = fc.dictionary(
  fc.string({ unit: 'binary' }).filter((name) => name !== '__proto__'),
  fc.oneof(value, fc.array(value)),
);

test('the bytes are those of an answer written by way of objects', () => {
  fc.assert(
    fc.property(fc.array(doc, { maxLength: 4 }), fc.nat(), fc.nat(), (docs, limit, offset) => {
      const answer = { data: { list: docs.map((one) => encodeText(one)), limit, offset }, requestId: 'id' };
      expect(sent(docs, limit, offset)).toBe(JSON.stringify(answer));
      const stored = docs.map(deepFreeze);
      // Written now, remembered then.
      for (let time = 0; time < 2; time += 1) expect(sent(stored, limit, offset)).toBe(JSON.stringify(answer));
    }),
  );
});

test('only what cannot change is remembered', () => {
  const changing = { a: '一' };
  expect(sent([changing])).toContain('一');
  changing.a = '二';
  expect(sent([changing])).toContain('二');
});
