/**
 * What people are told, one row each. SUBSCRIBE_TEMPLATES names WeChat's template of each row, SMS_TEMPLATES the text message of each
 * that has `sms` among its channels, for functions and screens alike. A new kind is a new row.
 */
import type { Channel, Rings } from '#domain/messages/route';

/** `service`: its name · `time`: when the visit begins · `note`: what happened. */
export type Word = 'service' | 'time' | 'note';

export interface MessageKind {
  /** Above the text in the inbox and at the desk. */
  readonly title: string;
  /** Beyond the inbox, one after the other until one succeeds. */
  readonly channels: readonly Channel[];
  readonly rings: Rings;
  /** Where a tap leads; `order` is the nurse's own page of it for nurses. */
  readonly opens: 'order' | 'offers' | 'mine' | 'income';
  /** Fields of WeChat's template; their types are in their names (contract/messageFields.ts). */
  readonly fields: Readonly<Record<string, Word>>;
  /** Variables of the text message, in their order: {1}, {2} … */
  readonly sms: readonly Word[];
}

const VISIT = { thing1: 'service', time2: 'time', thing4: 'note' } as const;
const SHORT = ['service', 'time'] as const;
const row = <K extends MessageKind>(kind: K): K => kind;

export const MESSAGE_KINDS = {
  newOffer: row({
    title: '新的上门邀约',
    channels: ['weChat', 'sms'],
    rings: 'ifSoon',
    opens: 'offers',
    fields: VISIT,
    sms: SHORT,
  }),
  orderAccepted: row({
    title: '护士已接单',
    channels: ['weChat', 'sms'],
    rings: 'ifSoon',
    opens: 'order',
    fields: VISIT,
    sms: SHORT,
  }),
  orderReleased: row({
    title: '正在为您换护士',
    channels: ['weChat', 'sms', 'call'],
    rings: 'ifSoon',
    opens: 'order',
    fields: VISIT,
    sms: SHORT,
  }),
  transferAsked: row({
    title: '护士想换人上门',
    channels: ['weChat', 'sms', 'call'],
    rings: 'ifSoon',
    opens: 'order',
    fields: VISIT,
    sms: SHORT,
  }),
  transferAnswered: row({
    title: '转单有了结果',
    channels: ['weChat', 'sms'],
    rings: 'ifSoon',
    opens: 'order',
    fields: VISIT,
    sms: SHORT,
  }),
  searchDelayed: row({
    title: '还在寻找护士',
    channels: ['weChat', 'sms'],
    rings: 'ifSoon',
    opens: 'order',
    fields: VISIT,
    sms: SHORT,
  }),
  orderCancelled: row({
    title: '订单已取消',
    channels: ['weChat', 'sms', 'call'],
    rings: 'ifSoon',
    opens: 'order',
    fields: VISIT,
    sms: SHORT,
  }),
  visitChanged: row({
    title: '上门安排有变化',
    channels: ['weChat', 'sms', 'call'],
    rings: 'ifSoon',
    opens: 'order',
    fields: VISIT,
    sms: SHORT,
  }),
  orderPaid: row({
    title: '支付成功',
    channels: ['weChat'],
    rings: 'ifSoon',
    opens: 'order',
    fields: VISIT,
    sms: [],
  }),
  nurseDeparted: row({
    title: '护士已出发',
    channels: ['weChat', 'sms', 'call'],
    rings: 'always',
    opens: 'order',
    fields: VISIT,
    sms: SHORT,
  }),
  visitFinished: row({
    title: '服务已结束',
    channels: ['weChat', 'sms'],
    rings: 'byDay',
    opens: 'order',
    fields: VISIT,
    sms: SHORT,
  }),
  refundIssued: row({
    title: '退款通知',
    channels: ['weChat', 'sms'],
    rings: 'byDay',
    opens: 'order',
    fields: VISIT,
    sms: SHORT,
  }),
  disputeNews: row({
    title: '退款申请有进展',
    channels: ['weChat'],
    rings: 'byDay',
    opens: 'order',
    fields: VISIT,
    sms: [],
  }),
  seriesWaiting: row({
    title: '长期照护等您处理',
    channels: ['weChat', 'sms'],
    rings: 'byDay',
    opens: 'mine',
    fields: VISIT,
    sms: SHORT,
  }),
  discountNotice: row({
    title: '优惠提醒',
    channels: ['weChat'],
    rings: 'byDay',
    opens: 'mine',
    fields: { thing1: 'service', thing4: 'note' },
    sms: [],
  }),
  incomeNotice: row({
    title: '收入结算',
    channels: ['weChat'],
    rings: 'byDay',
    opens: 'income',
    fields: { thing1: 'service', thing4: 'note' },
    sms: [],
  }),
  paperNotice: row({
    title: '资质到期提醒',
    channels: ['weChat', 'sms'],
    rings: 'byDay',
    opens: 'mine',
    fields: { thing1: 'service', thing4: 'note' },
    sms: ['service'],
  }),
} as const satisfies Record<string, MessageKind>;

export type MessageTemplate = keyof typeof MESSAGE_KINDS;

export const MESSAGE_TEMPLATES = Object.keys(MESSAGE_KINDS) as readonly MessageTemplate[];

/** The kinds of which an environment variable must name a template. */
export const SMS_KINDS = MESSAGE_TEMPLATES.filter((name) =>
  (MESSAGE_KINDS[name].channels as readonly Channel[]).includes('sms'),
);
