/**
 * `npm run isolation-test -- --histories 10000 --seed 1 [--http] [--sabotage WAY]`: generates histories
 * of concurrent clients and says whether any shows what snapshot isolation forbids. Exit code 1 if one does; its seed
 * generates the same history again (not over HTTP, where the network decides). `--sabotage` breaks the engine first:
 * then finding something is the success.
 */
import { parseArgs } from 'node:util';
import { seededHistory } from './generate';
import { surveyOverHttp } from './overHttp';
import { sabotaged, type Sabotage } from './sabotage';
import { seedsFrom, survey, type Survey } from './survey';

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    http: { type: 'boolean', default: false },
    sabotage: { type: 'string' },
  },
});

const SIDE_BY_SIDE = 8;

function report(result: Survey, seconds: number): void {
  const { histories, transactions, committed, operations } = result;
  console.log(
    `${histories} histories, ${transactions} transactions (${committed} committed), ${operations} operations, ` +
      `${seconds.toFixed(1)} s`,
  );
  for (const [name, count] of result.anomalies) console.log(`  ${name}: in ${count} histories`);
  for (const { seed, anomaly } of result.forbidden.slice(0, 10)) {
    console.log(`  FORBIDDEN in seed ${seed}: ${anomaly.name}: ${anomaly.what}`);
  }
  console.log(
    result.forbidden.length === 0 ? 'nothing that snapshot isolation forbids' : `${result.forbidden.length} bad`,
  );
}

async function main(): Promise<void> {
  const [first, count] = [Number(values.seed), Number(values.histories)];
  if (!Number.isInteger(first) || !Number.isInteger(count) || count < 1)
    throw new Error('--histories and --seed are numbers');
  const began = performance.now();
  const work = () =>
    values.http
      ? surveyOverHttp(seedsFrom(first, count), SIDE_BY_SIDE)
      : survey(seedsFrom(first, count), seededHistory);
  const result = await (values.sabotage ? sabotaged(values.sabotage as Sabotage, work) : work());
  report(result, (performance.now() - began) / 1000);
  const isCaught = result.forbidden.length > 0;
  process.exitCode = isCaught === (values.sabotage !== undefined) ? 0 : 1;
}

void main();
