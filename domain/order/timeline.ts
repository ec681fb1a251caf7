/** The history of an order as both the patient and the nurse read it. */
import { yuan } from '../payment/fen';
import { dateTimeText, timeText } from '../schedule/beijing';
import type { OrderFact } from './order';
import type { OrderEvent } from './status';

const amount = ({ details }: OrderFact): string =>
  typeof details.amountFen === 'number' ? ` ${yuan(details.amountFen)}` : '';

const CANCELLED_BY: Record<OrderFact['by'], string> = {
  patient: '用户已取消订单',
  nurse: '护士无法上门，订单已取消',
  operator: '平台已取消订单',
  system: '订单已自动取消',
  wechatPay: '订单已取消',
};

/** O-10: owed beside what goes back. */
const compensated = ({ details }: OrderFact): string => {
  const fen = Number(details.compensationFen ?? 0);
  return fen > 0 ? `，平台另赔付 ${yuan(fen)}` : '';
};

const THEN: Record<string, string> = { stays: '，护士不变', searched: '，正在重新安排护士' };
const feeSaid = (details: OrderFact['details']): string =>
  Number(details.feeFen) > 0 ? `，改约费 ${yuan(Number(details.feeFen))}` : '';

const TRANSFER_ANSWERS: Record<string, string> = {
  consent: '平台同意转单，请家属决定',
  refused: '平台没有同意转单，仍由原护士上门',
  dispatcher: '平台调度员正在安排护士',
};

const OFFERED: Record<string, string> = {
  exclusive: '已通知指定护士，等待确认',
  waves: '正在为您寻找护士',
  alternates: '已通知候补护士',
};

const TEXT: Record<OrderEvent, (fact: OrderFact) => string> = {
  offer: ({ details }) =>
    details.batch ? '已通知路近的护士，等待确认' : (OFFERED[String(details.stage)] ?? '正在为您寻找护士'),
  awaitPapers: () => '医嘱已提交，审核通过后马上找护士',
  papersPassed: () => '医嘱审核通过，开始找护士',
  gather: () => '现在预约的人多，正在统一安排路近的护士',
  decline: () => '护士暂时无法接单，正在联系其他护士',
  escalate: () => '暂无护士接单，平台工作人员正在安排',
  accept: () => '护士已接单',
  assign: () => '平台已安排护士',
  release: () => '护士无法上门，正在重新安排',
  payDeposit: (fact) => `已支付定金${amount(fact)}`,
  payFull: (fact) => `已支付全款${amount(fact)}`,
  payBalance: (fact) => `已支付尾款${amount(fact)}`,
  payLate: (fact) => `订单取消后到账${amount(fact)}，将原路退回`,
  insure: ({ details }) => `保险已生效，凭证号 ${String(details.number)}`,
  setOut: () => '护士已出发',
  checkIn: () => '护士已到达，开始服务',
  finish: () => '服务已结束，待确认',
  confirm: ({ by }) => (by === 'system' ? '超过 48 小时未确认，已自动确认' : '已确认服务完成'),
  review: () => '已评价',
  cancel: (fact) => CANCELLED_BY[fact.by] + compensated(fact),
  askTransfer: () => '护士提出转给别的护士上门，平台正在核实',
  answerTransfer: ({ details }) => TRANSFER_ANSWERS[String(details.answer)] ?? '转单已处理',
  keepVisit: () => '护士撤回了转单，仍由她上门',
  agreeTransfer: () => '家属同意换护士，正在优先安排',
  reschedule: ({ details }) =>
    `上门时间改为 ${dateTimeText(Number(details.startAt))}${THEN[String(details.nurse)] ?? ''}${feeSaid(details)}`,
  proposeTime: ({ details }) => `护士希望改到 ${dateTimeText(Number(details.startAt))}，等待家属答复`,
  declineTime: () => '家属没有同意改时间，按原时间上门',
  late: ({ details }) => `护士预计 ${timeText(Number(details.expectedAt))} 到，晚 ${String(details.lateMinutes)} 分钟`,
  arrive: () => '护士已到门口',
  patientNoShow: () => '护士在门口等候后无人应答，订单已结束',
  nurseNoShow: (fact) => `护士没有上门，订单已结束，款项全部退回${compensated(fact)}`,
  refuseVisit: ({ details }) => `护士判断不能服务：${String(details.reason)}，订单已结束`,
  overdue: () => '已超过预计结束时间，平台正在联系护士',
  interrupt: ({ details }) => `服务提前结束：${String(details.reason)}`,
  dispute: ({ details }) => `家属${Number(details.round) > 1 ? '再次' : ''}申请退款：${String(details.reason)}`,
  decideDispute: (fact) =>
    Number(fact.details.amountFen) > 0 ? `平台同意退款${amount(fact)}` : '平台核实后没有同意退款',
  refunded: (fact) => `退款已到账${amount(fact)}`,
};

/** Said of orders that their own nurse ended: she need not be told. */
const ENDED_BY_NURSE = ['护士无法上门，订单已取消', '护士在门口等候', '护士判断不能服务'];
export const isEndedByNurse = (text: string): boolean => ENDED_BY_NURSE.some((words) => text.startsWith(words));

export const timelineText = (fact: OrderFact): string => TEXT[fact.event](fact);
