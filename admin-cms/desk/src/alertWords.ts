/** Words of `operatorAlerts`, and where each is dealt with. */
import type { PageName } from './navigation';

interface AlertWords {
  readonly title: string;
  readonly page: PageName | null;
}

const KINDS: Readonly<Record<string, AlertWords>> = {
  noInsuranceCover: { title: '保险没有生效', page: 'orders' },
  orderNeedsNurse: { title: '订单缺护士', page: 'orders' },
  nurseReviewSoon: { title: '护士审核快到期', page: 'reviews' },
  nurseReviewOverdue: { title: '护士审核已超期', page: 'reviews' },
  nurseBroken: { title: '护士资料损坏', page: null },
  compensationOwed: { title: '待赔付患者', page: 'orders' },
  nobodyOpened: { title: '患者不在，请核实', page: 'orders' },
  visitOverdue: { title: '上门超时未结束', page: 'orders' },
  visitBrokenOff: { title: '服务中止，请跟进', page: 'orders' },
  disputeDue: { title: '退款申请快超时', page: 'disputes' },
  deadLetter: { title: '后台没有做成的事', page: null },
  refundStuck: { title: '退款退不回去', page: 'bills' },
  payService: { title: '微信支付出了问题', page: 'bills' },
  calendarMissing: { title: '放假安排没有录入', page: null },
};

/** A kind this desk does not know yet is shown by its own name. */
export const alertWords = (kind: string): AlertWords => KINDS[kind] ?? { title: kind, page: null };
