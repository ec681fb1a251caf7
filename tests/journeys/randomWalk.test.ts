/** Families, nurses, the desk and the clock try anything with a few orders, through the built functions. More: `WALKS_THROUGH=bundles npm run bench -- walks`. */
import { walk, type Walked } from '../../bench/walks/walk';

/** Another seed walks another way: `SEED=7 npm test`. */
const SEED = Number(process.env.SEED ?? 11);
let walked: Walked;

beforeAll(async () => {
  const { town, walked: done } = await walk({ seed: SEED, pairs: 4, orders: 12, triesPerOrder: 14 });
  await town.stage.close();
  walked = done;
  console.log(JSON.stringify(walked));
}, 300_000);

test('nothing is lost, booked twice or nobody’s matter; the books balance; no function fails', () => {
  expect(walked.faults).toEqual([]);
});

test('it came to something: orders end in more than one way', () => {
  expect(walked.orders).toBeGreaterThanOrEqual(6);
  expect(Object.keys(walked.ends).length).toBeGreaterThanOrEqual(2);
});
