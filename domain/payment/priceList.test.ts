import fc from 'fast-check';
import { DAY } from '../schedule/beijing';
import { aPriceLine, aPriceList } from '../testing/aPriceList';
import { parameters } from '../testing/parameters';
import { Refusal } from '../refusal';
import { findTariff, listAt, nextTariff, type PriceList, tariffOf } from './priceList';
import { publishPriceList, type WantedList } from './publishPriceList';

const { price } = parameters;
const at = (text: string) => Date.parse(`${text}:00+08:00`);
const NOW = at('2026-11-23T08:00');
const CITY = { city: '杭州市', institutionId: null };
const HOSPITAL = { city: '杭州市', institutionId: 'hospital-1' };
const wanted = (more: Partial<WantedList> = {}): WantedList => ({
  ...CITY,
  filingNumber: '备案0002',
  fromDay: '2026-12-01',
  untilDay: null,
  expectedVersion: 1,
  edits: [aPriceLine({ serviceFen: 17_800 })],
  reason: '年度调价',
  ...more,
});
const publish = (lists: readonly PriceList[], want: WantedList, now = NOW): readonly PriceList[] => {
  const { list, ended } = publishPriceList(lists, want, 'operator-1', now, price);
  return [...lists.filter(({ _id }) => _id !== ended?._id), ...(ended ? [ended] : []), list];
};
const refused = (code: string) => expect.objectContaining({ code });
const feeAt = (lists: readonly PriceList[], when: number, owner: typeof HOSPITAL | typeof CITY = CITY) =>
  findTariff(lists, owner, 'MED-05', when)?.line.serviceFen;

test('the new version holds from its midnight on; the one before it to the last instant of the day before', () => {
  const lists = publish([aPriceList()], wanted());
  expect(feeAt(lists, at('2026-11-30T23:59'))).toBe(16_800);
  expect(feeAt(lists, at('2026-12-01T00:00'))).toBe(17_800);
  expect(lists.map(({ _id, version, validUntil }) => [_id, version, validUntil])).toEqual([
    ['杭州市:platform:v1', 1, at('2026-12-01T00:00')],
    ['杭州市:platform:v2', 2, null],
  ]);
  // What was not edited stays as it was.
  expect(tariffOf(lists, CITY, 'LIF-01', at('2026-12-01T00:00')).line.serviceFen).toBe(12_000);
});

test('what changes is known before: by the operator, and by whoever looks at the catalogue', () => {
  const { changes } = publishPriceList([aPriceList()], wanted(), 'operator-1', NOW, price);
  expect(changes).toEqual([{ serviceCode: 'MED-05', before: aPriceLine(), after: aPriceLine({ serviceFen: 17_800 }) }]);
  const lists = publish([aPriceList()], wanted());
  expect(nextTariff(lists, CITY, 'MED-05', NOW)).toMatchObject({
    line: { serviceFen: 17_800 },
    list: { validFrom: at('2026-12-01T00:00') },
  });
  expect(nextTariff(lists, CITY, 'LIF-01', NOW)).toBeNull();
  expect(nextTariff(lists, CITY, 'MED-05', at('2026-12-01T00:00'))).toBeNull();
});

test('P-052: seven days ahead, to the midnight', () => {
  expect(() => publish([aPriceList()], wanted({ fromDay: '2026-11-29' }))).toThrow(refused('PRICE_LIST_TOO_SOON'));
  expect(publish([aPriceList()], wanted({ fromDay: '2026-11-30' }))).toHaveLength(2);
});

test('no overlap, no gap, nothing made from an old version, nothing that changes nothing', () => {
  const two = publish([aPriceList()], wanted({ fromDay: '2026-12-10' }));
  const third = { expectedVersion: 2, edits: [aPriceLine({ serviceFen: 1 })] };
  expect(() => publish(two, wanted({ ...third, fromDay: '2026-12-05' }))).toThrow(refused('PRICE_LIST_OVERLAP'));
  expect(() => publish(two, wanted({ fromDay: '2026-12-20' }))).toThrow(refused('PRICE_LIST_CHANGED'));
  expect(() => publish([aPriceList()], wanted({ untilDay: '2026-12-31' }))).toThrow(refused('PRICE_LIST_GAP'));
  const own = { ...HOSPITAL, expectedVersion: 0, untilDay: '2026-12-01' };
  expect(() => publish([aPriceList()], wanted(own))).toThrow(refused('PRICE_LIST_OVERLAP'));
  const same = wanted({ filingNumber: '备案0001', edits: [aPriceLine()] });
  expect(() => publish([aPriceList()], same)).toThrow(refused('PRICE_LIST_UNCHANGED'));
  expect(() => publish([aPriceList()], wanted({ edits: [aPriceLine({ serviceFen: 1.5 })] }))).toThrow(
    refused('BAD_INPUT'),
  );
  expect(() => publish([aPriceList()], wanted({ edits: [aPriceLine(), aPriceLine()] }))).toThrow(refused('BAD_INPUT'));
});

test('a version that does not hold yet is replaced from its own day on, and never comes to hold', () => {
  const two = publish([aPriceList()], wanted());
  const three = publish(two, wanted({ expectedVersion: 2, edits: [aPriceLine({ serviceFen: 17_000 })] }));
  expect([NOW, at('2026-12-01T00:00')].map((when) => listAt(three, CITY, when)?.version)).toEqual([1, 3]);
  expect(feeAt(three, at('2026-12-01T00:00'))).toBe(17_000);
});

test('an institution’s own prices come first while they hold; else the platform’s', () => {
  const own = wanted({
    ...HOSPITAL,
    expectedVersion: 0,
    untilDay: '2027-01-01',
    edits: [aPriceLine({ serviceFen: 15_000 })],
  });
  const lists = publish([aPriceList()], own);
  expect(['2026-11-30', '2026-12-01', '2027-01-01'].map((day) => feeAt(lists, at(`${day}T00:00`), HOSPITAL))).toEqual([
    16_800, 15_000, 16_800,
  ]);
  // Of a service it has not filed the platform's price holds, and other people's prices do not change.
  expect(tariffOf(lists, HOSPITAL, 'LIF-01', at('2026-12-01T00:00')).list.institutionId).toBeNull();
  expect(feeAt(lists, at('2026-12-01T00:00'))).toBe(16_800);
});

test('nothing is sold without a published price', () => {
  const unpriced = () => tariffOf([aPriceList()], { ...CITY, city: '宁波市' }, 'MED-05', NOW);
  expect(unpriced).toThrow(refused('PRICE_UNKNOWN'));
  expect(() => tariffOf([aPriceList()], CITY, 'MED-99', NOW)).toThrow(refused('PRICE_UNKNOWN'));
});

test('whatever is published in whatever order: at every instant exactly one list of the platform holds', () => {
  const step = fc.record({
    daysAhead: fc.integer({ min: 0, max: 40 }),
    afterDays: fc.integer({ min: 0, max: 20 }),
    fen: fc.integer({ min: 1, max: 50_000 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), fc.integer({ min: 0, max: 400 }), (steps, day) => {
      let now = NOW;
      let lists: readonly PriceList[] = [aPriceList()];
      for (const { daysAhead, afterDays, fen } of steps) {
        now += afterDays * DAY;
        const fromDay = new Date(now + daysAhead * DAY).toISOString().slice(0, 10);
        const want = wanted({ fromDay, expectedVersion: lists.length, edits: [aPriceLine({ serviceFen: fen })] });
        const before = feeAt(lists, now);
        try {
          lists = publish(lists, want, now);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
        // Nobody's price changes at the moment something is published.
        expect(feeAt(lists, now)).toBe(before);
      }
      const when = NOW + day * DAY + 1;
      const holding = lists.filter(
        ({ validFrom, validUntil }) => validFrom <= when && (validUntil === null || when < validUntil),
      );
      expect(holding).toHaveLength(1);
    }),
  );
});
