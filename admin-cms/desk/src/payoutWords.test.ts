import { weeksOf } from './payoutWords';

test('statements are summed by week, the newest first', () => {
  const one = { totalFen: 1000, paidFen: 400, underwayFen: 100 };
  expect(
    weeksOf([
      { week: '2026-11-16', ...one },
      { week: '2026-11-23', ...one },
      { week: '2026-11-16', ...one, paidFen: 0 },
    ]),
  ).toEqual([
    { week: '2026-11-23', nurses: 1, totalFen: 1000, paidFen: 400, underwayFen: 100 },
    { week: '2026-11-16', nurses: 2, totalFen: 2000, paidFen: 400, underwayFen: 200 },
  ]);
});
