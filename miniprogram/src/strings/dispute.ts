/** The words of money asked back after a visit. */
import { yuan } from '#domain/payment/fen';
import { dateTimeText } from '#domain/schedule/beijing';

export const strings = {
  page: '申请退款',
  link: '服务有问题，申请退款',
  again: '不同意这个结果，再申请一次',
  title: '退款申请',
  ask: '哪里有问题？',
  tell: '请说说发生了什么',
  hint: '例如：说好 60 分钟，只做了 30 分钟就走了',
  private: '只有平台的工作人员能看到您写的话。',
  promise: '我们 24 小时内答复，7 天内决定。同意后钱原路退回。',
  send: '提交申请',
  open: ({ decideBy }: { decideBy: number }) => `正在核实，最晚 ${dateTimeText(decideBy)} 有结果`,
  reason: ({ reason }: { reason: string }) => `原因：${reason}`,
  answer: ({ answer }: { answer: string }) => `平台答复：${answer}`,
  granted: ({ amountFen }: { amountFen: number }) => `同意退款 ${yuan(amountFen)}`,
  refused: '没有同意退款',
  reply: ({ reply }: { reply: string }) => `说明：${reply}`,
};
