/**
 * CloudBase is killed in every step of the golden path: at a random moment; where the step writes also in the instant in which its
 * first document is on the disk, or right after it was answered. It starts again on the same data, people do what people do
 * (look, and try again), and the story ends as if nothing had happened.
 */
import type { Order } from '#domain/order/order';
import { everyRow, db, read } from '#cloud/database';
import { closeBooks } from '../../scripts/demo/books';
import { clearedFen, pay } from '../../scripts/demo/payer';
import { FAMILY, GOLDEN_PATH, newStory, type Step } from '../../scripts/demo/story';
import { MONDAY_EIGHT, TOMORROW_TEN } from './city';
import { type MortalCloud, openMortalCloud } from './mortalCloud';

const ORDER = 'killandrestart000001';
const MOST_DELAY_MS = 250;
const WORLD = { nurses: 24, applicants: 0, families: 2, pastVisits: 0 };
const story = newStory(ORDER);
let cloud: MortalCloud;
const kills = { midStep: 0, afterAWrite: 0, answered: 0, all: 0 };

beforeAll(async () => {
  cloud = await openMortalCloud();
  await cloud.start();
  await cloud.players.jumpTo(MONDAY_EIGHT);
  const { fillWorld } = await import('../../scripts/world/world');
  await fillWorld(MONDAY_EIGHT, () => undefined, WORLD);
}, 60_000);
afterAll(() => cloud.close());

const order = () => read<Order>('orders', ORDER);

/** Steps that happen once: how people see that theirs has happened. Every other step may simply be done again. */
const HAPPENED: Record<string, (order: Order) => boolean> = {
  'She books, with the nurse next door': () => true,
  'The nurse sees the offer and accepts': ({ nurseId }) => nurseId !== null,
  'The daughter pays the deposit of 20 %': ({ money }) => money.paidFen > 0,
  'Next morning the nurse sets out': ({ departedAt }) => departedAt !== null,
  'At the door: visit code and place are right, the service begins': ({ checkedInAt }) => checkedInAt !== null,
  'She works through the checklist, measures, takes a photo, writes the summary': ({ finishedAt }) =>
    finishedAt !== null,
  'The daughter confirms and pays the balance': ({ status }) => status === 'completed',
  'She reviews in three dimensions': ({ reviewedAt }) => reviewedAt !== null,
};

async function hasHappened({ title }: Step): Promise<boolean> {
  const seen = HAPPENED[title] ? await order() : null;
  return seen !== null && (HAPPENED[title]?.(seen) ?? false);
}

/** Waits for its moment; `played` is true once the step was answered well. */
type Strike = (played: Promise<boolean>) => Promise<void>;

/** Plays the step, kills the emulator and starts it again. What was answered must have been kept. */
async function playAndKill(step: Step, strike: Strike): Promise<void> {
  let outcome = 'under way';
  const played = step.play(cloud.players, story).then(
    () => ((outcome = 'answered'), true),
    () => ((outcome = 'failed'), false),
  );
  await strike(played);
  kills.all += 1;
  if (outcome === 'under way') kills.midStep += 1;
  const answered = outcome === 'answered';
  await cloud.kill();
  await played;
  await cloud.start();
  if (answered && HAPPENED[step.title] && !(await hasHappened(step))) throw new Error('answered, and lost');
}

const randomMoment: Strike = () =>
  new Promise<void>((resolve) => setTimeout(resolve, Math.round(Math.random() * MOST_DELAY_MS)));

/** As soon as the log of the database grows; two seconds at most, for steps that were refused. */
const firstWrite: Strike = async () => {
  const before = cloud.writtenBytes();
  const endsAt = Date.now() + 2_000;
  while (cloud.writtenBytes() === before && Date.now() < endsAt) await new Promise((resolve) => setImmediate(resolve));
  if (cloud.writtenBytes() !== before) kills.afterAWrite += 1;
};

const answer: Strike = async (played) => {
  if (await played) kills.answered += 1;
};

/** One step after the other: at its first write, after its answer. */
const strikeOf = (title: string): Strike => (Object.keys(HAPPENED).indexOf(title) % 2 === 0 ? firstWrite : answer);

/** Looks whether it happened; if not, tries once more, after the minute in which timers mend what was cut off. */
async function goOn(step: Step): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    if (await hasHappened(step)) return;
    try {
      await (needsOnlyTheMoney(step, await order())
        ? pay(cloud.players, ORDER, 'balance', FAMILY)
        : step.play(cloud.players, story));
      return;
    } catch (error) {
      if (attempt === 3) throw error;
      await cloud.players.advance(2);
      await cloud.players.wechatPay.tick();
    }
  }
}

/** Confirmed before the kill: confirming again would be refused, and the screen offers the payment instead. */
const needsOnlyTheMoney = ({ title }: Step, seen: Order | null) =>
  title === 'The daughter confirms and pays the balance' && seen?.status === 'pendingBalance';

test.each(GOLDEN_PATH.map((step) => [step.title, step] as const))(
  '%s',
  async (title, step) => {
    if (title === 'Next morning the nurse sets out') await cloud.players.jumpTo(TOMORROW_TEN - 42 * 60_000);
    if (HAPPENED[title]) await playAndKill(step, strikeOf(title));
    if (!(await hasHappened(step))) await playAndKill(step, randomMoment);
    await goOn(step);
  },
  60_000,
);

test('the kills were real: in the middle of steps, after writes, after answers', () => {
  expect(kills.all).toBeGreaterThanOrEqual(GOLDEN_PATH.length);
  expect(kills.midStep).toBeGreaterThan(GOLDEN_PATH.length / 3);
  // Of eight steps that happen once, four and four.
  expect(kills.afterAWrite).toBeGreaterThan(2);
  expect(kills.answered).toBe(4);
});

test('one order, one of everything, and the books balance', async () => {
  await cloud.players.advance(2);
  await cloud.players.wechatPay.tick();
  const count = async (collection: string) => (await everyRow(db.collection(collection).where({}))).length;
  const found = await order();
  expect(found).toMatchObject({ status: 'completed', money: { paidFen: story.totalFen, refundedFen: 0 } });
  for (const collection of ['orders', 'orderPrivate', 'bookings', 'visitRecords', 'measurements', 'reviews']) {
    expect([collection, await count(collection)]).toEqual([collection, 1]);
  }
  const facts = await everyRow<{ event: string }>(
    db.collection('orderEvents').where({ orderId: ORDER }).orderBy('at', 'asc'),
  );
  expect(facts.map(({ event }) => event)).toEqual([
    ...['offer', 'accept', 'payDeposit', 'insure', 'setOut', 'checkIn', 'finish', 'confirm', 'payBalance', 'review'],
  ]);
  expect(found?.version).toBe(1 + facts.length);
  expect((await closeBooks(clearedFen(cloud.players))).problems).toEqual([]);
  const outbox = await everyRow<{ state: string }>(db.collection('outbox').where({}));
  expect(outbox.every(({ state }) => state === 'done')).toBe(true);
});
