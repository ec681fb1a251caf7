import fc from 'fast-check';
import { aNurse } from '../testing/aNurse';
import { parameters } from '../testing/parameters';
import { bandOf, type Candidate, rank } from './rank';

const candidate = (id: string, meters: number, stars: number, pastVisits = 0, reviewCount = 40): Candidate => ({
  nurse: aNurse({ _id: id, stars, reviewCount }),
  distanceMeters: meters,
  travelMinutes: 8,
  pastVisits,
});
const order = (...candidates: Candidate[]) => rank(candidates, parameters).map(({ nurse }) => nurse._id);

test('distance first: another 500 metres are worth more than stars', () => {
  expect(order(candidate('far', 1600, 5.0), candidate('near', 1400, 3.9))).toEqual(['near', 'far']);
});

test('a dialect that was wished for and is spoken stands in the reason', () => {
  const reasonOf = (speaks: string | null) => rank([{ ...candidate('n', 300, 4.8), speaks }], parameters)[0]?.reason;
  expect(reasonOf(null)).toBe('距离 300 米 · 约 8 分钟 · 评分 4.8');
  expect(reasonOf('杭州话')).toBe('距离 300 米 · 约 8 分钟 · 评分 4.8 · 会说杭州话');
});

test('within 500 metres, stars', () => {
  expect(order(candidate('a', 1010, 4.5), candidate('b', 1490, 4.9))).toEqual(['b', 'a']);
});

test.each([
  [0, 0],
  [499.4, 0],
  [499.5, 1], // shown as 500 m
  [999.4, 1],
  [4999.6, 10],
])('%d m stand in band %i', (meters, band) => expect(bandOf(meters, { bandMeters: 500 })).toBe(band));

test('otherwise equal, the nurse who knows the patient', () => {
  expect(order(candidate('a', 1010, 4.8), candidate('b', 1490, 4.8, 3))).toEqual(['b', 'a']);
});

test('then metres, then the id', () => {
  expect(order(candidate('c', 1200, 4.8), candidate('b', 1100, 4.8), candidate('a', 1200, 4.8))).toEqual([
    'b',
    'a',
    'c',
  ]);
});

test('each recommendation says why', () => {
  const [known, fresh] = rank([candidate('known', 1234, 4.8, 3), candidate('fresh', 1600, 4.6, 0, 9)], parameters);
  expect(known?.reason).toBe('距离 1.2 公里 · 约 8 分钟 · 评分 4.8 · 服务过您 3 次');
  expect(fresh?.reason).toBe('距离 1.6 公里 · 约 8 分钟 · 评分 4.6（新）');
});

test.each([
  [4, '距离 0 米'],
  [344, '距离 340 米'],
  [994, '距离 990 米'],
  [995, '距离 1.0 公里'],
  [12_340, '距离 12.3 公里'],
])('%i m read "%s"', (meters, text) => {
  const [only] = rank([candidate('a', meters, 4.8)], parameters);
  expect(only?.reason.split(' · ')[0]).toBe(text);
});

test('the order is total and does not depend on how the candidates came in', () => {
  const one = fc.record({
    meters: fc.integer({ min: 0, max: 3000 }),
    stars: fc.constantFrom(4.4, 4.5, 4.6),
    pastVisits: fc.integer({ min: 0, max: 2 }),
  });
  const some = fc
    .array(one, { maxLength: 15 })
    .map((all) => all.map(({ meters, stars, pastVisits }, index) => candidate(`n${index}`, meters, stars, pastVisits)));
  const withShuffle = some.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
  );
  fc.assert(
    fc.property(withShuffle, ([candidates, shuffled]) => {
      expect(order(...shuffled)).toEqual(order(...candidates));
    }),
  );
});
