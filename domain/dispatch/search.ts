/**
 * The clock of the search for a nurse (published rules O-01 to O-03, P-057). The nurse the patient chose has 15 minutes
 * alone, else three waves of three have five minutes each; then up to ten alternates at once; at 30:00, or when nobody is
 * left to ask, operators take over and the patient is told; at 60:00 the order is let go. A refusal goes on at once. At night
 * the clock stands still, unless the visit is near (O-04).
 */
import type { OperationParameters } from '../operations/parameters';
import type { Dispatch, Order } from '../order/order';
import { awakeMinutesAfter } from './awake';
import { urgently } from './urgent';

type Acceptance = OperationParameters['acceptance'];

export type SearchStep =
  | { readonly action: 'wait' }
  | {
      readonly action: 'offer';
      readonly nurseIds: readonly string[];
      readonly stage: 'exclusive' | 'waves' | 'alternates';
      readonly wave: number;
      readonly expiresAt: number;
      readonly nextStepAt: number;
    }
  | { readonly action: 'operators'; readonly nextStepAt: number }
  | { readonly action: 'cancel' };

/** A search that starts now; its first step is due at once. */
export const startSearch = (chosenNurseId: string | null, now: number, urgent = false): Dispatch => ({
  // Where it is urgent nobody waits for three to answer: many are asked at once.
  stage: urgent ? 'alternates' : chosenNurseId === null ? 'waves' : 'exclusive',
  startedAt: now,
  wave: 0,
  offeredNurseIds: [],
  nextStepAt: now,
});

/** What is due now. `rankedIds`: who could come, best first. `openOffers`: offers that still may be accepted. */
export function nextStep(
  order: Pick<Order, 'dispatch' | 'startAt' | 'chosenNurseId' | 'urgent'>,
  rankedIds: readonly string[],
  openOffers: number,
  now: number,
  published: Acceptance,
): SearchStep {
  // Nobody is looked for before the doctor's order was seen (order/papers).
  if (order.dispatch.stage === 'papers') return { action: 'wait' };
  const p = order.urgent ? urgently(published) : published;
  const { dispatch, startAt, chosenNurseId } = order;
  const { startedAt, stage } = dispatch;
  // Nobody can come to a visit that has begun, however late its search started.
  const minutesAfter = (from: number, minutes: number) => awakeMinutesAfter(from, minutes, startAt, p);
  const endsAt = Math.min(minutesAfter(startedAt, p.autoCancelMinutes), startAt);
  if (now >= endsAt) return { action: 'cancel' };
  if (stage === 'operators') return { action: 'wait' };

  const toOperators: SearchStep = { action: 'operators', nextStepAt: endsAt };
  const operatorsAt = Math.min(minutesAfter(startedAt, p.operatorsAfterMinutes), endsAt);
  if (now >= operatorsAt) return toOperators;

  const deadline = Math.min(minutesAfter(startedAt, p.deadlineMinutes), operatorsAt);
  const asked = (nurseId: string) => dispatch.offeredNurseIds.includes(nurseId);
  // A colleague named at a transfer may have become unable to come: then nobody waits for her.
  const hasAlone = chosenNurseId !== null && !asked(chosenNurseId) && rankedIds.includes(chosenNurseId);
  if (stage === 'exclusive' && hasAlone && now < deadline) {
    return offer([chosenNurseId], 'exclusive', 0, deadline);
  }
  // Exclusive offers and alternates end with their phase, a wave ends by itself.
  const due = stage === 'waves' ? now >= dispatch.nextStepAt : stage === 'exclusive' && now >= deadline;
  if (openOffers > 0 && !due) return { action: 'wait' };

  const left = rankedIds.filter((nurseId) => !asked(nurseId));
  if (left.length === 0) return openOffers > 0 ? { action: 'wait' } : toOperators;
  const waves = Math.max(1, Math.floor(p.deadlineMinutes / p.waveMinutes));
  if (stage === 'waves' && dispatch.wave < waves && now < deadline) {
    const expiresAt = Math.min(minutesAfter(now, p.waveMinutes), deadline);
    return offer(left.slice(0, p.waveSize), 'waves', dispatch.wave + 1, expiresAt);
  }
  return offer(left.slice(0, p.alternatesSize), 'alternates', dispatch.wave, operatorsAt);
}

const offer = (
  nurseIds: readonly string[],
  stage: 'exclusive' | 'waves' | 'alternates',
  wave: number,
  expiresAt: number,
): SearchStep => ({ action: 'offer', nurseIds, stage, wave, expiresAt, nextStepAt: expiresAt });
