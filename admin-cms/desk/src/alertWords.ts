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
  calendarMissing: { title: '放假安排没有录入', page: null },
};

/** A kind this desk does not know yet is shown by its own name. */
export const alertWords = (kind: string): AlertWords => KINDS[kind] ?? { title: kind, page: null };
