import fc from 'fast-check';
import { aService } from '../testing/aService';
import { parameters } from '../testing/parameters';
import { sum } from './fen';
import { nurseIncomeFen } from './income';
import { partOf, quote } from './quote';

const { price } = parameters;
const TEN = Date.parse('2026-11-23T10:00:00+08:00');
const TEN_AT_NIGHT = Date.parse('2026-11-23T22:00:00+08:00');

test('a price in parts, as the patient reads it', () => {
  expect(quote(aService(), 3240, TEN, price)).toEqual({
    items: [
      { kind: 'service', label: '服务费', amountFen: 16_800 },
      { kind: 'transport', label: '交通费（3.2 公里）', amountFen: 1200 },
      { kind: 'consumables', label: '耗材费', amountFen: 2400 },
    ],
    totalFen: 20_400,
    depositFen: 4080,
  });
});

test('at night the supplement stands on its own line; without consumables there is none', () => {
  const night = quote(aService({ consumablesFen: 0 }), 800, TEN_AT_NIGHT, price);
  expect(night.items.map(({ label, amountFen }) => `${label} ${amountFen}`)).toEqual([
    '服务费 16800',
    '交通费（0.8 公里） 1000',
    '夜间服务费 3000',
  ]);
  expect(night.totalFen).toBe(20_800);
});

test('a free service still shows its line', () => {
  expect(quote(aService({ serviceFen: 0 }), 800, TEN, price).items[0]).toMatchObject({ label: '服务费', amountFen: 0 });
});

test('a catalogue price that is no whole amount is refused', () => {
  expect(() => quote(aService({ serviceFen: 99.5 }), 800, TEN, price)).toThrow(
    expect.objectContaining({ code: 'BAD_INPUT' }),
  );
});

test('the parts always sum to the total, and the nurse never earns more than that', () => {
  const fen = fc.integer({ min: 0, max: 100_000 });
  fc.assert(
    fc.property(
      fen,
      fen,
      fc.integer({ min: 0, max: 60_000 }),
      fc.integer({ min: 0, max: 47 }),
      (s, c, meters, slot) => {
        const startAt = Date.parse('2026-11-23T00:00:00+08:00') + slot * 1_800_000;
        const quoted = quote({ serviceFen: s, consumablesFen: c }, meters, startAt, price);
        expect(sum(...quoted.items.map(({ amountFen }) => amountFen))).toBe(quoted.totalFen);
        expect(nurseIncomeFen(quoted, price)).toBeLessThanOrEqual(quoted.totalFen);
      },
    ),
  );
});

test('a nurse earns 70 % of the service fee, and the way', () => {
  const quoted = quote(aService(), 3240, TEN_AT_NIGHT, price);
  expect(partOf(quoted, 'night')).toBe(3000);
  expect(nurseIncomeFen(quoted, price)).toBe(11_760 + 1200 + 3000);
});
