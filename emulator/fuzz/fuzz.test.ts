/** A short run; `npm run fuzz` goes on for ten minutes. */
import { Random } from '../testing/random';
import { CORPUS } from './corpus';
import { fuzz } from './fuzz';
import { bend } from './mutate';

test('2,000 bent requests: each answered, no stack trace, data as they were, also after a restart', async () => {
  const { sent, byStatus, broken } = await fuzz({ seed: 20_261_122, requests: 2_000 });
  expect(broken).toEqual([]);
  expect(sent).toBe(2_000);
  expect(byStatus[200]).toBeGreaterThan(200);
}, 120_000);

test('a seed gives the same requests again', () => {
  const some = (seed: number) => {
    const random = new Random(seed);
    return Array.from({ length: 50 }, () => bend(random.pick(CORPUS), random));
  };
  expect(some(7)).toEqual(some(7));
  expect(some(7)).not.toEqual(some(8));
});
