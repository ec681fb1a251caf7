import { MINUTE, timeText } from '#domain/schedule/beijing';
import { yuan } from '#domain/payment/fen';
import type { OrderView } from '#contract/orders';
import { countdownText, visitTimeText } from '@/words/when';

export interface Hero {
  readonly words: string;
  readonly countdown: string;
  readonly tone: 'blue' | 'green' | 'amber' | 'grey';
}

/** Longer than this only where the clock of the search stands still for the night. */
const LONGEST_BY_DAY_MS = 15 * MINUTE;

function searching({ dispatchStage, searchAnswerBy }: OrderView, now: number): Hero {
  const left = searchAnswerBy - now;
  const isAsked = dispatchStage === 'exclusive' || dispatchStage === 'waves';
  if (isAsked && left > LONGEST_BY_DAY_MS) {
    return { words: '夜里护士在休息，早上 7 点接着为您找，有消息会马上告诉您', countdown: '', tone: 'blue' };
  }
  const countdown = left > 0 ? countdownText(searchAnswerBy, now) : '';
  switch (dispatchStage) {
    case 'exclusive':
      return { words: '正在等您选的护士答复。她没空的话，我们马上问别的护士', countdown, tone: 'blue' };
    case 'waves':
      return { words: '正在为您找护士，有消息会马上告诉您', countdown, tone: 'blue' };
    case 'alternates':
      return { words: '还没有人接单，已同时问了更多合适的护士', countdown: '', tone: 'blue' };
    case 'operators':
      return { words: '附近的护士都在忙，客服正在亲自为您安排，请留意消息', countdown: '', tone: 'amber' };
  }
}

function refundWords({ refundingFen, refundedFen, cancelReason }: OrderView): string {
  const why = cancelReason ? `取消原因：${cancelReason}。` : '';
  if (refundingFen > 0) return `${why}${yuan(refundingFen)} 正在退回您的微信，一般几分钟到账`;
  return `${why}已退回 ${yuan(refundedFen)}，请在微信钱包查看`;
}

/** What the top of an order's page says, by its state. */
export function heroOf(order: OrderView, now: number): Hero {
  const { startAt, endAt, payBy, dueFen } = order;
  switch (order.status) {
    case 'pendingAcceptance':
      return searching(order, now);
    case 'pendingPayment': {
      const countdown = payBy === null ? '' : countdownText(payBy, now);
      return { words: '护士已接单。请在时间内付款，为您留住护士', countdown, tone: 'amber' };
    }
    case 'pendingService':
      return { words: `护士会在 ${visitTimeText(startAt, endAt, now)} 上门`, countdown: '', tone: 'blue' };
    case 'travelling':
      return { words: `护士已出发，预约时间 ${timeText(startAt)}`, countdown: '', tone: 'blue' };
    case 'inService':
      return { words: '护士正在为您服务', countdown: '', tone: 'green' };
    case 'pendingConfirmation':
      return { words: '服务做完了吗？请点下面的“确认完成”', countdown: '', tone: 'amber' };
    case 'pendingBalance':
      return { words: `还有尾款 ${yuan(dueFen)} 没付`, countdown: '', tone: 'amber' };
    case 'completed':
      return { words: '服务已完成，祝您安康', countdown: '', tone: 'green' };
    case 'cancelled':
      return {
        words: order.cancelReason ? `原因：${order.cancelReason}` : '这张订单已取消',
        countdown: '',
        tone: 'grey',
      };
    case 'refunding':
    case 'refunded':
      return { words: refundWords(order), countdown: '', tone: 'grey' };
  }
}
