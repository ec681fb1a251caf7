/** Why an account cannot be closed yet: nobody disappears from under a visit, or with money open on either side. */
import type { NurseStatus } from '../nurse/nurse';
import type { ApplicationState } from '../onboarding/application';
import type { Order } from '../order/order';
import type { OrderStatus } from '../order/status';
import { dueFen } from '../payment/due';
import { dateTimeText } from '../schedule/beijing';

export interface AccountFacts {
  /** The account's orders as a family, and as a nurse. */
  readonly ordered: readonly Order[];
  readonly served: readonly Order[];
  readonly nurseStatus: NurseStatus | null;
  readonly applicationState: ApplicationState | null;
}

export interface Blocker {
  readonly kind: 'order' | 'owed' | 'refund' | 'visit' | 'application' | 'nurse';
  readonly orderId: string | null;
  readonly text: string;
}

const OVER: readonly OrderStatus[] = ['completed', 'cancelled', 'refunded'];

export function closingBlockers({ ordered, served, nurseStatus, applicationState }: AccountFacts): readonly Blocker[] {
  return [
    ...ordered.flatMap(ofFamily),
    ...served.filter(({ status }) => !OVER.includes(status)).map(ofNurse),
    ...(nurseStatus && ['training', 'active', 'suspended'].includes(nurseStatus) ? [WORKS_HERE] : []),
    ...(applicationState && ['submitted', 'reviewing'].includes(applicationState) ? [APPLIES] : []),
  ];
}

const WORKS_HERE: Blocker = {
  kind: 'nurse',
  orderId: null,
  text: '您是平台的护士。请先联系平台办理离岗，再注销账号。',
};
const APPLIES: Blocker = { kind: 'application', orderId: null, text: '您的护士申请正在审核。请先撤回申请。' };

const nameOf = ({ serviceName, startAt }: Order) => `“${serviceName}”（${dateTimeText(startAt)}）`;
const yuan = (fen: number) => (fen / 100).toFixed(2);

function ofFamily(order: Order): readonly Blocker[] {
  const { _id: orderId, status, money } = order;
  if (status === 'pendingBalance') {
    return [{ kind: 'owed', orderId, text: `${nameOf(order)}还有 ${yuan(dueFen(order))} 元没有支付。请先付清。` }];
  }
  if (status === 'refunding' || money.refundingFen > 0) {
    return [{ kind: 'refund', orderId, text: `${nameOf(order)}的退款还没有到账。请到账后再注销。` }];
  }
  if (OVER.includes(status)) return [];
  return [{ kind: 'order', orderId, text: `${nameOf(order)}还没有结束。请先取消，或等服务完成。` }];
}

const ofNurse = (order: Order): Blocker => ({
  kind: 'visit',
  orderId: order._id,
  text: `${nameOf(order)}由您上门，还没有结束。请先完成，或联系平台转给别人。`,
});
