/** Aggregation: stages and expressions the SDK offers, each with rows small enough to work out by hand. */
import type { Database } from './target';
import { filled, onEachTarget } from './target';

const VISITS = [
  { _id: 1, nurse: 'li', fen: 100, tags: ['a', 'b'], at: new Date('2026-11-22T16:30:00Z'), name: '静脉采血 A' },
  { _id: 2, nurse: 'li', fen: 300, tags: [], at: new Date('2026-11-23T01:00:00Z'), name: 'wound care' },
  { _id: 3, nurse: 'wu', fen: 200, tags: ['b'], at: new Date('2027-01-01T00:00:00Z') },
];
const NURSES = [
  { _id: 'li', level: 3, reportsTo: 'wu' },
  { _id: 'wu', level: 5, reportsTo: null },
];

/** The stages of one aggregation, as the SDK names them. */
type Stages = (
  pipeline: ReturnType<ReturnType<Database['collection']>['aggregate']>,
  $: Database['command']['aggregate'],
  nurses: string,
) => { end(): Promise<unknown> };
type Case = readonly [name: string, stages: Stages, rows: readonly object[]];

const CASES: readonly Case[] = [
  [
    'group with sum, avg, min, max, push, first, last, addToSet',
    (p, $) =>
      p
        .sort({ _id: 1 })
        .group({
          ...{ _id: '$nurse', sum: $.sum('$fen'), avg: $.avg('$fen'), min: $.min('$fen'), max: $.max('$fen') },
          ...{ all: $.push('$_id'), first: $.first('$_id'), last: $.last('$_id'), n: $.sum(1) },
        })
        .sort({ _id: 1 }),
    [
      { _id: 'li', sum: 400, avg: 200, min: 100, max: 300, all: [1, 2], first: 1, last: 2, n: 2 },
      { _id: 'wu', sum: 200, avg: 200, min: 200, max: 200, all: [3], first: 3, last: 3, n: 1 },
    ],
  ],
  ['match, count', (p) => p.match({ fen: { $gte: 200 } }).count('n'), [{ n: 2 }]],
  [
    'unwind',
    (p) => p.unwind('$tags').project({ tags: 1 }).sort({ _id: 1, tags: 1 }),
    [
      { _id: 1, tags: 'a' },
      { _id: 1, tags: 'b' },
      { _id: 3, tags: 'b' },
    ],
  ],
  [
    'unwind that keeps empties and counts',
    (p) =>
      p
        .match({ _id: { $in: [2, 3] } })
        .unwind({ path: '$tags', includeArrayIndex: 'i', preserveNullAndEmptyArrays: true })
        .project({ tags: 1, i: 1 })
        .sort({ _id: 1 }),
    [
      { _id: 2, i: null },
      { _id: 3, tags: 'b', i: 0 },
    ],
  ],
  [
    'sortByCount',
    (p) => p.sortByCount('$nurse'),
    [
      { _id: 'li', count: 2 },
      { _id: 'wu', count: 1 },
    ],
  ],
  [
    'bucket',
    (p, $) => p.bucket({ groupBy: '$fen', boundaries: [0, 200, 400], output: { n: $.sum(1) } }),
    [
      { _id: 0, n: 1 },
      { _id: 200, n: 2 },
    ],
  ],
  [
    'bucketAuto',
    (p) => p.bucketAuto({ groupBy: '$fen', buckets: 2 }),
    [
      { _id: { min: 100, max: 300 }, count: 2 },
      { _id: { min: 300, max: 300 }, count: 1 },
    ],
  ],
  ['replaceRoot', (p) => p.match({ _id: 1 }).replaceRoot({ newRoot: { who: '$nurse' } }), [{ who: 'li' }]],
  [
    'addFields',
    (p, $) =>
      p
        .match({ _id: 1 })
        .addFields({ yuan: $.divide(['$fen', 100]) })
        .project({ yuan: 1 }),
    [{ _id: 1, yuan: 1 }],
  ],
  [
    'lookup by equal fields',
    (p, _$, nurses) =>
      p
        .match({ _id: 1 })
        .lookup({ from: nurses, localField: 'nurse', foreignField: '_id', as: 'who' })
        .project({ _id: 0, who: 1 }),
    [{ who: [NURSES[0] as object] }],
  ],
  [
    'lookup by a pipeline',
    (p, _$, nurses) =>
      p
        .match({ _id: 3 })
        .lookup({
          from: nurses,
          let: { nurse: '$nurse' },
          pipeline: [{ $match: { $expr: { $ne: ['$_id', '$$nurse'] } } }, { $project: { level: 1 } }],
          as: 'others',
        })
        .project({ _id: 0, others: 1 }),
    [{ others: [{ _id: 'li', level: 3 }] }],
  ],
  [
    'dates in Beijing',
    (p, $) =>
      p
        .match({ _id: 1 })
        .project({ _id: 0, day: $.dateToString({ date: '$at', format: '%Y-%m-%d %H:%M', timezone: 'Asia/Shanghai' }) }),
    [{ day: '2026-11-23 00:30' }],
  ],
  [
    'weeks',
    (p, $) =>
      p.match({ _id: 3 }).project({
        _id: 0,
        week: $.week('$at'),
        iso: $.isoWeek('$at'),
        isoYear: $.isoWeekYear('$at'),
        day: $.dayOfWeek('$at'),
      }),
    [{ week: 0, iso: 53, isoYear: 2026, day: 6 }],
  ],
  [
    'text by code point',
    (p, $) =>
      p.match({ _id: 1 }).project({
        _id: 0,
        at: $.indexOfCP(['$name', '采']),
        part: $.substrCP(['$name', 2, 2]),
        cp: $.strLenCP('$name'),
        bytes: $.strLenBytes('$name'),
      }),
    [{ at: 2, part: '采血', cp: 6, bytes: 14 }],
  ],
  [
    'text',
    (p, $) =>
      p.match({ _id: 2 }).project({
        _id: 0,
        up: $.toUpper('$name'),
        words: $.split(['$name', ' ']),
        joined: $.concat(['$nurse', '-', '$name']),
      }),
    [{ up: 'WOUND CARE', words: ['wound', 'care'], joined: 'li-wound care' }],
  ],
  [
    'conditions',
    (p, $) =>
      p.sort({ _id: 1 }).project({
        _id: 0,
        c: $.cond({ if: $.gt(['$fen', 150]), then: 'dear', else: 'cheap' }),
        name: $.ifNull(['$name', '无']),
        s: $.switch({ branches: [{ case: $.eq(['$_id', 1]), then: 'one' }], default: 'more' }),
      }),
    [
      { c: 'cheap', name: '静脉采血 A', s: 'one' },
      { c: 'dear', name: 'wound care', s: 'more' },
      { c: 'dear', name: '无', s: 'more' },
    ],
  ],
  [
    'lists',
    (p, $) =>
      p.match({ _id: 1 }).project({
        _id: 0,
        n: $.size('$tags'),
        last: $.arrayElemAt(['$tags', -1]),
        back: $.reverseArray('$tags'),
        kept: $.filter({ input: '$tags', as: 't', cond: $.eq(['$$t', 'b']) }),
        made: $.map({ input: '$tags', as: 't', in: $.concat(['$$t', '!']) }),
        folded: $.reduce({ input: '$tags', initialValue: '', in: $.concat(['$$value', '$$this']) }),
      }),
    [{ n: 2, last: 'b', back: ['b', 'a'], kept: ['b'], made: ['a!', 'b!'], folded: 'ab' }],
  ],
  [
    'arithmetic',
    (p, $) =>
      p.match({ _id: 2 }).project({
        _id: 0,
        add: $.add(['$fen', 1]),
        sub: $.subtract(['$fen', 1]),
        mul: $.multiply(['$fen', 2]),
        mod: $.mod(['$fen', 7]),
        pow: $.pow([2, 10]),
        trunc: $.trunc(-1.5),
        abs: $.abs(-3),
      }),
    [{ add: 301, sub: 299, mul: 600, mod: 6, pow: 1024, trunc: -1, abs: 3 }],
  ],
  [
    'sets',
    (p, $) =>
      p.match({ _id: 1 }).project({
        _id: 0,
        sub: $.setIsSubset([['a'], '$tags']),
        diff: $.setDifference(['$tags', ['a']]),
        any: $.anyElementTrue([[0, 1]]),
      }),
    [{ sub: true, diff: ['b'], any: true }],
  ],
  [
    'objects',
    (p, $) =>
      p
        .match({ _id: 1 })
        .project({ _id: 0, m: $.mergeObjects([{ a: 1 }, { b: '$fen' }]), pairs: $.objectToArray({ a: 1 }) }),
    [{ m: { a: 1, b: 100 }, pairs: [{ k: 'a', v: 1 }] }],
  ],
];

onEachTarget((target) => {
  let visits: string;
  let nurses: string;
  beforeAll(async () => {
    visits = await filled(target(), VISITS);
    nurses = await filled(target(), NURSES);
  });

  test.each(CASES)('%s', async (_name, stages, rows) => {
    const { db } = target();
    const { data } = (await stages(db.collection(visits).aggregate(), db.command.aggregate, nurses).end()) as {
      data: object[];
    };
    expect(data).toEqual(rows);
  });
});
