import { evaluated, gives, refuses } from '../testing/tables';

const doc = { none: null, text: 'x' };

test.each([
  ['$sin', Math.PI / 2, 1],
  ['$cos', Math.PI, -1],
  ['$tan', Math.PI / 4, 1],
  ['$asin', 1, Math.PI / 2],
  ['$acos', -1, Math.PI],
  ['$atan', 1, Math.PI / 4],
  ['$sinh', 1, (Math.E - 1 / Math.E) / 2],
  ['$cosh', 1, (Math.E + 1 / Math.E) / 2],
  ['$tanh', Math.log(3), 0.8],
  ['$asinh', 0.75, Math.log(2)],
  ['$acosh', 1.25, Math.log(2)],
  ['$atanh', 0.6, Math.log(2)],
  ['$degreesToRadians', 180, Math.PI],
  ['$radiansToDegrees', Math.PI, 180],
])('%s of %d', (name, argument, expected) => {
  expect(evaluated({ [name]: argument })).toBeCloseTo(expected, 12);
  expect(evaluated({ [name]: [argument] })).toBeCloseTo(expected, 12);
  expect(evaluated({ [name]: '$missing' })).toBeNull();
  expect(evaluated({ [name]: NaN })).toBeNaN();
  expect(() => evaluated({ [name]: 'x' })).toThrow(`${name} only supports numeric types, not string`);
});

gives([
  [{ $atan2: [4, 3] }, doc, Math.atan2(4, 3)],
  [{ $atan2: ['$none', 3] }, doc, null],
  [{ $atanh: 1 }, doc, Infinity],
  [{ $acosh: Infinity }, doc, Infinity],
  [{ $sinh: -Infinity }, doc, -Infinity],
]);

refuses([
  [{ $sin: Infinity }, doc, 'cannot apply $sin to inf, value must in (-inf,inf)'],
  [{ $cos: -Infinity }, doc, 'cannot apply $cos to -inf, value must in (-inf,inf)'],
  [{ $tan: Infinity }, doc, 'cannot apply $tan to inf, value must in (-inf,inf)'],
  [{ $acos: 1.1 }, doc, 'cannot apply $acos to 1.1, value must in [-1,1]'],
  [{ $asin: -2 }, doc, 'cannot apply $asin to -2, value must in [-1,1]'],
  [{ $acosh: 0 }, doc, 'cannot apply $acosh to 0, value must in [1,inf]'],
  [{ $atanh: 2 }, doc, 'cannot apply $atanh to 2, value must in [-1,1]'],
  [{ $atan2: [1, '$text'] }, doc, '$atan2 only supports numeric types, not string'],
]);
