import fc from 'fast-check';
import { aPriceList, aTariff } from '../testing/aPriceList';
import { parameters } from '../testing/parameters';
import { sum } from './fen';
import { nurseIncomeFen } from './income';
import { partOf } from './price';
import { quote } from './quote';

const { price } = parameters;
const at = (text: string) => Date.parse(`${text}:00+08:00`);
const TEN = at('2026-11-23T10:00');
const TEN_AT_NIGHT = at('2026-11-23T22:00');
const NATIONAL_DAY = at('2026-10-01T10:00');
const visit = (routeMeters: number, startAt: number) => ({ routeMeters, startAt, chosen: null });
const STARRED = { _id: 'nurse-1', displayName: '王护士', stars: 4.9, reviewCount: 40 };
const linesOf = ({ items }: { items: readonly { label: string; amountFen: number }[] }) =>
  items.map(({ label, amountFen }) => `${label} ${amountFen}`);

test('a price in parts, as the patient reads it, with the list it was made from', () => {
  const quoted = quote(aTariff(), visit(3240, TEN), price);
  expect(linesOf(quoted)).toEqual(['服务费 16800', '交通费（3.2 公里） 1200', '耗材费 2400']);
  expect(quoted).toMatchObject({ totalFen: 20_400, depositFen: 4080 });
  expect(quoted.basis).toEqual({
    listId: '杭州市:platform:v1',
    city: '杭州市',
    institutionId: null,
    version: 1,
    filingNumber: '备案0001',
    itemKind: 'medical',
    starNurseId: null,
  });
});

test('every step of the computation in plain words', () => {
  const { items } = quote(aTariff(), visit(12_400, TEN_AT_NIGHT), price);
  expect(items.map(({ kind, steps }) => [kind, steps])).toEqual([
    ['service', ['按杭州市公示的价目表（备案号 备案0001，第 1 版），每次 ¥168.00', '人多人少、忙时闲时都是这个价']],
    [
      'transport',
      [
        '路程 12.4 公里（按行车路线，不是直线）',
        '3 公里以内 ¥10.00',
        // 3 to 10 km: 7 × 2.00; 2.4 km beyond: 3 begun × 3.00
        '超出 3 公里的部分按 7 公里算（不足 1 公里算 1 公里）：7 × ¥2.00 = ¥14.00',
        '超出 10 公里的部分按 3 公里算（不足 1 公里算 1 公里）：3 × ¥3.00 = ¥9.00',
      ],
    ],
    ['consumables', ['按同一份价目表，这项服务的耗材 ¥24.00']],
    ['night', ['22:00 到次日 06:00 上门加收 ¥30.00']],
  ]);
});

test('at night the supplement stands on its own line; without consumables there is none', () => {
  const night = quote(aTariff({ consumablesFen: 0 }), visit(800, TEN_AT_NIGHT), price);
  expect(linesOf(night)).toEqual(['服务费 16800', '交通费（0.8 公里） 1000', '夜间服务费 3000']);
  expect(night.totalFen).toBe(20_800);
});

test('a published holiday costs 30 % of the service fee more, and says why; the day after does not', () => {
  const holiday = quote(aTariff(), visit(800, NATIONAL_DAY), price);
  // 168.00 × 30 % = 50.40
  expect(holiday.items.at(-1)).toEqual({
    kind: 'holiday',
    label: '节假日服务费',
    amountFen: 5040,
    steps: ['10月1日是国家公布的放假日，加收服务费的 30%', '¥168.00 × 30% = ¥50.40'],
  });
  expect(partOf(quote(aTariff(), visit(800, at('2026-10-08T10:00')), price), 'holiday')).toBe(0);
  // A Sunday is no holiday, and of 2027 nothing is published yet: nothing is guessed.
  expect(partOf(quote(aTariff(), visit(800, at('2026-11-22T10:00')), price), 'holiday')).toBe(0);
  expect(partOf(quote(aTariff(), visit(800, at('2027-10-01T10:00')), price), 'holiday')).toBe(0);
});

test('stars: never on the bill of a medical item; of life care only for the nurse the family chose (P-053)', () => {
  const starOf = (line: Parameters<typeof aTariff>[0], chosen: typeof STARRED | null) =>
    partOf(quote(aTariff(line), { ...visit(800, TEN), chosen }, price), 'star');
  const care = { itemKind: 'lifeCare', serviceFen: 12_000 } as const;
  expect(starOf({}, STARRED)).toBe(0);
  // 120.00 × 10 %
  expect(starOf(care, STARRED)).toBe(1200);
  expect(starOf(care, null)).toBe(0);
  expect(starOf(care, { ...STARRED, stars: 4.7 })).toBe(0);
  expect(starOf(care, { ...STARRED, reviewCount: 9 })).toBe(0);
  expect(quote(aTariff(care), { ...visit(800, TEN), chosen: STARRED }, price)).toMatchObject({
    basis: { starNurseId: 'nurse-1' },
    items: [
      {},
      {},
      {},
      { label: '星级服务费（您选的王护士 4.9 星）', steps: [expect.stringContaining('= ¥12.00'), {}, {}] },
    ],
  });
});

test('an institution with prices of its own says so', () => {
  const own = { ...aTariff(), list: aPriceList({ institutionId: 'hospital-1', version: 3 }) };
  expect(quote(own, visit(800, TEN), price).items[0]?.steps?.[0]).toBe(
    '按护士所在机构在杭州市公示的价目表（备案号 备案0001，第 3 版），每次 ¥168.00',
  );
});

test('a free service still shows its line', () => {
  expect(quote(aTariff({ serviceFen: 0 }), visit(800, TEN), price).items[0]).toMatchObject({
    label: '服务费',
    amountFen: 0,
  });
});

test('a price that is no whole amount is refused', () => {
  expect(() => quote(aTariff({ serviceFen: 99.5 }), visit(800, TEN), price)).toThrow(
    expect.objectContaining({ code: 'BAD_INPUT' }),
  );
});

test('the parts always sum to the total, the nurse never earns more than that, and demand does not count', () => {
  const fen = fc.integer({ min: 0, max: 100_000 });
  const wanted = fc.record({
    line: fc.record({ serviceFen: fen, consumablesFen: fen, itemKind: fc.constantFrom('medical', 'lifeCare') }),
    routeMeters: fc.integer({ min: 0, max: 60_000 }),
    halfHour: fc.integer({ min: 0, max: 365 * 48 }),
    stars: fc.integer({ min: 10, max: 50 }),
  });
  fc.assert(
    fc.property(wanted, ({ line, routeMeters, halfHour, stars }) => {
      const startAt = at('2026-01-01T00:00') + halfHour * 1_800_000;
      const chosen = { ...STARRED, stars: stars / 10 };
      const quoted = quote(aTariff(line as never), { routeMeters, startAt, chosen }, price);
      expect(sum(...quoted.items.map(({ amountFen }) => amountFen))).toBe(quoted.totalFen);
      expect(nurseIncomeFen(quoted, price)).toBeLessThanOrEqual(quoted.totalFen);
      expect(quoted.items.every(({ steps = [] }) => steps.length > 0)).toBe(true);
      if (line.itemKind === 'medical') expect(partOf(quoted, 'star')).toBe(0);
      expect(partOf(quoted, 'star')).toBeLessThanOrEqual(line.serviceFen / 5);
    }),
  );
});

test('a nurse earns 70 % of the service fee, and the way, and what is paid for the hour and for her stars', () => {
  const quoted = quote(aTariff(), visit(3240, at('2026-10-01T23:00')), price);
  expect(partOf(quoted, 'night')).toBe(3000);
  expect(nurseIncomeFen(quoted, price)).toBe(11_760 + 1200 + 3000 + 5040);
  const starred = quote(
    aTariff({ itemKind: 'lifeCare', serviceFen: 12_000 }),
    { ...visit(800, TEN), chosen: STARRED },
    price,
  );
  expect(nurseIncomeFen(starred, price)).toBe(8400 + 1000 + 1200);
});
