import { gives, refusesToCompile, refuses } from '../testing/tables';

const doc = { a: [1, 2, 3], empty: [], none: null, text: 'x', n: 2, items: [{ q: 2 }, { q: 5 }] };

describe('$arrayElemAt, $first, $last', () => {
  gives([
    [{ $arrayElemAt: ['$a', 0] }, doc, 1],
    [{ $arrayElemAt: ['$a', -2] }, doc, 2],
    [{ $arrayElemAt: ['$a', 15] }, doc, undefined],
    [{ $arrayElemAt: ['$a', -4] }, doc, undefined],
    [{ $arrayElemAt: ['$none', 0] }, doc, null],
    [{ $arrayElemAt: ['$a', '$missing'] }, doc, null],
    [{ $first: '$a' }, doc, 1],
    [{ $last: '$a' }, doc, 3],
    [{ $first: '$empty' }, doc, undefined],
    [{ $last: '$missing' }, doc, null],
    [{ $first: [[7, 8]] }, doc, 7],
  ]);
  refuses([
    [{ $arrayElemAt: ['$n', 0] }, doc, "$arrayElemAt's first argument must be an array, but is int"],
    [{ $arrayElemAt: ['$a', '$text'] }, doc, "$arrayElemAt's second argument must be a numeric value, but is string"],
    [
      { $arrayElemAt: ['$a', 1.5] },
      doc,
      "$arrayElemAt's second argument must be representable as a 32-bit integer: 1.5",
    ],
    [{ $first: '$n' }, doc, "$first's argument must be an array, but is int"],
    [{ $last: '$text' }, doc, "$last's argument must be an array, but is string"],
  ]);
  refusesToCompile([[{ $first: [1, 2] }, 'Expression $first takes exactly 1 arguments. 2 were passed in.']]);
});

describe('$arrayToObject', () => {
  gives([
    [
      {
        $arrayToObject: {
          $literal: [
            ['item', 'abc'],
            ['qty', 25],
          ],
        },
      },
      doc,
      { item: 'abc', qty: 25 },
    ],
    [{ $arrayToObject: { $literal: [{ k: 'item', v: 'abc' }] } }, doc, { item: 'abc' }],
    [
      {
        $arrayToObject: {
          $literal: [
            ['a', 1],
            ['a', 2],
          ],
        },
      },
      doc,
      { a: 2 },
    ],
    [{ $arrayToObject: '$empty' }, doc, {}],
    [{ $arrayToObject: '$none' }, doc, null],
  ]);
  refuses([
    [{ $arrayToObject: '$text' }, doc, '$arrayToObject requires an array input, found: string'],
    [{ $arrayToObject: '$a' }, doc, 'Unrecognised input type format for $arrayToObject: int'],
    [
      { $arrayToObject: { $literal: [['a', 1], { k: 'b', v: 2 }] } },
      doc,
      '$arrayToObject requires a consistent input format. Elements mustall be arrays or all be objects. ' +
        'Array was detected, now found: object',
    ],
    [
      { $arrayToObject: { $literal: [['a', 1, 2]] } },
      doc,
      '$arrayToObject requires an array of size 2 arrays,found array of size: 3',
    ],
    [
      { $arrayToObject: { $literal: [[1, 2]] } },
      doc,
      '$arrayToObject requires an array of key-value pairs, where the key must be of type string. Found key type: int',
    ],
    [
      { $arrayToObject: { $literal: [{ k: 'a', v: 1, w: 2 }] } },
      doc,
      "$arrayToObject requires an object keys of 'k' and 'v'. Found incorrect number of keys:3",
    ],
    [
      { $arrayToObject: { $literal: [{ k: 'a', w: 2 }] } },
      doc,
      "$arrayToObject requires an object with keys 'k' and 'v'. Missing either or both keys from: " +
        '{ k: "a", w: 2 }',
    ],
    [
      { $arrayToObject: { $literal: [{ k: 1, v: 2 }] } },
      doc,
      "$arrayToObject requires an object with keys 'k' and 'v', where the value of 'k' must be of type string. " +
        'Found type: int',
    ],
  ]);
});

describe('$concatArrays, $reverseArray, $size, $isArray', () => {
  gives([
    [{ $concatArrays: ['$a', [['x']], '$empty'] }, doc, [1, 2, 3, ['x']]],
    [{ $concatArrays: [] }, doc, []],
    [{ $concatArrays: ['$a', '$missing'] }, doc, null],
    [{ $reverseArray: '$a' }, doc, [3, 2, 1]],
    [{ $reverseArray: '$none' }, doc, null],
    [{ $size: '$a' }, doc, 3],
    [{ $size: '$empty' }, doc, 0],
    [{ $isArray: '$a' }, doc, true],
    [{ $isArray: ['$text'] }, doc, false],
    [{ $isArray: '$missing' }, doc, false],
  ]);
  refuses([
    [{ $concatArrays: ['$a', '$text'] }, doc, '$concatArrays only supports arrays, not string'],
    [{ $reverseArray: '$n' }, doc, 'The argument to $reverseArray must be an array, but was of type: int'],
    [{ $size: '$missing' }, doc, 'The argument to $size must be an array, but was of type: missing'],
    [{ $size: '$none' }, doc, 'The argument to $size must be an array, but was of type: null'],
  ]);
});

describe('$filter, $map, $reduce', () => {
  gives([
    [{ $filter: { input: '$items', as: 'item', cond: { $gte: ['$$item.q', 3] } } }, doc, [{ q: 5 }]],
    [{ $filter: { input: '$a', cond: { $ne: ['$$this', '$n'] } } }, doc, [1, 3]],
    [{ $filter: { input: '$none', cond: true } }, doc, null],
    [{ $map: { input: '$a', as: 'x', in: { $add: ['$$x', '$n'] } } }, doc, [3, 4, 5]],
    [{ $map: { input: '$items', in: '$$this.missing' } }, doc, [null, null]],
    [{ $map: { input: '$missing', in: 1 } }, doc, null],
    // An inner loop sees the outer one's variable.
    [
      { $map: { input: [1, 2], as: 'x', in: { $map: { input: [10, 20], as: 'y', in: { $add: ['$$x', '$$y'] } } } } },
      doc,
      [
        [11, 21],
        [12, 22],
      ],
    ],
    [{ $reduce: { input: '$a', initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, doc, 6],
    [{ $reduce: { input: ['a', 'b'], initialValue: '', in: { $concat: ['$$this', '$$value'] } } }, doc, 'ba'],
    [{ $reduce: { input: '$empty', initialValue: 'start', in: '$$this' } }, doc, 'start'],
    [{ $reduce: { input: '$none', initialValue: 0, in: 1 } }, doc, null],
  ]);
  refuses([
    [{ $filter: { input: '$text', cond: true } }, doc, 'input to $filter must be an array not string'],
    [{ $map: { input: '$n', in: 1 } }, doc, 'input to $map must be an array not int'],
    [
      { $reduce: { input: '$text', initialValue: 0, in: 1 } },
      doc,
      '$reduce requires that \'input\' be an array, found: "x"',
    ],
  ]);
  refusesToCompile([
    [{ $filter: { input: '$a' } }, "Missing 'cond' parameter to $filter"],
    [{ $filter: { input: '$a', cond: 1, limit: 1 } }, 'Unrecognized parameter to $filter: limit'],
    [{ $map: { in: 1 } }, "Missing 'input' parameter to $map"],
    [{ $map: { input: 1, in: 1, as: 'Big' } }, "'Big' starts with an invalid character for a user variable name"],
    [{ $map: [1] }, '$map only supports an object as its argument'],
    [{ $reduce: [1] }, '$reduce requires an object as an argument, found: array'],
    [{ $reduce: { input: 1, in: 1 } }, "$reduce requires 'initialValue' to be specified"],
    [{ $reduce: { input: 1, in: 1, initialValue: 1, as: 'x' } }, '$reduce found an unknown argument: as'],
  ]);
});

describe('$in, $indexOfArray', () => {
  const many = [1, 2, 3, 4, 5, 6, 7, 8, 'x', null, { a: 1 }];
  gives([
    [{ $in: [2, '$a'] }, doc, true],
    [{ $in: ['2', '$a'] }, doc, false],
    [{ $in: [[1], '$a'] }, doc, false],
    // Missing is not null.
    [{ $in: ['$missing', [null]] }, doc, false],
    [{ $in: ['$none', [null]] }, doc, true],
    [{ $in: ['$text', many] }, doc, true],
    [{ $in: [{ a: 1 }, many] }, doc, true],
    [{ $in: ['$missing', many] }, doc, false],
    [{ $in: [9, many] }, doc, false],
    [{ $indexOfArray: [['a', 'abc', 'b'], 'b'] }, doc, 2],
    [{ $indexOfArray: ['$a', 9] }, doc, -1],
    [{ $indexOfArray: [[1, 2, 1], 1, 1] }, doc, 2],
    [{ $indexOfArray: [[1, 2, 3], 3, 0, 2] }, doc, -1],
    [{ $indexOfArray: ['$none', 1] }, doc, null],
    [{ $indexOfArray: [[null], '$missing'] }, doc, -1],
  ]);
  refuses([
    [{ $in: [1, '$text'] }, doc, '$in requires an array as a second argument, found: string'],
    [{ $in: [1, '$missing'] }, doc, '$in requires an array as a second argument, found: missing'],
    [{ $indexOfArray: ['$text', 1] }, doc, '$indexOfArray requires an array as a first argument, found: string'],
    [{ $indexOfArray: ['$a', 1, -1] }, doc, '$indexOfArray requires a nonnegative starting index, found: -1'],
    [
      { $indexOfArray: ['$a', 1, 0, 'x'] },
      doc,
      '$indexOfArrayrequires an integral ending index, found a value of type: string, with value: "x"',
    ],
  ]);
});

describe('$range, $slice, $zip', () => {
  gives([
    [{ $range: [0, 10, 2] }, doc, [0, 2, 4, 6, 8]],
    [{ $range: [10, 0, -2] }, doc, [10, 8, 6, 4, 2]],
    [{ $range: [0, 5, -1] }, doc, []],
    [{ $range: [0, '$n'] }, doc, [0, 1]],
    [{ $slice: ['$a', 2] }, doc, [1, 2]],
    [{ $slice: ['$a', -2] }, doc, [2, 3]],
    [{ $slice: ['$a', -20] }, doc, [1, 2, 3]],
    [{ $slice: ['$a', 0] }, doc, []],
    [{ $slice: ['$a', 1, 1] }, doc, [2]],
    [{ $slice: ['$a', 15, 2] }, doc, []],
    [{ $slice: ['$a', -15, 2] }, doc, [1, 2]],
    [{ $slice: ['$none', 2] }, doc, null],
    [{ $slice: ['$a', 1, '$missing'] }, doc, null],
    [{ $zip: { inputs: [['a', 'b'], [1]] } }, doc, [['a', 1]]],
    [
      { $zip: { inputs: [['a', 'b'], [1]], useLongestLength: true } },
      doc,
      [
        ['a', 1],
        ['b', null],
      ],
    ],
    [
      { $zip: { inputs: [[1], ['x', 'y']], useLongestLength: true, defaults: ['$n', 'd'] } },
      doc,
      [
        [1, 'x'],
        [2, 'y'],
      ],
    ],
    [{ $zip: { inputs: ['$a', '$none'] } }, doc, null],
  ]);
  refuses([
    [{ $range: ['x', 1] }, doc, '$range requires a numeric starting value, found value of type: string'],
    [
      { $range: [0, 1.5] },
      doc,
      '$range requires an ending value that can be represented as a 32-bit integer, found value: 1.5',
    ],
    [{ $range: [0, 1, 0] }, doc, '$range requires a non-zero step value'],
    [
      { $range: [0, 2000000000] },
      doc,
      '$range would use too much memory (32000000000 bytes) and cannot spill to disk. Memory limit: 104857600 bytes',
    ],
    [{ $slice: ['$text', 1] }, doc, 'First argument to $slice must be an array, but is of type: string'],
    [{ $slice: ['$a', 'x'] }, doc, 'Second argument to $slice must be a numeric value, but is of type: string'],
    [{ $slice: ['$a', 1, 0] }, doc, 'Third argument to $slice must be positive: 0'],
    [{ $zip: { inputs: ['$a', '$text'] } }, doc, '$zip found a non-array expression in input: "x"'],
  ]);
  refusesToCompile([
    [{ $range: [1] }, 'Expression $range takes at least 2 arguments, and at most 3, but 1 were passed in.'],
    [{ $zip: { inputs: [] } }, '$zip requires at least one input array'],
    [{ $zip: { inputs: [[1]], defaults: [1] } }, 'cannot specify defaults unless useLongestLength is true'],
    [
      { $zip: { inputs: [[1]], defaults: [1, 2], useLongestLength: true } },
      'defaults and inputs must have the same length',
    ],
    [{ $zip: { inputs: 5 } }, 'inputs must be an array of expressions, found int'],
    [{ $zip: { inputs: [[1]], useLongestLength: 1 } }, 'useLongestLength must be a bool, found int'],
  ]);
});
