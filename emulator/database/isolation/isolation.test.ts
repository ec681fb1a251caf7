/** The engine under the randomised checker; 10,000 histories with `run.ts`. */
import { seededHistory } from './generate';
import { surveyOverHttp } from './overHttp';
import { sabotaged, type Sabotage } from './sabotage';
import { seedsFrom, survey } from './survey';

const HISTORIES = Number(process.env.ISOLATION_HISTORIES ?? 200);

test('no history of concurrent clients shows what snapshot isolation forbids', async () => {
  const { forbidden, anomalies, committed } = await survey(seedsFrom(1, HISTORIES), seededHistory);
  expect(forbidden).toEqual([]);
  expect(committed).toBeGreaterThan(HISTORIES);
  // It really is snapshot isolation and no more: write skew happens.
  expect(anomalies.get('G2-item write skew')).toBeGreaterThan(0);
}, 120_000);

test('nor does one over HTTP', async () => {
  const { forbidden, histories } = await surveyOverHttp(seedsFrom(1, 24), 4);
  expect(forbidden).toEqual([]);
  expect(histories).toBe(24);
}, 60_000);

test('a seed is a history', async () => {
  expect(await seededHistory(7)).toEqual(await seededHistory(7));
  expect(await seededHistory(7)).not.toEqual(await seededHistory(8));
});

describe('an engine broken on purpose is caught', () => {
  test.each<[Sabotage, readonly string[]]>([
    ['no conflict check', ['lost write', 'concurrent writers', 'G-single read skew']],
    ['reads uncommitted', ['G1a aborted read', 'G1b intermediate read', 'G1c circular information flow']],
    ['snapshot per read', ['non-repeatable read', 'G-single read skew', 'lost write']],
    ['abort keeps writes', ['G1a aborted read']],
  ])('%s', async (how, expected) => {
    const { anomalies, forbidden } = await sabotaged(how, () => survey(seedsFrom(1, 60), seededHistory));
    expect(forbidden.length).toBeGreaterThan(10);
    for (const name of expected) expect([...anomalies.keys()]).toContain(name);
    const mended = await survey(seedsFrom(1, 5), seededHistory);
    expect(mended.forbidden).toEqual([]);
  });
});
