import { gives, refusesToCompile, refuses } from '../testing/tables';

const doc = { n: 5, none: null, date: new Date('2018-03-27T16:58:51.538Z'), o: { a: 1 }, list: [1] };
const noError = 'in $convert with no onError value';

describe('$type, $isNumber', () => {
  gives([
    [{ $type: '$n' }, doc, 'int'],
    [{ $type: 2.5 }, doc, 'double'],
    [{ $type: 3000000000 }, doc, 'long'],
    [{ $type: 1e300 }, doc, 'double'],
    [{ $type: '$none' }, doc, 'null'],
    [{ $type: '$missing' }, doc, 'missing'],
    [{ $type: '$date' }, doc, 'date'],
    [{ $type: '$o' }, doc, 'object'],
    [{ $type: '$list' }, doc, 'array'],
    [{ $type: [[1, 2]] }, doc, 'array'],
    [{ $type: 'x' }, doc, 'string'],
    [{ $type: [false] }, doc, 'bool'],
    [{ $type: /x/ }, doc, 'regex'],
    [{ $isNumber: '$n' }, doc, true],
    [{ $isNumber: ['5'] }, doc, false],
    [{ $isNumber: '$missing' }, doc, false],
  ]);
});

describe('shortcuts', () => {
  gives([
    [{ $toBool: 1.99 }, doc, true],
    [{ $toBool: 0 }, doc, false],
    [{ $toBool: 'false' }, doc, true],
    [{ $toBool: '' }, doc, true],
    [{ $toBool: '$date' }, doc, true],
    [{ $toBool: '$none' }, doc, null],
    [{ $toInt: '-2' }, doc, -2],
    [{ $toInt: 2.9 }, doc, 2],
    [{ $toInt: -2.9 }, doc, -2],
    [{ $toInt: [true] }, doc, 1],
    [{ $toInt: '$missing' }, doc, null],
    [{ $toLong: '$date' }, doc, 1522169931538],
    [{ $toLong: '9007199254740991' }, doc, 9007199254740991],
    [{ $toLong: '-9223372036854775808' }, doc, -(2 ** 63)],
    [{ $toString: 1e17 }, doc, '100000000000000000'],
    [{ $toDouble: '2.5e3' }, doc, 2500],
    [{ $toDouble: '-Infinity' }, doc, -Infinity],
    [{ $toDouble: false }, doc, 0],
    [{ $toString: 2.5 }, doc, '2.5'],
    [{ $toString: '$n' }, doc, '5'],
    [{ $toString: 1e21 }, doc, '1e+21'],
    [{ $toString: 1.5e-7 }, doc, '1.5e-07'],
    [{ $toString: 0.00001234 }, doc, '1.234e-05'],
    [{ $toString: { $add: [0.1, 0.2] } }, doc, '0.3'],
    [{ $toString: Infinity }, doc, 'Infinity'],
    [{ $toString: NaN }, doc, 'NaN'],
    [{ $toString: true }, doc, 'true'],
    [{ $toString: '$date' }, doc, '2018-03-27T16:58:51.538Z'],
    [{ $toDate: 120000000000.5 }, doc, new Date(120000000000)],
    [{ $toDate: -1253372036000 }, doc, new Date(-1253372036000)],
    [{ $toDate: '2018-03-20' }, doc, new Date('2018-03-20T00:00:00Z')],
    [{ $toDate: '2018-03-20 11:00:06 +0500' }, doc, new Date('2018-03-20T06:00:06Z')],
    [{ $toDate: '$date' }, doc, doc.date],
    [{ $toObjectId: '5AB9CBFA31C2AB715D42129E' }, doc, '5ab9cbfa31c2ab715d42129e'],
  ]);
  refuses([
    [{ $toInt: '1.5' }, doc, `Failed to parse number '1.5' ${noError}: Did not consume whole string.`],
    [{ $toInt: 'abc' }, doc, `Failed to parse number 'abc' ${noError}: Did not consume any digits`],
    [{ $toInt: '' }, doc, `Failed to parse number '' ${noError}: Empty string`],
    [{ $toDouble: '0x6400' }, doc, `Illegal hexadecimal input ${noError}: 0x6400`],
    [{ $toInt: 3000000000 }, doc, `Conversion would overflow target type ${noError}: 3000000000`],
    [{ $toInt: '2147483648' }, doc, `Failed to parse number '2147483648' ${noError}: Overflow`],
    [{ $toLong: '9223372036854775808' }, doc, `Failed to parse number '9223372036854775808' ${noError}: Overflow`],
    [{ $toLong: '9007199254740993' }, doc, 'this database cannot hold the integer 9007199254740993 exactly'],
    [{ $toInt: NaN }, doc, `Attempt to convert NaN value to integer type ${noError}`],
    [{ $toLong: Infinity }, doc, `Attempt to convert infinity value to integer type ${noError}`],
    [{ $toInt: '$date' }, doc, `Unsupported conversion from date to int ${noError}`],
    [{ $toDate: '$n' }, doc, `Unsupported conversion from int to date ${noError}`],
    [{ $toDate: true }, doc, `Unsupported conversion from bool to date ${noError}`],
    [{ $toDate: 'Friday' }, doc, "Error parsing date string 'Friday'; 0: Unexpected character 'F'"],
    [{ $toString: '$o' }, doc, `Unsupported conversion from object to string ${noError}`],
    [
      { $toObjectId: 'abc' },
      doc,
      `Failed to parse objectId 'abc' ${noError}: Invalid string length for parsing to OID, expected 24 but found 3`,
    ],
    [
      { $toObjectId: '5ab9cbfa31c2ab715d42129x' },
      doc,
      `Failed to parse objectId '5ab9cbfa31c2ab715d42129x' ${noError}: Invalid character found in hex string: 'x'`,
    ],
    [{ $toDecimal: '$n' }, doc, 'conversion to decimal is not offered: this database holds no decimal values'],
  ]);
  refusesToCompile([[{ $toInt: [1, 2] }, '$toInt requires a single argument, got 2']]);
});

describe('$convert', () => {
  gives([
    [{ $convert: { input: '5', to: 'int' } }, doc, 5],
    [{ $convert: { input: 1, to: 8 } }, doc, true],
    [{ $convert: { input: '$none', to: 'int' } }, doc, null],
    [{ $convert: { input: '$missing', to: 'int', onNull: 'none' } }, doc, 'none'],
    [{ $convert: { input: 'x', to: 'int', onError: { $concat: ['not ', 'int'] } } }, doc, 'not int'],
    [{ $convert: { input: '$o', to: 'string', onError: '$n' } }, doc, 5],
    [{ $convert: { input: 1, to: 'missing', onError: 'err' } }, doc, 'err'],
    [{ $convert: { input: 'x', to: '$none' } }, doc, null],
    [{ $convert: { input: 'Friday', to: 'date', onError: '$$REMOVE' } }, doc, undefined],
  ]);
  refuses([
    [{ $convert: { input: '$list', to: 'int' } }, doc, `Unsupported conversion from array to int ${noError}`],
    [{ $convert: { input: 1, to: 'nonsense', onError: 0 } }, doc, 'Unknown type name: nonsense'],
    [{ $convert: { input: 1, to: 1.5 } }, doc, "In $convert, numeric 'to' argument is not an integer"],
    [
      { $convert: { input: 1, to: 100 } },
      doc,
      "In $convert, numeric value for 'to' does not correspond to a BSON type: 100",
    ],
    [{ $convert: { input: 1, to: true } }, doc, "$convert's 'to' argument must be a string or number, but is bool"],
    // What this database cannot hold is not a failed conversion: onError does not hide it.
    [
      { $convert: { input: 1, to: 'decimal', onError: 0 } },
      doc,
      'conversion to decimal is not offered: this database holds no decimal values',
    ],
  ]);
  refusesToCompile([
    [{ $convert: 5 }, '$convert expects an object of named arguments but found: int'],
    [{ $convert: { input: 1 } }, "Missing 'to' parameter to $convert"],
    [{ $convert: { input: 1, to: 'int', error: 1 } }, '$convert found an unknown argument: error'],
  ]);
});
