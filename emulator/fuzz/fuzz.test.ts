/** A short run; `npm run fuzz` goes on for ten minutes. */
import { Chance } from './chance';
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
    const chance = new Chance(seed);
    return Array.from({ length: 50 }, () => bend(chance.of(CORPUS), chance));
  };
  expect(some(7)).toEqual(some(7));
  expect(some(7)).not.toEqual(some(8));
});
