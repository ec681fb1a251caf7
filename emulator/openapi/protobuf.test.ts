import fc from 'fast-check';
import { bytesOf, decodeMessage, encodeMessage, integerOf, textOf } from './protobuf';

test('the examples of the protobuf documentation', () => {
  // Test1 { a = 1: 150 } and Test2 { b = 2: "testing" }
  expect(encodeMessage([[1, 150]]).toString('hex')).toBe('089601');
  expect(encodeMessage([[2, 'testing']]).toString('hex')).toBe('120774657374696e67');
  expect(integerOf(decodeMessage(Buffer.from('089601', 'hex')), 1)).toBe(150);
  expect(textOf(decodeMessage(Buffer.from('120774657374696e67', 'hex')), 2)).toBe('testing');
});

test('a negative number takes ten bytes', () => {
  const bytes = encodeMessage([[3, -1]]);
  expect(bytes.toString('hex')).toBe('18ffffffffffffffffff01');
  expect(integerOf(decodeMessage(bytes), 3)).toBe(-1);
});

test('the last value of a field wins, repeated ones are all there, a missing one is empty', () => {
  const message = decodeMessage(
    encodeMessage([
      [1, 'a'],
      [2, 5],
      [1, 'b'],
    ]),
  );
  expect(textOf(message, 1)).toBe('b');
  expect(bytesOf(message, 1).map(String)).toEqual(['a', 'b']);
  expect([textOf(message, 9), integerOf(message, 9)]).toEqual(['', 0]);
});

test('fields of fixed length are passed over', () => {
  const message = decodeMessage(Buffer.from('0d01020304' + '110102030405060708' + '1805', 'hex'));
  expect(integerOf(message, 3)).toBe(5);
});

test.each(['0a05', '08ff', '0b', '08ffffffffffffffffffffff01'])('%s is damaged', (hex) => {
  expect(() => decodeMessage(Buffer.from(hex, 'hex'))).toThrow(/protobuf/);
});

test('what is written can be read', () => {
  const value = fc.oneof(fc.integer(), fc.string(), fc.uint8Array().map(Buffer.from));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), value, (field, written) => {
      const message = decodeMessage(encodeMessage([[field, written]]));
      if (typeof written === 'number') expect(integerOf(message, field)).toBe(written);
      else expect(bytesOf(message, field)).toEqual([Buffer.from(written as string)]);
    }),
  );
});
