/** `npm run fuzz -- [--minutes 10] [--seed N]`: bends requests for that long; ends with 1 when a promise was broken. */
import { parseArgs } from 'node:util';
import { fuzz } from './fuzz';

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { minutes: text, seed: text } });
const minutes = Number(values.minutes ?? 10);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
console.log(`seed ${seed}, ${minutes} minutes`);

fuzz({ seed, requests: Infinity, untilMs: Date.now() + minutes * 60_000, say: console.log })
  .then(({ broken, ...report }) => {
    console.log(JSON.stringify(report));
    console.log(`${broken.length} findings`);
    process.exit(broken.length > 0 ? 1 : 0);
  })
  .catch((error: Error) => {
    console.error(`seed ${seed}: ${error.message}`);
    process.exit(1);
  });
