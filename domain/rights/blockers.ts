/** Why an account cannot be closed yet: nobody disappears from under a visit, or with money open on either side. */
import type { ApplicationState } from '../onboarding/application';
import type { Order } from '../order/order';
import type { OrderStatus } from '../order/status';
import { dueFen } from '../payment/due';
import { dateTimeText } from '../schedule/beijing';

export interface AccountFacts {
  /** The account's orders as a family, and as a nurse. */
  readonly ordered: readonly Order[];
  readonly served: readonly Order[];
  readonly applicationState: ApplicationState | null;
  /** What the books owe the account as a nurse; less than nothing: what she owes. */
  readonly unpaidIncomeFen: number;
  /** Paid for visits of packages that were not made, or on its way back. */
  readonly packageFen: number;
}

export interface Blocker {
  readonly kind: 'order' | 'owed' | 'refund' | 'visit' | 'application' | 'income' | 'package';
  readonly orderId: string | null;
  readonly text: string;
}

const OVER: readonly OrderStatus[] = ['completed', 'cancelled', 'refunded'];

/** A nurse leaves by closing her account: no visit ahead of her, no money of hers on its way. Her post is no reason to keep her. */
export function closingBlockers({
  ordered,
  served,
  applicationState,
  unpaidIncomeFen,
  packageFen,
}: AccountFacts): readonly Blocker[] {
  return [
    ...ordered.flatMap(ofFamily),
    ...served.flatMap(ofNurse),
    ...(unpaidIncomeFen > 0 ? [unpaid(unpaidIncomeFen)] : []),
    ...(packageFen > 0 ? [inPackages(packageFen)] : []),
    ...(applicationState && ['submitted', 'reviewing'].includes(applicationState) ? [APPLIES] : []),
  ];
}

const APPLIES: Blocker = { kind: 'application', orderId: null, text: '您的护士申请正在审核。请先撤回申请。' };

const yuan = (fen: number) => (fen / 100).toFixed(2);

/** Money of hers does not vanish with her account. What cannot be claimed by herself, a person at the desk settles. */
const unpaid = (fen: number): Blocker => ({
  kind: 'income',
  orderId: null,
  text: `您还有 ${yuan(fen)} 元收入没有领取。周一结算后请在“收入”里领取，到账后再注销。领不了请联系客服。`,
});

const inPackages = (fen: number): Blocker => ({
  kind: 'package',
  orderId: null,
  text: `您的套餐里还有 ${yuan(fen)} 元没有用完，或正在退款。请先在“我的 → 套餐”里退款，到账后再注销。`,
});

/** Money was asked back, and nobody has decided yet. */
const isDisputed = ({ dispute }: Order): boolean => dispute?.state === 'open';

const nameOf = ({ serviceName, startAt }: Order) => `“${serviceName}”（${dateTimeText(startAt)}）`;

function ofFamily(order: Order): readonly Blocker[] {
  const { _id: orderId, status, money } = order;
  if (status === 'pendingBalance') {
    return [{ kind: 'owed', orderId, text: `${nameOf(order)}还有 ${yuan(dueFen(order))} 元没有支付。请先付清。` }];
  }
  if (status === 'refunding' || money.refundingFen > 0) {
    return [{ kind: 'refund', orderId, text: `${nameOf(order)}的退款还没有到账。请到账后再注销。` }];
  }
  if (isDisputed(order)) {
    return [{ kind: 'refund', orderId, text: `${nameOf(order)}的退款申请还没有结果。请有结果后再注销。` }];
  }
  if (OVER.includes(status)) return [];
  return [{ kind: 'order', orderId, text: `${nameOf(order)}还没有结束。请先取消，或等服务完成。` }];
}

function ofNurse(order: Order): readonly Blocker[] {
  const { _id: orderId, status, money } = order;
  if (status === 'refunding' || money.refundingFen > 0) {
    return [{ kind: 'refund', orderId, text: `您上门的${nameOf(order)}还在退款，收入没有结清。请退款到账后再注销。` }];
  }
  if (isDisputed(order)) {
    return [
      { kind: 'refund', orderId, text: `家属对您上门的${nameOf(order)}申请了退款，还没有结果。请有结果后再注销。` },
    ];
  }
  if (OVER.includes(status)) return [];
  return [{ kind: 'visit', orderId, text: `${nameOf(order)}由您上门，还没有结束。请先完成，或联系平台转给别人。` }];
}
