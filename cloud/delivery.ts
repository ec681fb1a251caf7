/** Carries out what waits in the outbox. Each row until it succeeds, with growing pauses; after too many tries it is dead and says why. */
import { claim, dueRows } from './claims';
import { db } from './database';
import { poke } from './functions';
import { coverOrder } from './insurance/covers';
import { takeBackInsured } from './medicalInsurance/takenBack';
import { countSent } from './messages/consents';
import { workOnInvoice } from './invoices/work';
import { noteDead } from './messages/deadLetters';
import { deliverMessage } from './messages/deliverMessage';
import { keepAllInInbox } from './messages/inbox';
import type { MessageRow, OutboxRow } from './outbox';
import { carryOutRefund, giveUpRefund } from './refunds';
import { countStars } from './standing/count';
import { handOverOrders } from './standing/handOvers';
import { sweep } from './sweep';

const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 3_600_000;
/** A refund is owed: it is tried for a day and a half before a person must look. */
const MOST_ATTEMPTS: Record<OutboxRow['kind'], number> = {
  message: 20,
  poke: 6,
  stars: 40,
  refund: 40,
  insuranceRefund: 40,
  cover: 40,
  invoice: 40,
  handOver: 40,
};

const pauseAfter = (attempts: number): number => Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);

/** All rows that are due, as far as the time allows. */
export async function deliverDue(now: number, budgetMs: number): Promise<number> {
  try {
    return await sweep<OutboxRow>({
      find: async (limit) => inInbox(await dueRows<OutboxRow>('outbox', 'waiting', 'nextAttemptAt', now, limit)),
      handle: (row) => deliver(row, now),
      budgetMs,
    });
  } finally {
    await countSent();
  }
}

/** The new messages of a page are kept together; where that fails, each is kept when its turn comes. */
async function inInbox(rows: readonly OutboxRow[]): Promise<readonly OutboxRow[]> {
  const fresh = rows.filter((row): row is MessageRow => row.kind === 'message' && !row.kept);
  if (fresh.length === 0 || !(await keepAllInInbox(fresh))) return rows;
  return rows.map((row) => (row.kind === 'message' ? { ...row, kept: true } : row));
}

type Errand = Exclude<OutboxRow, MessageRow>;

async function deliver(row: OutboxRow, now: number): Promise<boolean> {
  if (row.kind === 'message') return told(row, now);
  const attempts = row.attempts + 1;
  // The claim is the next try as well: should this process die now, another one goes on then.
  // Counted from this moment: at the end of a long sweep its beginning is past, and another sweep would do the same again.
  const nextAttemptAt = Date.now() + pauseAfter(attempts);
  if (!(await claim('outbox', row, 'nextAttemptAt', { attempts, nextAttemptAt }))) return false;
  try {
    await carryOut(row, now);
    await db.collection('outbox').doc(row._id).update({ state: 'done', lastError: '' });
  } catch (error) {
    const isDead = await failed({ ...row, attempts }, error, now);
    if (isDead && row.kind === 'refund') await giveUpRefund(row.payload.outRefundNo);
  }
  return true;
}

/** A message claims itself before each channel; what is thrown here is ours or the database's. */
async function told(row: MessageRow, now: number): Promise<boolean> {
  try {
    return await deliverMessage(row);
  } catch (error) {
    const attempts = row.attempts + 1;
    await claim('outbox', row, 'nextAttemptAt', { attempts, nextAttemptAt: Date.now() + pauseAfter(attempts) });
    await failed({ ...row, attempts }, error, now);
    return true;
  }
}

/** Notes why; true: it was the last try. */
async function failed(row: OutboxRow, error: unknown, now: number): Promise<boolean> {
  const { _id, kind, attempts } = row;
  console.error(`outbox ${_id} attempt ${attempts}`, error);
  const isDead = attempts >= MOST_ATTEMPTS[kind];
  const lastError = String(error).slice(0, 300);
  await db
    .collection('outbox')
    .doc(_id)
    .update({ state: isDead ? 'dead' : 'waiting', lastError });
  if (isDead) await noteDead(row, now);
  return isDead;
}

function carryOut(row: Errand, now: number): Promise<void> {
  switch (row.kind) {
    case 'refund':
      return carryOutRefund(row.payload.outRefundNo, now);
    case 'insuranceRefund':
      return takeBackInsured(row.payload.outRefundNo, now);
    case 'stars':
      return countStars(row.payload.nurseId, now);
    case 'cover':
      return coverOrder(row.payload.orderId, now);
    case 'invoice':
      return workOnInvoice(row.payload.orderId, now);
    case 'handOver':
      return handOverOrders(row.payload, now);
    case 'poke':
      return poke(row.payload.functionName, row.payload.data);
  }
}
