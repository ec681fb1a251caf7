/** Random sequences over many orders at once (`npm run bench -- walks` takes 100,000 of them). */
import { walk } from '../testing/walkTown';

test('2,000 sequences over 40 orders: no illegal state, no half hour twice, no fen lost, nothing that is nobody’s matter', () => {
  const seen: Record<string, number> = {};
  let steps = 0;
  for (let seed = 1; seed <= 50; seed += 1) {
    const walked = walk(seed, 40, 2000);
    steps += walked.steps;
    for (const [status, count] of Object.entries(walked.ends)) seen[status] = (seen[status] ?? 0) + count;
  }
  // Walks that end early, or all in one way, would show nothing.
  expect(steps).toBeGreaterThan(10_000);
  expect(Object.keys(seen)).toEqual(expect.arrayContaining(['cancelled', 'refunded', 'completed']));
  expect(Math.min(...['cancelled', 'refunded', 'completed'].map((status) => seen[status] ?? 0))).toBeGreaterThan(20);
});

test('the same seed walks the same way', () => {
  expect(walk(7, 20, 500)).toEqual(walk(7, 20, 500));
});
