import { MINUTE, timeText } from '#domain/schedule/beijing';
import type { OrderView } from '#contract/orders';
import { countdownText, visitTimeText } from '@/words/when';
import { strings } from '@/strings/order';
import { strings as changed } from '@/strings/order-change';

export interface Hero {
  readonly words: string;
  readonly countdown: string;
  readonly tone: 'blue' | 'green' | 'amber' | 'grey';
}

/** Longer than this only where the clock of the search stands still for the night. */
const LONGEST_BY_DAY_MS = 15 * MINUTE;

function searching({ dispatchStage, searchAnswerBy, urgent }: OrderView, now: number): Hero {
  const left = searchAnswerBy - now;
  const isAsked = dispatchStage === 'exclusive' || dispatchStage === 'waves';
  if (isAsked && left > LONGEST_BY_DAY_MS) {
    return { words: strings.hero.night, countdown: '', tone: 'blue' };
  }
  const countdown = left > 0 ? countdownText(searchAnswerBy, now) : '';
  if (urgent && dispatchStage === 'alternates') return { words: strings.hero.urgent, countdown, tone: 'blue' };
  switch (dispatchStage) {
    case 'papers':
      return { words: strings.hero.papers, countdown: '', tone: 'amber' };
    case 'exclusive':
      return { words: strings.hero.exclusive, countdown, tone: 'blue' };
    case 'waves':
      return { words: strings.hero.waves, countdown, tone: 'blue' };
    case 'alternates':
      return { words: strings.hero.alternates, countdown: '', tone: 'blue' };
    case 'operators':
      return { words: strings.hero.operators, countdown: '', tone: 'amber' };
  }
}

function refundWords({ refundingFen, refundedFen, cancelReason, compensationFen }: OrderView): string {
  const why = cancelReason ? strings.hero.refundFor({ reason: cancelReason }) : '';
  const owed = compensationFen > 0 ? changed.compensation({ fen: compensationFen }) : '';
  if (refundingFen > 0) return why + strings.hero.refunding({ fen: refundingFen }) + owed;
  return why + strings.hero.refunded({ fen: refundedFen }) + owed;
}

/** What the top of an order's page says, by its state. */
export function heroOf(order: OrderView, now: number): Hero {
  const { startAt, endAt, payBy, dueFen } = order;
  switch (order.status) {
    case 'pendingAcceptance':
      return searching(order, now);
    case 'pendingPayment': {
      const countdown = payBy === null ? '' : countdownText(payBy, now);
      return { words: strings.hero.pendingPayment, countdown, tone: 'amber' };
    }
    case 'pendingService':
      return {
        words: strings.hero.pendingService({ when: visitTimeText(startAt, endAt, now) }),
        countdown: '',
        tone: 'blue',
      };
    case 'travelling':
      return { words: strings.hero.travelling({ time: timeText(startAt) }), countdown: '', tone: 'blue' };
    case 'inService':
      return { words: strings.hero.inService, countdown: '', tone: 'green' };
    case 'pendingConfirmation':
      return { words: strings.hero.pendingConfirmation, countdown: '', tone: 'amber' };
    case 'pendingBalance':
      return { words: strings.hero.pendingBalance({ dueFen }), countdown: '', tone: 'amber' };
    case 'completed':
      return { words: strings.hero.completed, countdown: '', tone: 'green' };
    case 'cancelled':
      return {
        words: order.cancelReason ? strings.hero.cancelledFor({ reason: order.cancelReason }) : strings.hero.cancelled,
        countdown: '',
        tone: 'grey',
      };
    case 'refunding':
    case 'refunded':
      return { words: refundWords(order), countdown: '', tone: 'grey' };
  }
}
