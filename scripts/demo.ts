/** `npm run demo`: one home visit without a browser, through the built functions and the real SDKs. Fails if anything is off. */
import { randomBytes } from 'node:crypto';
import { yuan } from '#domain/payment/fen';
import { build } from './build/products';
import { closeBooks } from './demo/books';
import { clearedFen } from './demo/payer';
import { setStage, type Stage } from './demo/stage';
import { GOLDEN_PATH, newStory } from './demo/story';

const WORLD = { nurses: 24, applicants: 2, families: 4, pastVisits: 6 };

async function perform(stage: Stage): Promise<readonly string[]> {
  const { fillWorld } = await import('./world/world');
  await fillWorld(Date.now(), () => undefined, WORLD);
  const before = clearedFen(stage);
  const history = (await closeBooks(before)).standing.wechatClearing - before;
  stage.changes();
  const story = newStory(randomBytes(12).toString('hex'));
  for (const [index, step] of GOLDEN_PATH.entries()) {
    console.log(`\n${index + 1}. ${step.title}`);
    console.log(`   ${await step.play(stage, story)}`);
    for (const change of summary(stage.changes())) console.log(`     ${change}`);
  }
  await stage.runTimer('outboxTimer');
  // Past visits of the demo world were paid before this stand-in was born.
  const { standing, problems } = await closeBooks(clearedFen(stage) + history);
  console.log('\nThe books:');
  for (const [account, fen] of Object.entries(standing))
    console.log(`   ${account.padEnd(16)} ${yuan(fen).padStart(12)}`);
  return problems;
}

/** The same document twice in a step is one line. */
const summary = (changes: readonly string[]): string[] => [...new Set(changes)];

async function main(): Promise<void> {
  await build(['functions'], () => undefined);
  const stage = await setStage();
  try {
    const problems = await perform(stage);
    if (problems.length > 0) throw new Error(`the books do not balance:\n${problems.join('\n')}`);
    const { databaseCalls, functionCalls } = stage.cloud.emulator.stats();
    console.log(`\nThe books balance. ${functionCalls} function calls, ${databaseCalls} database round trips.`);
  } finally {
    await stage.close();
  }
}

main()
  .then(() => process.exit(0))
  .catch((error: Error) => {
    console.error(`\nthe demo failed: ${error.stack ?? error.message}`);
    process.exit(1);
  });
