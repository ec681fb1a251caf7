/** One step of the search as the rules ask for it, with everything that is written with it. */
import type { Ranked } from '#domain/dispatch/rank';
import type { Scored } from '#domain/dispatch/score';
import { nextStep, type SearchStep } from '#domain/dispatch/search';
import type { OperationParameters } from '#domain/operations/parameters';
import { cancel } from '#domain/order/cancel';
import type { Order } from '#domain/order/order';
import { escalate, offer, type AskedScore } from '#domain/order/search';
import { nurseIncomeFen } from '#domain/payment/income';
import { calledOff } from './cancellations';
import { tell } from './messages';
import { expireOffers, offerDocument, offerMessage } from './offers';
import type { Change } from './orders';
import { freeNurse } from './slots';
import type { Transaction } from './transact';

/** What a step has to know beside the order. */
export interface Scene {
  /** Best first; the chosen nurse alone has no score. */
  readonly ranked: readonly (Ranked & { readonly scored?: Scored })[];
  readonly recipientHint: string;
  readonly p: OperationParameters;
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
      return calledOff(transaction, cancel(order, 'system', '暂无护士接单', now, scene.p), now);
    case 'operators':
      await leaveStage(transaction, order, now);
      return {
        ...escalate(order, step.nextStepAt, now),
        effects: tell('patient', order, 'searchDelayed', '暂无护士接单，客服正在为您安排'),
      };
    case 'offer':
      await leaveStage(transaction, order, now);
      return offering(order, step, scene, now);
  }
}

function offering(order: Order, step: Offering, { ranked, recipientHint, p }: Scene, now: number): Change {
  const { stage, wave, expiresAt, nurseIds } = step;
  const incomeFen = nurseIncomeFen(order.money.price, p.price);
  const terms = { incomeFen, recipientHint, exclusive: stage === 'exclusive', wave, expiresAt };
  const offers = ranked
    .filter(({ nurse }) => nurseIds.includes(nurse._id))
    .map((candidate) => offerDocument(order, candidate, terms, now));
  return {
    ...offer(order, { ...step, scores: scoresOf(ranked, nurseIds) }, now),
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
            ...{ near: short(one.near), quality: short(one.quality), continuity: short(one.continuity) },
            ...{ fairness: short(one.fairness), isNewcomer: one.isNewcomer },
          },
    );
}

/** The chosen nurse's time was held while she alone was asked; a search that goes on gives it back to her. */
async function leaveStage(transaction: Transaction, order: Order, now: number): Promise<void> {
  if (order.dispatch.offeredNurseIds.length === 0) return;
  await expireOffers(transaction, order._id, now);
  if (order.dispatch.stage === 'exclusive') await freeNurse(transaction, order._id);
}
