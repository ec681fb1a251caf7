import { gives, refusesToCompile, refuses } from '../testing/tables';

const date = new Date('2014-03-01T08:00:00Z');
const doc = { price: 10, fee: 2, date, none: null, text: 'x' };

describe('$add, $subtract, $multiply', () => {
  gives([
    [{ $add: ['$price', '$fee', 1.5] }, doc, 13.5],
    [{ $add: '$price' }, doc, 10],
    [{ $add: [] }, doc, 0],
    [{ $add: ['$date', 3 * 24 * 60 * 60000] }, doc, new Date('2014-03-04T08:00:00Z')],
    [{ $add: [1.9, '$date'] }, doc, new Date(date.getTime() + 1)],
    [{ $add: ['$price', '$none', '$text'] }, doc, null],
    [{ $add: ['$missing', 1] }, doc, null],
    [{ $subtract: ['$price', '$fee'] }, doc, 8],
    [{ $subtract: [new Date(5000), new Date(2000)] }, doc, 3000],
    [{ $subtract: ['$date', 5 * 60 * 1000] }, doc, new Date('2014-03-01T07:55:00Z')],
    [{ $subtract: ['$none', '$price'] }, doc, null],
    [{ $subtract: ['$price', '$missing'] }, doc, null],
    [{ $multiply: ['$price', '$fee', 3] }, doc, 60],
    [{ $multiply: [] }, doc, 1],
    [{ $multiply: ['$price', '$none', '$text'] }, doc, null],
  ]);
  refuses([
    [{ $add: ['$price', '$text'] }, doc, '$add only supports numeric or date types, not string'],
    [{ $add: ['$text', '$none'] }, doc, '$add only supports numeric or date types, not string'],
    [{ $add: ['$date', '$date'] }, doc, 'only one date allowed in an $add expression'],
    [{ $add: ['$date', Infinity] }, doc, 'date overflow in $add'],
    [{ $subtract: ['$price', '$text'] }, doc, "can't $subtract string from int"],
    [{ $subtract: ['$date', '$text'] }, doc, "can't $subtract string from Date"],
    [{ $subtract: ['$price', '$date'] }, doc, "can't $subtract date from int"],
    [{ $multiply: ['$price', '$date'] }, doc, '$multiply only supports numeric types, not date'],
  ]);
  refusesToCompile([[{ $subtract: [1, 2, 3] }, 'Expression $subtract takes exactly 2 arguments. 3 were passed in.']]);
});

describe('$divide, $mod', () => {
  gives([
    [{ $divide: [80, 8] }, doc, 10],
    [{ $divide: [7, 2] }, doc, 3.5],
    [{ $divide: ['$none', 0] }, doc, null],
    [{ $mod: [80, 7] }, doc, 3],
    [{ $mod: [-5, 3] }, doc, -2],
    [{ $mod: [5, -3] }, doc, 2],
    [{ $mod: [5.5, 2] }, doc, 1.5],
    [{ $mod: [1, '$missing'] }, doc, null],
  ]);
  refuses([
    [{ $divide: [1, 0] }, doc, "can't $divide by zero"],
    [{ $mod: [1, 0] }, doc, "can't $mod by zero"],
    [{ $divide: ['$text', 2] }, doc, '$divide only supports numeric types, not string and int'],
    [{ $mod: [1.5, '$text'] }, doc, '$mod only supports numeric types, not double and string'],
  ]);
});

describe('one number', () => {
  gives([
    [{ $abs: -1 }, doc, 1],
    [{ $abs: '$none' }, doc, null],
    [{ $abs: ['$missing'] }, doc, null],
    [{ $abs: NaN }, doc, NaN],
    [{ $ceil: 7.8 }, doc, 8],
    [{ $ceil: -2.8 }, doc, -2],
    [{ $floor: 7.8 }, doc, 7],
    [{ $floor: -2.8 }, doc, -3],
    [{ $exp: 0 }, doc, 1],
    [{ $exp: 1 }, doc, Math.E],
    [{ $ln: 1 }, doc, 0],
    [{ $ln: NaN }, doc, NaN],
    [{ $log10: 1000 }, doc, 3],
    [{ $sqrt: 25 }, doc, 5],
    [{ $sqrt: 0 }, doc, 0],
    [{ $sqrt: null }, doc, null],
  ]);
  refuses([
    [{ $abs: '$text' }, doc, '$abs only supports numeric types, not string'],
    [{ $ceil: ['$date'] }, doc, '$ceil only supports numeric types, not date'],
    [{ $ln: 0 }, doc, "$ln's argument must be a positive number, but is 0"],
    [{ $log10: -1 }, doc, "$log10's argument must be a positive number, but is -1"],
    [{ $sqrt: -1 }, doc, "$sqrt's argument must be greater than or equal to 0"],
  ]);
  refusesToCompile([[{ $abs: [1, 2] }, 'Expression $abs takes exactly 1 arguments. 2 were passed in.']]);
});

describe('$log, $pow', () => {
  gives([
    [{ $log: [100, 10] }, doc, 2],
    [{ $log: ['$none', 10] }, doc, null],
    [{ $log: [8, NaN] }, doc, NaN],
    [{ $pow: [5, 0] }, doc, 1],
    [{ $pow: [5, -2] }, doc, 0.04],
    [{ $pow: [-5, 0.5] }, doc, NaN],
    [{ $pow: [2, 10] }, doc, 1024],
    [{ $pow: [1, NaN] }, doc, 1],
    [{ $pow: ['$missing', 2] }, doc, null],
  ]);
  refuses([
    [{ $log: ['$text', 10] }, doc, "$log's argument must be numeric, not string"],
    [{ $log: [10, '$text'] }, doc, "$log's base must be numeric, not string"],
    [{ $log: [0, 10] }, doc, "$log's argument must be a positive number, but is 0"],
    [{ $log: [10, 1] }, doc, "$log's base must be a positive number not equal to 1, but is 1"],
    [{ $pow: [0, -1] }, doc, '$pow cannot take a base of 0 and a negative exponent'],
    [{ $pow: ['$text', 1] }, doc, "$pow's base must be numeric, not string"],
    [{ $pow: [1, '$text'] }, doc, "$pow's exponent must be numeric, not string"],
  ]);
});

describe('$round, $trunc', () => {
  gives([
    [{ $round: 10.5 }, doc, 10],
    [{ $round: 11.5 }, doc, 12],
    [{ $round: 0.9 }, doc, 1],
    [{ $round: -1.2 }, doc, -1],
    [{ $round: [19.25, 1] }, doc, 19.2],
    [{ $round: [28.73, 1] }, doc, 28.7],
    [{ $round: [1.298, 1] }, doc, 1.3],
    // 2.675 is stored as 2.67499999999999982236431605997495353221893310546875.
    [{ $round: [2.675, 2] }, doc, 2.67],
    [{ $round: [23.298, -1] }, doc, 20],
    [{ $round: [25, -1] }, doc, 20],
    [{ $round: [35, -1] }, doc, 40],
    [{ $round: [2147483647, -1] }, doc, 2147483650],
    [{ $round: [1.298, 100] }, doc, 1.298],
    [{ $round: [Infinity, 0] }, doc, Infinity],
    [{ $round: [NaN, 2] }, doc, NaN],
    [{ $round: ['$none', 2] }, doc, null],
    [{ $round: [1.5, '$missing'] }, doc, null],
    [{ $trunc: 7.8 }, doc, 7],
    [{ $trunc: [19.25, 1] }, doc, 19.2],
    [{ $trunc: [-45.39, 1] }, doc, -45.3],
    [{ $trunc: [1.298, 1] }, doc, 1.2],
    [{ $trunc: [23.298, -1] }, doc, 20],
    [{ $trunc: [-28, -1] }, doc, -20],
  ]);
  refuses([
    [{ $round: '$text' }, doc, '$round only supports numeric types, not string'],
    [{ $round: [1, 101] }, doc, 'cannot apply $round with precision value 101 value must be in [-20, 100]'],
    [{ $trunc: [1, -21] }, doc, 'cannot apply $trunc with precision value -21 value must be in [-20, 100]'],
    [{ $trunc: [1, 10.5] }, doc, 'precision argument to  $trunc must be a integral value'],
  ]);
  refusesToCompile([
    [{ $round: [1, 2, 3] }, 'Expression $round takes at least 1 arguments, and at most 2, but 3 were passed in.'],
  ]);
});
