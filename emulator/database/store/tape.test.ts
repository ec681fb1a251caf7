import * as fc from 'fast-check';
import { decode, encode } from './codec';
import { TapeReader } from './untape';
import { TapeWriter } from './tape';

function roundTrip(parts: readonly (readonly object[])[]): unknown[][] {
  const writer = new TapeWriter();
  const reader = new TapeReader();
  return parts.map((docs) => {
    for (const doc of docs) writer.add(doc);
    const { shapes, tape } = JSON.parse(JSON.stringify(writer.take())) as ReturnType<TapeWriter['take']>;
    return [...reader.docs(shapes, tape)];
  });
}

test('the tape of two documents, by hand', () => {
  const writer = new TapeWriter();
  writer.add({ _id: 1, at: new Date(5), place: { x: -0 } });
  writer.add({ _id: 2, at: new Date(6), place: { x: -0 } });
  expect(writer.take()).toEqual({
    shapes: [
      [['x', 2]], // shape 0 = kind 5
      [
        ['_id', 0],
        ['at', 1],
        ['place', 5],
      ],
    ],
    tape: [6, 1, 5, '-0', 6, 2, 6, '-0'],
  });
  writer.add({ _id: 3, list: [1, { x: NaN }], words: ['a', null] });
  expect(writer.take()).toEqual({
    shapes: [
      [
        ['_id', 0],
        ['list', 3],
        ['words', 0],
      ],
    ],
    tape: [7, 3, 2, 0, 1, 5, 'NaN', ['a', null]],
  });
});

const anyValue = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.date(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.string({ maxLength: 3 }).filter((name) => name !== '__proto__' && !name.startsWith('$')),
      tie('value'),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ),
})).value;
const anyDoc = fc.dictionary(fc.constantFrom('a', 'b', '名', "'\\\n"), anyValue, { noNullPrototype: true });

test('whatever is stored comes back, from the tape as from the log, its fields in their order', () => {
  fc.assert(
    fc.property(fc.array(fc.array(anyDoc, { maxLength: 8 }), { maxLength: 4 }), (parts) => {
      const back = roundTrip(parts);
      expect(back).toEqual(parts);
      const logged = decode(encode(parts));
      expect(logged).toEqual(parts);
      expect(encode(back)).toBe(encode(parts)); // the order of the fields too
    }),
    { numRuns: 300 },
  );
});

test('thousands of different shapes come back too', () => {
  const docs = Array.from({ length: 3000 }, (_, i) => ({ _id: i, [`key${i}`]: new Date(i), in: { [`k${i}`]: -0 } }));
  const parts = [docs.slice(0, 1500), docs.slice(1500)];
  expect(roundTrip(parts)).toEqual(parts);
});

test('what has no form is refused, not stored as something else', () => {
  for (const bad of [/x/, new Uint8Array(1), { _bsontype: 'Decimal128' }]) {
    expect(() => encode({ bad })).toThrow('has no form');
    expect(() => new TapeWriter().add({ bad })).toThrow('has no form');
  }
});

test('a shape cannot smuggle code or a prototype in', () => {
  const build = (name: string) => [...new TapeReader().docs([[[name, 0]]], [5, 1])];
  expect(build('"+process.exit()+"')).toEqual([{ '"+process.exit()+"': 1 }]);
  expect(() => build('__proto__')).toThrow('impossible shape');
  expect(() => [...new TapeReader().docs([[['a', '0]; process.exit()' as unknown as number]]], [5, 1])]).toThrow(
    'impossible shape',
  );
});
