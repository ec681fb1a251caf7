/** The sweeps after the waves: time passes, timers run, people do what still waits for them, until nothing is under way. */
import { MINUTE } from '#domain/schedule/beijing';
import type { OrderStatus } from '#domain/order/status';
import type { Refund } from '#cloud/refundRequests';
import { commanded, ordersOf, passTime, paysBalance, type Life } from './wave';
import type { Town } from './town';

const MOST_ROUNDS = 120;
const LONGEST_STEP_MS = 120 * MINUTE;
/** Where an order may stay for good. */
export const ENDED: readonly OrderStatus[] = ['completed', 'cancelled', 'refunded'];

/** How many rounds it took. Gives up without a word: the verdict names what is stuck. */
export async function settle(town: Town, lives: readonly Life[]): Promise<number> {
  const { stage } = town;
  for (let round = 1; round <= MOST_ROUNDS; round += 1) {
    const stepMs = Math.min(10 * MINUTE * 1.2 ** round, LONGEST_STEP_MS);
    await passTime(town, (await stage.now()) + stepMs);
    await payWhatIsDue(town, lives);
    await settleStuckRefunds(town, round);
    if ((await underWay(town, lives)) === 0) return round;
  }
  return MOST_ROUNDS;
}

async function payWhatIsDue(town: Town, lives: readonly Life[]): Promise<void> {
  const due = (await ordersOf(town, lives)).filter(({ status }) => status === 'pendingBalance');
  for (const life of lives) if (due.some(({ _id }) => _id === life.orderId)) await paysBalance(town, life);
}

/** Finance does what can be done with each: back again, to our own bank, from there by hand. */
async function settleStuckRefunds(town: Town, round: number): Promise<void> {
  for (const { _id, closedThere, returnedAt, refundId } of await town.rows<Refund>('refunds', { state: 'abnormal' })) {
    const isOurs = returnedAt !== undefined || (closedThere && round % 2 === 0);
    const how = isOurs ? 'byHand' : closedThere ? 'again' : 'toMerchant';
    const errand = { kind: 'retryErrand', outboxId: `refund:${_id}:0` };
    const decided = { kind: 'settleRefund', outRefundNo: _id, how, proof: `流水 ${_id}` };
    await commanded(town, `${how}${round}${_id}`, refundId ? decided : errand);
  }
}

/** Orders that are not at their end, requests for money and refunds that are open. */
async function underWay(town: Town, lives: readonly Life[]): Promise<number> {
  const orders = (await ordersOf(town, lives)).filter(({ status }) => !ENDED.includes(status));
  const payments = await town.rows('payments', { state: 'requested' });
  const refunds = await town.rows('refunds', { state: { $in: ['requested', 'processing', 'abnormal'] } });
  return orders.length + payments.length + refunds.length;
}
