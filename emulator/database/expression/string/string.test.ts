import { gives, refusesToCompile, refuses } from '../testing/tables';

const doc = { cafe: 'cafétéria', sushi: '寿司sushi', none: null, n: 5, date: new Date(0), smile: 'a😀b' };

describe('$concat, $split, letters', () => {
  gives([
    [{ $concat: ['a', ' - ', '$sushi'] }, doc, 'a - 寿司sushi'],
    [{ $concat: [] }, doc, ''],
    [{ $concat: ['a', '$none', '$n'] }, doc, null],
    [{ $split: ['June-15-2013', '-'] }, doc, ['June', '15', '2013']],
    [{ $split: ['banana split', 'a'] }, doc, ['b', 'n', 'n', ' split']],
    [{ $split: ['Hello World', 'x'] }, doc, ['Hello World']],
    [{ $split: ['$missing', 'x'] }, doc, null],
    [{ $toLower: 'CAFÉ B' }, doc, 'cafÉ b'],
    [{ $toUpper: '$cafe' }, doc, 'CAFéTéRIA'],
    [{ $toUpper: '$none' }, doc, ''],
    [{ $toLower: '$n' }, doc, '5'],
    [{ $toLower: '$date' }, doc, '1970-01-01t00:00:00.000z'],
    [{ $strcasecmp: ['13q1', '13Q4'] }, doc, -1],
    [{ $strcasecmp: ['13Q4', '13q4'] }, doc, 0],
    [{ $strcasecmp: ['$missing', ''] }, doc, 0],
    [{ $strcasecmp: ['b', 'A'] }, doc, 1],
  ]);
  refuses([
    [{ $concat: ['a', '$n'] }, doc, '$concat only supports strings, not int'],
    [
      { $split: ['$n', 'x'] },
      doc,
      '$split requires an expression that evaluates to a string as a first argument, found: int',
    ],
    [
      { $split: ['x', '$n'] },
      doc,
      '$split requires an expression that evaluates to a string as a second argument, found: int',
    ],
    [{ $split: ['x', ''] }, doc, '$split requires a non-empty separator'],
    [{ $toLower: [[1]] }, doc, "can't convert from BSON type array to String"],
    [{ $toUpper: true }, doc, "can't convert from BSON type bool to String"],
  ]);
});

describe('lengths', () => {
  gives([
    [{ $strLenBytes: 'cafeteria' }, doc, 9],
    [{ $strLenBytes: '$cafe' }, doc, 11],
    [{ $strLenBytes: '' }, doc, 0],
    [{ $strLenCP: '$cafe' }, doc, 9],
    [{ $strLenCP: '寿司' }, doc, 2],
    [{ $strLenCP: '$smile' }, doc, 3],
    [{ $binarySize: '寿司' }, doc, 6],
    [{ $binarySize: '$none' }, doc, null],
  ]);
  refuses([
    [{ $strLenBytes: '$none' }, doc, '$strLenBytes requires a string argument, found: null'],
    [{ $strLenCP: '$missing' }, doc, '$strLenCP requires a string argument, found: missing'],
    [{ $binarySize: '$n' }, doc, '$binarySize requires a string or BinData argument, found: int'],
  ]);
});

describe('parts by byte and by code point', () => {
  gives([
    [{ $substrBytes: ['$cafe', 0, 5] }, doc, 'café'],
    [{ $substrBytes: ['$cafe', 3, 2] }, doc, 'é'],
    [{ $substr: ['abcde', 1, 2] }, doc, 'bc'],
    [{ $substr: ['abcde', 1, -1] }, doc, 'bcde'],
    [{ $substr: ['abcde', 9, 2] }, doc, ''],
    [{ $substr: ['$none', 0, 2] }, doc, ''],
    [{ $substr: ['$n', 0, 1] }, doc, '5'],
    [{ $substrCP: ['$sushi', 0, 3] }, doc, '寿司s'],
    [{ $substrCP: ['$smile', 1, 1] }, doc, '😀'],
    [{ $substrCP: ['abcde', 4, 9] }, doc, 'e'],
    [{ $substrCP: ['$missing', 0, 1] }, doc, ''],
  ]);
  refuses([
    [
      { $substrBytes: ['$cafe', 7, 3] },
      doc,
      '$substrBytes:  Invalid range, starting index is a UTF-8 continuation byte.',
    ],
    [
      { $substrBytes: ['$cafe', 0, 4] },
      doc,
      '$substrBytes:  Invalid range, ending index is in the middle of a UTF-8 character.',
    ],
    [{ $substrBytes: ['a', -1, 1] }, doc, '$substrBytes:  starting index must be non-negative (got: -1)'],
    [{ $substr: ['a', 'x', 1] }, doc, '$substrBytes:  starting index must be a numeric type (is BSON type string)'],
    [{ $substrCP: ['a', 0, -1] }, doc, '$substrCP: length must be a nonnegative integer.'],
    [{ $substrCP: ['a', -1, 1] }, doc, '$substrCP: the starting index must be nonnegative integer.'],
    [
      { $substrCP: ['a', 0.5, 1] },
      doc,
      '$substrCP: starting index cannot be represented as a 32-bit integral value: 0.5',
    ],
  ]);
});

describe('searching', () => {
  gives([
    [{ $indexOfBytes: ['cafeteria', 'e'] }, doc, 3],
    [{ $indexOfBytes: ['$cafe', 't'] }, doc, 5],
    [{ $indexOfBytes: ['foo.bar.fi', '.', 5] }, doc, 7],
    [{ $indexOfBytes: ['vanilla', 'll', 0, 2] }, doc, -1],
    [{ $indexOfBytes: ['vanilla', 'nilla', 3] }, doc, -1],
    [{ $indexOfBytes: ['vanilla', 'v', 12] }, doc, -1],
    [{ $indexOfBytes: ['', ''] }, doc, 0],
    [{ $indexOfBytes: ['$none', 'x'] }, doc, null],
    [{ $indexOfCP: ['$cafe', 't'] }, doc, 4],
    [{ $indexOfCP: ['$smile', 'b'] }, doc, 2],
    [{ $indexOfCP: ['$smile', 'b', 2] }, doc, 2],
    [{ $indexOfCP: ['cafétéria', 'é', 4] }, doc, 5],
    [{ $indexOfCP: ['vanilla', 'll', 0, 2] }, doc, -1],
    [{ $indexOfCP: ['abc', '', 3] }, doc, -1],
    [{ $indexOfCP: ['', ''] }, doc, 0],
    [{ $indexOfCP: ['$missing', 'x'] }, doc, null],
  ]);
  refuses([
    [{ $indexOfBytes: ['a', '$none'] }, doc, '$indexOfBytes requires a string as the second argument, found: null'],
    [{ $indexOfCP: ['$n', 'a'] }, doc, '$indexOfCP requires a string as the first argument, found: int'],
    [{ $indexOfCP: ['a', 'a', -1] }, doc, '$indexOfCP requires a nonnegative starting index, found: -1'],
  ]);
});

describe('trimming and replacing', () => {
  gives([
    [{ $trim: { input: ' \n good  bye \t ' } }, doc, 'good  bye'],
    [{ $trim: { input: ' ggggoodbyeeeee', chars: 'ge ' } }, doc, 'oodby'],
    [{ $ltrim: { input: '  xx ' } }, doc, 'xx '],
    [{ $rtrim: { input: '  xx\u00a0\0' } }, doc, '  xx'],
    // An ideographic space is none of MongoDB's blanks.
    [{ $trim: { input: '\u3000x' } }, doc, '\u3000x'],
    [{ $trim: { input: '😀x😀', chars: '😀' } }, doc, 'x'],
    [{ $trim: { input: '$none' } }, doc, null],
    [{ $trim: { input: 'x', chars: '$missing' } }, doc, null],
    [{ $replaceOne: { input: 'blue paint, blue', find: 'blue', replacement: '$$REMOVE' } }, doc, null],
    [{ $replaceOne: { input: 'blue paint, blue', find: 'blue', replacement: 'red' } }, doc, 'red paint, blue'],
    [{ $replaceAll: { input: 'blue paint, blue', find: 'blue', replacement: 'red' } }, doc, 'red paint, red'],
    [{ $replaceAll: { input: 'a.b', find: '.', replacement: { $literal: '$&' } } }, doc, 'a$&b'],
    [{ $replaceAll: { input: 'ab', find: '', replacement: '-' } }, doc, '-a-b-'],
    [{ $replaceOne: { input: '$none', find: 'x', replacement: 'y' } }, doc, null],
  ]);
  refuses([
    [{ $trim: { input: '$n' } }, doc, '$trim requires its input to be a string, got 5 (of type int) instead.'],
    [{ $ltrim: { input: 'x', chars: 1 } }, doc, "$ltrim requires 'chars' to be a string, got 1 (of type int) instead."],
    [
      { $replaceOne: { input: '$none', find: 1, replacement: 'x' } },
      doc,
      "$replaceOne requires that 'find' be a string, found: 1",
    ],
  ]);
  refusesToCompile([
    [{ $trim: ' x ' }, '$trim only supports an object as an argument, found string'],
    [{ $trim: {} }, "$trim requires an 'input' field"],
    [{ $rtrim: { input: 'x', char: 'x' } }, '$rtrim found an unknown argument: char'],
    [{ $replaceAll: 'x' }, '$replaceAll requires an object as an argument, found: string'],
    [{ $replaceAll: { input: 'x', find: 'y' } }, "$replaceAll requires 'replacement' to be specified"],
  ]);
});
