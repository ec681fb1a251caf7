/** One step of the search as the rules ask for it, with everything that is written with it. */
import { askedAlone, type Load } from '#domain/dispatch/overload';
import type { Ranked } from '#domain/dispatch/rank';
import type { Scored } from '#domain/dispatch/score';
import { nextStep, type SearchStep } from '#domain/dispatch/search';
import type { OperationParameters } from '#domain/operations/parameters';
import { cancel } from '#domain/order/cancel';
import type { Order } from '#domain/order/order';
import { escalate, gather, offer, type AskedScore, type BatchSize } from '#domain/order/search';
import { incomeAs } from '#domain/order/taking';
import { calledOff } from './cancellations';
import { tell } from './messages';
import { expireOffers, offerDocument, offerMessage } from './offers';
import type { Change } from './orders';
import { freeNurse } from './slots';
import type { Transaction } from './transact';
import { consoleWithCoupon } from './wallet/compensation';

/** What a step has to know beside the order. */
export interface Scene {
  /** Best first; the chosen nurse alone has no score. */
  readonly ranked: readonly (Ranked & { readonly scored?: Scored })[];
  readonly recipientHint: string;
  readonly p: OperationParameters;
  /** Set where more wait than nurses could come (domain/dispatch/overload). */
  readonly crowd?: Crowd | null;
}

export interface Crowd {
  readonly load: Load;
  /** Whom the batch found for this order; null: the order waits for the next batch. */
  readonly given: { readonly nurseId: string; readonly batch: BatchSize } | null;
}

type Offering = Extract<SearchStep, { action: 'offer' }>;

/** Inside the order's transaction. `answerableOffers`: how many may still be accepted. */
export async function searchStep(
  transaction: Transaction,
  order: Order,
  answerableOffers: number,
  scene: Scene,
  now: number,
): Promise<Change> {
  const rankedIds = scene.ranked.map(({ nurse }) => nurse._id);
  const step = nextStep(order, rankedIds, answerableOffers, now, scene.p.acceptance);
  switch (step.action) {
    case 'wait':
      return { order, fact: null };
    case 'cancel':
      return nobodyFound(transaction, order, scene.p, now);
    case 'operators':
      await leaveStage(transaction, order, false, now);
      return {
        ...escalate(order, step.nextStepAt, now),
        effects: tell('patient', order, 'searchDelayed', '暂无护士接单，客服正在为您安排'),
      };
    case 'offer':
      await leaveStage(transaction, order, step.stage === 'exclusive', now);
      return scene.crowd ? inCrowd(order, step, scene, scene.crowd, now) : offering(order, step, scene, now);
  }
}

/** O-03: let go after an hour, everything back, and a coupon beside it. */
async function nobodyFound(
  transaction: Transaction,
  order: Order,
  p: OperationParameters,
  now: number,
): Promise<Change> {
  const change = await calledOff(transaction, cancel(order, 'system', '暂无护士接单', now, p), now);
  const given = await consoleWithCoupon(transaction, order, now, p);
  return { ...change, effects: [...(change.effects ?? []), ...given] };
}

/** The chosen nurse is asked however many wait; all others are shared out. */
function inCrowd(order: Order, step: Offering, scene: Scene, { load, given }: Crowd, now: number): Change {
  const { stage } = step;
  if (stage === 'exclusive') return offering(order, step, scene, now);
  if (given === null) return gather(order, { stage, ...load }, now);
  return offering(order, askedAlone(step, given.nurseId, order, now, scene.p.acceptance), scene, now, given.batch);
}

function offering(
  order: Order,
  step: Offering,
  { ranked, recipientHint, p }: Scene,
  now: number,
  batch?: BatchSize,
): Change {
  const { stage, wave, expiresAt, nurseIds } = step;
  const terms = { recipientHint, exclusive: stage === 'exclusive', wave, expiresAt };
  const offers = ranked
    .filter(({ nurse }) => nurseIds.includes(nurse._id))
    .map((candidate) => {
      const incomeFen = incomeAs(candidate.nurse, order, p);
      return offerDocument(order, candidate, { ...terms, incomeFen }, now);
    })
    .map((document) => (batch ? { ...document, inBatch: true } : document));
  return {
    ...offer(order, { ...step, scores: scoresOf(ranked, nurseIds), ...(batch && { batch }) }, now),
    effects: offers.map(offerMessage),
    alsoWrite: async (transaction) => {
      const isFirstSearch = order.dispatch.offeredNurseIds.length === 0 && !order.movedTimes;
      if (isFirstSearch) return transaction.addAll('offers', offers);
      // A nurse may have had an offer of this order in an earlier search: replaced, not added.
      for (const document of offers) await transaction.put('offers', document);
    },
  };
}

/** Four digits are enough to see why one came before the other. */
function scoresOf(ranked: Scene['ranked'], nurseIds: readonly string[]): readonly AskedScore[] {
  const short = (share: number) => Math.round(share * 10_000) / 10_000;
  return ranked
    .filter(({ nurse }) => nurseIds.includes(nurse._id))
    .flatMap(({ scored: one }) =>
      one === undefined
        ? []
        : {
            nurseId: one.nurseId,
            score: short(one.score),
            travelMinutes: one.travelMinutes,
            isEstimated: one.isEstimated,
            ...(one.isTakenOver && { isTakenOver: true }),
            ...{ near: short(one.near), quality: short(one.quality), continuity: short(one.continuity) },
            ...{ fairness: short(one.fairness), dialect: one.dialect, isNewcomer: one.isNewcomer },
          },
    );
}

/**
 * The chosen nurse's time is held from the booking on, while a doctor's order is seen and while she alone is asked; a search that goes
 * on without her gives it back to her.
 */
async function leaveStage(transaction: Transaction, order: Order, isHers: boolean, now: number): Promise<void> {
  const { offeredNurseIds, stage } = order.dispatch;
  if (offeredNurseIds.length > 0) await expireOffers(transaction, order._id, now);
  if (stage === 'exclusive' && !isHers) await freeNurse(transaction, order._id);
}
