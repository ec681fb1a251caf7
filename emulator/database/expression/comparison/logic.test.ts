import { gives, refusesToCompile, refuses } from '../testing/tables';

/** Comparison, boolean and conditional operators. */

const doc = { n: 5, none: null, text: 'x', zero: 0, list: [1, 2] };

describe('comparison', () => {
  gives([
    [{ $cmp: ['$n', 250] }, doc, -1],
    [{ $cmp: ['$n', 5] }, doc, 0],
    [{ $cmp: ['$text', '$n'] }, doc, 1],
    [{ $eq: ['$n', 5] }, doc, true],
    [{ $eq: ['$list', [1, 2]] }, doc, true],
    [
      {
        $eq: [
          { a: 1, b: 2 },
          { b: 2, a: 1 },
        ],
      },
      doc,
      false,
    ],
    [{ $ne: ['$n', '5'] }, doc, true],
    [{ $gt: ['$text', 1000] }, doc, true],
    [{ $gte: ['$n', 5] }, doc, true],
    [{ $lt: [NaN, '$zero'] }, doc, true],
    [{ $lte: ['$n', 4] }, doc, false],
    [{ $lt: ['$text', ['a']] }, doc, true],
    // A missing field is less than null and equal to another missing one only.
    [{ $eq: ['$missing', null] }, doc, false],
    [{ $gt: ['$none', '$missing'] }, doc, true],
    [{ $lte: ['$missing', null] }, doc, true],
    [{ $eq: ['$missing', '$$REMOVE'] }, doc, true],
    [{ $gt: ['$n', null] }, doc, true],
  ]);
  refusesToCompile([[{ $gt: ['$n'] }, 'Expression $gt takes exactly 2 arguments. 1 were passed in.']]);
});

describe('boolean', () => {
  gives([
    [{ $and: [1, 'green'] }, doc, true],
    [{ $and: [] }, doc, true],
    [{ $and: [[null], [false], [0]] }, doc, true],
    [{ $and: [null, true] }, doc, false],
    [{ $and: ['$zero', { $divide: [1, '$zero'] }] }, doc, false],
    [{ $and: '$n' }, doc, true],
    [{ $or: [true, { $divide: [1, '$zero'] }] }, doc, true],
    [{ $or: [] }, doc, false],
    [{ $or: [null, 0, '$missing'] }, doc, false],
    [{ $not: [true] }, doc, false],
    [{ $not: [[false]] }, doc, false],
    [{ $not: '$missing' }, doc, true],
    [{ $not: [NaN] }, doc, false],
    [{ $not: [''] }, doc, false],
  ]);
  refusesToCompile([[{ $not: [1, 2] }, 'Expression $not takes exactly 1 arguments. 2 were passed in.']]);
});

describe('conditional', () => {
  const grade = {
    $switch: {
      branches: [
        { case: { $gt: ['$n', 9] }, then: 'high' },
        { case: { $gt: ['$n', 3] }, then: 'middle' },
        { case: true, then: { $divide: [1, '$zero'] } },
      ],
    },
  };
  gives([
    [{ $cond: { if: { $gte: ['$n', 5] }, then: 30, else: 20 } }, doc, 30],
    [{ $cond: [{ $gt: ['$n', 5] }, { $divide: [1, '$zero'] }, 'else'] }, doc, 'else'],
    [{ $cond: ['$missing', 1, '$$REMOVE'] }, doc, undefined],
    [{ $ifNull: ['$missing', 'Unspecified'] }, doc, 'Unspecified'],
    [{ $ifNull: ['$none', '$missing'] }, doc, undefined],
    [{ $ifNull: ['$zero', 1] }, doc, 0],
    [grade, doc, 'middle'],
    [{ $switch: { branches: [{ case: false, then: 1 }], default: '$n' } }, doc, 5],
  ]);
  refuses([
    [
      { $switch: { branches: [{ case: '$zero', then: 1 }] } },
      doc,
      '$switch could not find a matching branch for an input, and no default was specified.',
    ],
  ]);
  refusesToCompile([
    [{ $cond: { if: 1, then: 2 } }, "Missing 'else' parameter to $cond"],
    [{ $cond: { if: 1, then: 2, else: 3, elif: 4 } }, 'Unrecognized parameter to $cond: elif'],
    [{ $cond: [1, 2] }, 'Expression $cond takes exactly 3 arguments. 2 were passed in.'],
    [{ $ifNull: [1, 2, 3] }, 'Expression $ifNull takes exactly 2 arguments. 3 were passed in.'],
    [{ $switch: 5 }, '$switch requires an object as an argument, found: int'],
    [{ $switch: { branches: 5 } }, "$switch expected an array for 'branches', found: int"],
    [{ $switch: { branches: [] } }, '$switch requires at least one branch.'],
    [{ $switch: { branches: [5] } }, '$switch expected each branch to be an object, found: int'],
    [{ $switch: { branches: [{ case: 1 }] } }, "$switch requires each branch have a 'then' expression."],
    [{ $switch: { branches: [{ then: 1 }] } }, "$switch requires each branch have a 'case' expression"],
    [{ $switch: { branches: [{ case: 1, then: 1, x: 1 }] } }, '$switch found an unknown argument to a branch: x'],
    [{ $switch: { branches: [{ case: 1, then: 1 }], otherwise: 1 } }, '$switch found an unknown argument: otherwise'],
  ]);
});
