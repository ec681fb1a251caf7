import { gives, refusesToCompile } from '../testing/tables';

/** Accumulators as expressions, and the operators that stand for nothing but themselves. */

const doc = { quizzes: [10, 6, 7], labs: [5, 8], final: 80, midterm: 75, none: null, mixed: [1, 'x', null, 3] };

gives([
  [{ $sum: '$quizzes' }, doc, 23],
  [{ $sum: ['$final', '$midterm'] }, doc, 155],
  // Several operands: an array among them is no number.
  [{ $sum: ['$final', '$quizzes'] }, doc, 80],
  [{ $sum: '$mixed' }, doc, 4],
  [{ $sum: '$missing' }, doc, 0],
  [{ $sum: [] }, doc, 0],
  [{ $sum: [[0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]] }, doc, 1],
  [{ $sum: [[1e308, 1e308]] }, doc, Infinity],
  [{ $avg: '$labs' }, doc, 6.5],
  [{ $avg: ['$final', '$midterm'] }, doc, 77.5],
  [{ $avg: '$mixed' }, doc, 2],
  [{ $avg: '$none' }, doc, null],
  [{ $max: '$quizzes' }, doc, 10],
  [{ $max: ['$final', '$quizzes'] }, doc, [10, 6, 7]],
  [{ $max: '$mixed' }, doc, 'x'],
  [{ $max: ['$none', '$missing'] }, doc, null],
  [{ $min: '$quizzes' }, doc, 6],
  [{ $min: '$mixed' }, doc, 1],
  [{ $min: '$none' }, doc, null],
  // Mean 5: squares 9+1+1+1+0+0+4+16 = 32; 32/8 = 4.
  [{ $stdDevPop: [[2, 4, 4, 4, 5, 5, 7, 9]] }, doc, 2],
  [{ $stdDevPop: '$final' }, doc, 0],
  [{ $stdDevPop: '$none' }, doc, null],
  // Mean 2: squares 1+0+1 = 2; 2/2 = 1.
  [{ $stdDevSamp: [[1, 2, 3]] }, doc, 1],
  [{ $stdDevSamp: '$final' }, doc, null],
]);

refusesToCompile([
  [{ $push: '$final' }, "Unrecognized expression '$push'"],
  [{ $addToSet: '$final' }, "Unrecognized expression '$addToSet'"],
  [{ $getField: 'a' }, "Unrecognized expression '$getField'"],
  [{ $dateAdd: {} }, "Unrecognized expression '$dateAdd'"],
  [
    { $function: { body: 'function(){}', args: [], lang: 'js' } },
    '$function is not allowed: server-side JavaScript is not offered',
  ],
  [{ $accumulator: {} }, '$accumulator is not allowed: server-side JavaScript is not offered'],
  [{ $meta: 'textScore' }, 'query requires text score metadata, but it is not available'],
  [{ $meta: 'nonsense' }, 'Unsupported argument to $meta: nonsense'],
  [{ $meta: 5 }, '$meta only supports string arguments'],
  [{ $rand: [1] }, '$rand does not currently accept arguments'],
  [{ $rand: 5 }, 'invalid parameter: expected an object ($rand)'],
]);
