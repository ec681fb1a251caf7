/** The desk decides about money of a visit that was made: how much goes back, who bears it, and whether a second person must agree. */
import { move, type Decision, type Order, type Reduction } from '../order/order';
import { reduced } from '../order/reduce';
import type { OperationParameters } from '../operations/parameters';
import { allGivenFen } from '../payment/discounted';
import { dueFen } from '../payment/due';
import { earnedFen, givenFen, owedFen } from '../payment/owed';
import { Refusal } from '../refusal';
import type { Bearer, Dispute, Proposal, Settled } from './dispute';

export interface Effect {
  /** Off the price, at most all of it. */
  readonly amountFen: number;
  /** Goes back at once: less than `amountFen` where not all was paid yet. */
  readonly refundFen: number;
  /** The nurse earns so much less. */
  readonly nurseFen: number;
  /** The platform's part: first of what it earned by this visit, then of its own. */
  readonly revenueFen: number;
  readonly fundFen: number;
}

/** What a decision would do, to be looked at before it is made. Refuses amounts that are none, and more than the visit costs. */
export function effectOf(
  { money }: Pick<Order, 'money'>,
  { amountFen, bearer }: { readonly amountFen: number; readonly bearer: Bearer },
  p: Pick<OperationParameters, 'price'>,
): Effect {
  const owed = owedFen(money);
  if (!Number.isSafeInteger(amountFen) || amountFen < 0) throw new Refusal('BAD_INPUT', { amountFen });
  if (amountFen > owed) throw new Refusal('REFUND_TOO_MUCH', { mostFen: owed });
  const earned = earnedFen(money, p.price);
  const given = givenFen(money);
  const wholeFen = owed + allGivenFen(given);
  // Her share of the visit is her share of the refund; fractions stay with the platform.
  const nurseFen = bearer === 'nurse' && wholeFen > 0 ? Math.min(earned, floorShare(amountFen, earned, wholeFen)) : 0;
  const revenueFen = Math.min(amountFen - nurseFen, Math.max(0, wholeFen - earned));
  const refundFen = reduced(money, reductionOf(amountFen, nurseFen)).refundFen;
  return { amountFen, refundFen, nurseFen, revenueFen, fundFen: amountFen - nurseFen - revenueFen };
}

/** Exact for every amount of fen: the product may be larger than a double holds. */
const floorShare = (amountFen: number, part: number, whole: number): number =>
  Number((BigInt(amountFen) * BigInt(part)) / BigInt(whole));

const reductionOf = (amountFen: number, nurseFen: number): Reduction | null =>
  amountFen === 0 ? null : { kind: 'dispute', label: '售后退款', amountFen, nurseFen };

export interface Outcome {
  readonly dispute: Dispute;
  /** Null: another person has to agree first; nothing moved yet. */
  readonly carriedOut: { readonly decision: Decision; readonly effect: Effect } | null;
}

type Parameters = Pick<OperationParameters, 'price' | 'dispute'>;
type Wanted = Omit<Proposal, 'at'>;

/** One operator decides. Above the limit it waits for another one; an appeal is not decided by whoever decided first. */
export function decide(order: Order, dispute: Dispute, wanted: Wanted, now: number, p: Parameters): Outcome {
  if (dispute.state === 'decided') throw new Refusal('DISPUTE_DECIDED', {});
  if (dispute.state === 'secondLook') throw new Refusal('SECOND_PERSON_NEEDED', { decidedBy: dispute.proposal?.by });
  if (hasDecided(dispute, wanted.by)) throw new Refusal('SECOND_PERSON_NEEDED', { decidedBy: wanted.by });
  const proposal = { ...wanted, at: now };
  effectOf(order, proposal, p);
  if (proposal.amountFen > p.dispute.secondLookAboveFen) {
    return { dispute: { ...dispute, state: 'secondLook', proposal }, carriedOut: null };
  }
  return carryOut(order, dispute, proposal, null, now, p);
}

/** Another person agrees, or gives it back to be decided anew. */
export function secondLook(
  order: Order,
  dispute: Dispute,
  { approved, by }: { readonly approved: boolean; readonly by: string },
  now: number,
  p: Parameters,
): Outcome {
  const { proposal } = dispute;
  if (dispute.state !== 'secondLook' || !proposal) throw new Refusal('NOTHING_TO_CONFIRM', { state: dispute.state });
  if (proposal.by === by || hasDecided(dispute, by)) throw new Refusal('SECOND_PERSON_NEEDED', { decidedBy: by });
  if (!approved) return { dispute: { ...dispute, state: 'open', proposal: null }, carriedOut: null };
  return carryOut(order, dispute, proposal, by, now, p);
}

const hasDecided = ({ decisions }: Dispute, operator: string): boolean =>
  decisions.some(({ by, confirmedBy }) => by === operator || confirmedBy === operator);

function carryOut(
  order: Order,
  dispute: Dispute,
  proposal: Proposal,
  confirmedBy: string | null,
  now: number,
  p: Parameters,
): Outcome {
  const effect = effectOf(order, proposal, p);
  const { money } = reduced(order.money, reductionOf(effect.amountFen, effect.nurseFen));
  const after: Order = { ...order, money };
  const isPaid = order.status === 'pendingBalance' && dueFen(after) === 0;
  const { amountFen, refundFen, nurseFen } = effect;
  const shown = { state: 'decided', round: dispute.round, decideBy: dispute.decideBy, amountFen } as const;
  const decision = move(order, {
    ...{ event: 'decideDispute', by: 'operator', now },
    to: isPaid ? 'completed' : order.status,
    change: { money, dispute: shown },
    details: { amountFen, refundFen },
  });
  const settled: Settled = { ...proposal, confirmedBy, refundFen, nurseFen };
  return {
    dispute: {
      ...dispute,
      state: 'decided',
      proposal: null,
      decisions: [...dispute.decisions, settled],
      remindAt: null,
    },
    carriedOut: { decision, effect },
  };
}
