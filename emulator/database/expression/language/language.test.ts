import { compileExpression } from '../compile';
import { evaluated, fixedNow, gives, refusesToCompile } from '../testing/tables';

const doc = {
  _id: 1,
  n: 5,
  o: { x: { y: 7 }, 0: 'zero' },
  list: [{ b: 1 }, { b: 2, c: [{ d: 3 }, { d: 4 }] }, 5, [{ b: 9 }], { c: 1 }],
  none: null,
};

describe('field paths', () => {
  gives([
    ['$n', doc, 5],
    ['$o.x.y', doc, 7],
    ['$o.x', doc, { y: 7 }],
    ['$missing', doc, undefined],
    ['$n.deeper', doc, undefined],
    ['$none.deeper', doc, undefined],
    // Arrays are mapped: no scalars, no arrays inside the array, no elements without the field.
    ['$list.b', doc, [1, 2]],
    ['$list.c.d', doc, [[3, 4]]],
    ['$list.zzz', doc, []],
    // A number is a field's name, not a position.
    ['$list.0', doc, []],
    ['$o.0', doc, 'zero'],
    // What every JavaScript object has is not in the document.
    ['$constructor', doc, undefined],
    ['$o.toString', doc, undefined],
    ['$toString', { toString: 3 }, 3],
    ['plain', doc, 'plain'],
    [7, doc, 7],
    [null, doc, null],
    [true, doc, true],
  ]);
});

describe('literal objects and arrays', () => {
  gives([
    [{ a: '$n', b: { c: '$o.x.y' } }, doc, { a: 5, b: { c: 7 } }],
    [{ a: '$missing', b: 1 }, doc, { b: 1 }],
    [['$n', '$missing', [1, '$none']], doc, [5, null, [1, null]]],
    [{}, doc, {}],
    [[], doc, []],
    [{ a: '$$REMOVE' }, doc, {}],
    [{ $literal: { $add: [1, '$n'] } }, doc, { $add: [1, '$n'] }],
    [{ $literal: '$n' }, doc, '$n'],
    [{ $const: ['$n'] }, doc, ['$n']],
  ]);
});

describe('variables', () => {
  gives([
    ['$$ROOT', doc, doc],
    ['$$CURRENT.n', doc, 5],
    ['$$ROOT.o.x.y', doc, 7],
    ['$$NOW', doc, fixedNow],
    ['$$REMOVE', doc, undefined],
    [{ $let: { vars: { a: '$n', b: { $add: ['$n', 1] } }, in: { $multiply: ['$$a', '$$b'] } } }, doc, 30],
    // The values do not see each other, only what is around.
    [{ $let: { vars: { a: 1 }, in: { $let: { vars: { a: 2, b: '$$a' }, in: ['$$a', '$$b'] } } } }, doc, [2, 1]],
    [{ $let: { vars: { m: '$missing' }, in: { $type: '$$m' } } }, doc, 'missing'],
    // Rebinding CURRENT changes where paths begin.
    [{ $let: { vars: { CURRENT: '$o' }, in: ['$x.y', '$$ROOT.n'] } }, doc, [7, 5]],
  ]);

  test('declared variables come from the scope, whatever their value', () => {
    expect(evaluated('$$who.name', {}, { who: { name: 'Li' } })).toBe('Li');
    expect(evaluated(['$$a', '$$b'], {}, { a: [1], b: null })).toEqual([[1], null]);
  });

  test('the system variables of $redact are just declared ones', () => {
    const source = { $cond: ['$ok', '$$DESCEND', '$$PRUNE'] };
    const expression = compileExpression(source, ['DESCEND', 'PRUNE', 'CURRENT']);
    const variables = { DESCEND: 'descend', PRUNE: 'prune', CURRENT: { ok: true } };
    expect(expression({ root: { ok: false }, now: fixedNow, variables })).toBe('descend');
  });

  test('the outer scope is not changed by the inner one', () => {
    const variables = { this: 'outer' };
    const source = [{ $map: { input: [1, 2], in: '$$this' } }, '$$this'];
    expect(compileExpression(source, ['this'])({ root: {}, now: fixedNow, variables })).toEqual([[1, 2], 'outer']);
    expect(variables).toEqual({ this: 'outer' });
  });
});

describe('what does not compile', () => {
  refusesToCompile([
    [{ $nope: 1 }, "Unrecognized expression '$nope'"],
    [{ a: [{ $nope: 1 }] }, "Unrecognized expression '$nope'"],
    [{ toString: { $toString: { $hasOwnProperty: 1 } } }, "Unrecognized expression '$hasOwnProperty'"],
    [
      { $add: [1], $abs: 2 },
      'An object representing an expression must have exactly one field: { $add: [ 1 ], $abs: 2 }',
    ],
    [{ a: 1, $abs: 2 }, "FieldPath field names may not start with '$'."],
    [{ 'a.b': 1 }, "FieldPath field names may not contain '.'."],
    [{ '': 1 }, 'FieldPath field names may not be empty strings.'],
    ['$', "'$' by itself is not a valid FieldPath"],
    ['$a.', "FieldPath must not end with a '.'."],
    ['$a..b', 'FieldPath field names may not be empty strings.'],
    ['$a.$b', "FieldPath field names may not start with '$'."],
    ['$$', 'empty variable names are not allowed'],
    ['$$nope', 'Use of undefined variable: nope'],
    ['$$1a', "'1a' starts with an invalid character for a variable name"],
    ['$$a-b', "'a-b' contains an invalid character for a variable name: '-'"],
    ['$$CLUSTER_TIME', "Builtin variable '$$CLUSTER_TIME' is not available"],
    ['$$DESCEND', 'Use of undefined variable: DESCEND'],
    [{ $let: { vars: { Upper: 1 }, in: 1 } }, "'Upper' starts with an invalid character for a user variable name"],
    [{ $let: { vars: { ROOT: 1 }, in: 1 } }, "'ROOT' starts with an invalid character for a user variable name"],
    [{ $let: { vars: { a: 1 } } }, "Missing 'in' parameter to $let"],
    [{ $let: { in: 1 } }, "Missing 'vars' parameter to $let"],
    [{ $let: { vars: {}, in: 1, x: 1 } }, 'Unrecognized parameter to $let: x'],
    [{ $let: 5 }, '$let only supports an object as its argument'],
    // A variable ends with its block.
    [[{ $let: { vars: { a: 1 }, in: 1 } }, '$$a'], 'Use of undefined variable: a'],
  ]);
});

describe('constant expressions', () => {
  refusesToCompile([
    [{ $divide: [1, 0] }, "can't $divide by zero"],
    // Also where they would never be evaluated.
    [{ $cond: [true, 1, { $add: ['x'] }] }, '$add only supports numeric or date types, not string'],
  ]);

  test('are worked out once', () => {
    const range = compileExpression({ $range: [0, { $add: [1, 2] }] });
    const scope = { root: {}, now: fixedNow, variables: {} };
    expect(range(scope)).toEqual([0, 1, 2]);
    expect(range(scope)).toBe(range(scope));
  });

  test('what depends on the moment, on chance or on a variable is none', () => {
    expect(evaluated({ $year: '$$NOW' })).toBe(2021);
    const random = compileExpression({ $add: [{ $rand: {} }, 0] });
    const scope = { root: {}, now: fixedNow, variables: {} };
    expect(random(scope)).not.toBe(random(scope));
    expect(evaluated({ $map: { input: [1, 2], in: { $add: ['$$this', 1] } } })).toEqual([2, 3]);
  });
});
