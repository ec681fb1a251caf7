/**
 * CloudBase is killed in the middle of every step of the golden path: at a random moment, and where the step writes, once more in
 * the instant in which its first document is on the disk. It starts again on the same data, people do what people do (look, and
 * try again), and the story ends as if nothing had happened.
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
const kills = { midStep: 0, afterAWrite: 0, all: 0 };

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
  'The nurse sees the offer and accepts': ({ nurseId }) => nurseId !== null,
  'The daughter pays the deposit of 20 %': ({ money }) => money.paidFen > 0,
  'Next morning the nurse sets out': ({ departedAt }) => departedAt !== null,
  'At the door: visit code and place are right, the service begins': ({ checkedInAt }) => checkedInAt !== null,
  'She works through the checklist, measures, takes a photo, writes the summary': ({ finishedAt }) =>
    finishedAt !== null,
  'The daughter confirms and pays the balance': ({ status }) => status === 'completed',
  'She reviews in three dimensions': ({ reviewedAt }) => reviewedAt !== null,
};

/** Killed a second time, in the instant of their first write. */
const WRITING = [...Object.keys(HAPPENED), 'She books, with the nurse next door', 'The family follows her on the way'];

async function hasHappened({ title }: Step): Promise<boolean> {
  const seen = HAPPENED[title] ? await order() : null;
  return seen !== null && (HAPPENED[title]?.(seen) ?? false);
}

/** Plays the step and kills the emulator when told to; then starts it again. */
async function playAndKill(step: Step, strike: () => Promise<void>): Promise<void> {
  let over = false;
  const played = step.play(cloud.players, story).then(
    () => (over = true),
    () => (over = true),
  );
  await strike();
  kills.all += 1;
  if (!over) kills.midStep += 1;
  await cloud.kill();
  await played;
  await cloud.start();
}

const randomMoment = (delayMs: number) => () => new Promise<void>((resolve) => setTimeout(resolve, delayMs));

/** As soon as the log of the database grows; two seconds at most, for steps that were refused. */
async function firstWrite(): Promise<void> {
  const before = cloud.writtenBytes();
  const endsAt = Date.now() + 2_000;
  while (cloud.writtenBytes() === before && Date.now() < endsAt) await new Promise((resolve) => setImmediate(resolve));
  if (cloud.writtenBytes() !== before) kills.afterAWrite += 1;
}

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
    const delayMs = Math.round(Math.random() * MOST_DELAY_MS);
    try {
      await playAndKill(step, randomMoment(delayMs));
      if (WRITING.includes(title) && !(await hasHappened(step))) await playAndKill(step, firstWrite);
      await goOn(step);
    } catch (error) {
      throw new Error(`killed first after ${delayMs} ms: ${(error as Error).message}`, { cause: error });
    }
  },
  60_000,
);

test('the kills were real: in the middle of steps, and after writes', () => {
  expect(kills.all).toBeGreaterThan(GOLDEN_PATH.length);
  expect(kills.midStep).toBeGreaterThan(GOLDEN_PATH.length / 2);
  expect(kills.afterAWrite).toBeGreaterThan(3);
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
    ...['offer', 'accept', 'payDeposit', 'setOut', 'checkIn', 'finish', 'confirm', 'payBalance', 'review'],
  ]);
  expect(found?.version).toBe(1 + facts.length);
  expect((await closeBooks(clearedFen(cloud.players))).problems).toEqual([]);
  const outbox = await everyRow<{ state: string }>(db.collection('outbox').where({}));
  expect(outbox.every(({ state }) => state === 'done')).toBe(true);
});
