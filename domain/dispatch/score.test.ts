import fc from 'fast-check';
import { parameters } from '../testing/parameters';
import { byScore, scored, withNewcomers, type Scorable } from './score';

const p = parameters.score;
const nurse = (nurseId: string, more: Partial<Scorable> = {}): Scorable => ({
  ...{ nurseId, travelMinutes: 10, isEstimated: false, stars: 4.5, reviewCount: 50 },
  ...{ recentVisits: 0, speaksWished: false, weekMinutes: 1200, lastOfferAt: 0, ...more },
});
const scoreOf = (more: Partial<Scorable>, isSeries = false) => scored(nurse('n', more), isSeries, p).score;

/** Published worked examples: half of the 40 hours of a week make a fairness of 0.5, 32 of them one of 0.2. */
describe('published', () => {
  test('ten minutes and 4.5 stars against twenty-five, 4.9 stars and three visits before', () => {
    expect(scoreOf({})).toBeCloseTo(0.5854, 4);
    const knows = scoreOf({ travelMinutes: 25, stars: 4.9, recentVisits: 3 });
    // 0.45 × e^(−25/20) = 0.12893; 0.30 × 0.975 = 0.2925; 0.15; 0.05.
    expect(knows).toBeCloseTo(0.45 * 0.2865048 + 0.2925 + 0.15 + 0.05, 6);
    expect(knows).toBeGreaterThan(scoreOf({}));
  });

  test('five minutes and 3 stars against fifteen and 5', () => {
    expect(scoreOf({ travelMinutes: 5, stars: 3, weekMinutes: 1920 })).toBeCloseTo(0.5205, 4);
    expect(scoreOf({ travelMinutes: 15, stars: 5, weekMinutes: 1920 })).toBeCloseTo(0.5326, 4);
  });
});

test('a newcomer counts as three quarters, whatever her first few stars say', () => {
  expect(scored(nurse('n', { reviewCount: 9, stars: 1 }), false, p)).toMatchObject({ quality: 0.75, isNewcomer: true });
  expect(scored(nurse('n', { reviewCount: 10, stars: 5 }), false, p)).toMatchObject({ quality: 1, isNewcomer: false });
});

test('who has worked her week counts no less than nothing, and a fourth visit no more than three', () => {
  expect(scored(nurse('n', { weekMinutes: 3000, recentVisits: 7 }), false, p)).toMatchObject({
    ...{ fairness: 0, continuity: 1 },
  });
});

test('in a series knowing the patient counts double', () => {
  expect(scoreOf({ recentVisits: 3 }, true) - scoreOf({ recentVisits: 3 })).toBeCloseTo(0.15, 10);
});

test('who speaks as the family wishes is asked before an equal one, not before one who is much nearer', () => {
  expect(scoreOf({ speaksWished: true }) - scoreOf({})).toBeCloseTo(0.1, 10);
  // Five minutes against fifteen: 0.45 × (e^(−5/20) − e^(−15/20)) = 0.13789.
  expect(scoreOf({ travelMinutes: 5 })).toBeGreaterThan(scoreOf({ travelMinutes: 15, speaksWished: true }));
});

test('of equal ones who waited longer, then the smaller id', () => {
  const three = [nurse('b', { lastOfferAt: 5 }), nurse('c', { lastOfferAt: 1 }), nurse('a', { lastOfferAt: 5 })];
  const order = three.map((one) => scored(one, false, p)).sort(byScore);
  expect(order.map(({ nurseId }) => nurseId)).toEqual(['c', 'a', 'b']);
});

describe('newcomers', () => {
  const of = (count: number, newcomers: readonly number[]) =>
    Array.from({ length: count }, (_, index) =>
      scored(nurse(`n${index}`, { reviewCount: newcomers.includes(index) ? 0 : 50 }), false, p),
    );
  const ids = (list: readonly { nurseId: string }[]) => list.map(({ nurseId }) => nurseId);

  test('of ten in a row exactly one place is theirs, and the others keep their order', () => {
    const given = withNewcomers(of(10, [9]), 'some-order', 0, 10);
    expect(given).toHaveLength(10);
    expect(ids(given.filter(({ isNewcomer }) => !isNewcomer))).toEqual(ids(of(9, [])));
  });

  test('over many orders the first offer of all is a newcomer’s in one of ten', () => {
    const firsts = Array.from({ length: 5000 }, (_, index) => withNewcomers(of(5, [4]), `order-${index}`, 0, 10)[0]);
    const share = firsts.filter((one) => one?.isNewcomer).length / firsts.length;
    expect(share).toBeGreaterThan(0.085);
    expect(share).toBeLessThan(0.115);
  });

  test('the count goes on over waves: ten offers in waves of three have their one place too', () => {
    for (const orderId of ['a', 'b', 'c', 'd']) {
      const offers = [0, 3, 6, 9].flatMap((before) =>
        withNewcomers(of(6, [5]), orderId, before, 10).slice(0, before === 9 ? 1 : 3),
      );
      expect(offers.filter(({ isNewcomer }) => isNewcomer)).toHaveLength(1);
    }
  });

  test('whoever is there: nobody is lost, nobody is asked twice, no newcomers change nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 30 }), fc.string(), fc.nat(40), (newcomers, orderId, before) => {
        const all = of(
          newcomers.length,
          newcomers.flatMap((is, index) => (is ? [index] : [])),
        );
        const given = ids(withNewcomers(all, orderId, before, 10));
        expect([...given].sort()).toEqual([...ids(all)].sort());
        if (!newcomers.includes(true)) expect(given).toEqual(ids(all));
      }),
    );
  });

  test('switched off by operators', () => {
    const all = of(20, [19]);
    expect(withNewcomers(all, 'x', 0, 0)).toBe(all);
  });
});
