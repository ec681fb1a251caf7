import { gives, refusesToCompile, refuses } from '../testing/tables';

const doc = { a: ['red', 'blue'], b: ['red', 'blue', 'red'], none: null, text: 'x' };

gives([
  [{ $setEquals: ['$a', '$b'] }, doc, true],
  [{ $setEquals: ['$a', ['red']] }, doc, false],
  [{ $setEquals: ['$a', '$b', ['blue', 'red']] }, doc, true],
  [{ $setEquals: [[[1]], [1]] }, doc, false],
  [{ $setIntersection: ['$a', ['blue', 'green']] }, doc, ['blue']],
  [{ $setIntersection: ['$b', '$b'] }, doc, ['blue', 'red']],
  [{ $setIntersection: [] }, doc, []],
  [{ $setIntersection: ['$a', '$none'] }, doc, null],
  [{ $setUnion: ['$a', ['green', 'blue']] }, doc, ['blue', 'green', 'red']],
  [
    {
      $setUnion: [
        [3, 1],
        [2, 1],
      ],
    },
    doc,
    [1, 2, 3],
  ],
  [{ $setUnion: ['$a', '$missing'] }, doc, null],
  [{ $setDifference: ['$b', ['blue']] }, doc, ['red']],
  [{ $setDifference: [[3, 1, 3, 2], [1]] }, doc, [3, 2]],
  [{ $setDifference: ['$a', '$none'] }, doc, null],
  // Only whole elements count, not those inside an array that is an element.
  [
    {
      $setDifference: [
        [[1, 2], 3],
        [1, 2, 3],
      ],
    },
    doc,
    [[1, 2]],
  ],
  [{ $setIsSubset: [['red'], '$a'] }, doc, true],
  [{ $setIsSubset: ['$b', '$a'] }, doc, true],
  [{ $setIsSubset: [['green'], '$a'] }, doc, false],
  [{ $allElementsTrue: [[true, 1, 'someString']] }, doc, true],
  [{ $allElementsTrue: [[[false]]] }, doc, true],
  [{ $allElementsTrue: [[]] }, doc, true],
  [{ $allElementsTrue: [[null, 1]] }, doc, false],
  [{ $anyElementTrue: [[true, false]] }, doc, true],
  [{ $anyElementTrue: [[null, false, 0]] }, doc, false],
  [{ $anyElementTrue: [[]] }, doc, false],
]);

refuses([
  [{ $setEquals: ['$a', '$none'] }, doc, 'All operands of $setEquals must be arrays. 2-th argument is of type: null'],
  [{ $setUnion: ['$a', '$text'] }, doc, 'All operands of $setUnion must be arrays. One argument is of type: string'],
  [
    { $setIntersection: ['$text'] },
    doc,
    'All operands of $setIntersection must be arrays. One argument is of type: string',
  ],
  [
    { $setDifference: ['$a', '$text'] },
    doc,
    'both operands of $setDifference must be arrays. Second argument is of type: string',
  ],
  [
    { $setIsSubset: ['$none', '$a'] },
    doc,
    'both operands of $setIsSubset must be arrays. First argument is of type: null',
  ],
  [{ $allElementsTrue: ['$none'] }, doc, "$allElementsTrue's argument must be an array, but is null"],
  [{ $anyElementTrue: '$text' }, doc, "$anyElementTrue's argument must be an array, but is string"],
]);

refusesToCompile([[{ $setEquals: ['$a'] }, '$setEquals needs at least two arguments had: 1']]);
