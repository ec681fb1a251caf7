import { gives, refuses } from '../testing/tables';

const doc = { o: { length: 25, uom: 'cm' }, list: [{ a: 1 }, null, { b: 2, a: 3 }], none: null, text: 'x' };

gives([
  [
    { $objectToArray: '$o' },
    doc,
    [
      { k: 'length', v: 25 },
      { k: 'uom', v: 'cm' },
    ],
  ],
  [{ $objectToArray: '$none' }, doc, null],
  [{ $objectToArray: [{}] }, doc, []],
  [{ $mergeObjects: ['$o', { uom: 'inch', x: '$missing' }, '$none', '$missing'] }, doc, { length: 25, uom: 'inch' }],
  [{ $mergeObjects: '$list' }, doc, { a: 3, b: 2 }],
  [{ $mergeObjects: '$o' }, doc, { length: 25, uom: 'cm' }],
  [{ $mergeObjects: [] }, doc, {}],
  [{ $mergeObjects: [null, null] }, doc, {}],
  // Length 4, then one int32 field: type 1, name and its zero 2, value 4; closing zero 1.
  [{ $bsonSize: { a: 1 } }, doc, 12],
  [{ $bsonSize: {} }, doc, 5],
  [{ $bsonSize: '$none' }, doc, null],
]);

refuses([
  [{ $objectToArray: '$text' }, doc, '$objectToArray requires a document input, found: string'],
  [{ $mergeObjects: ['$o', '$text'] }, doc, '$mergeObjects requires object inputs, but input "x" is of type string'],
  [{ $bsonSize: '$list' }, doc, '$bsonSize requires a document input, found: array'],
]);
