/** What people, the desk and the clock try with an order, sensible or not; the functions refuse what must not be. */
import { CANCEL_REASONS } from '#contract/changeOrder';
import type { OrderView } from '#contract/orders';
import type { PayOrderReply } from '#contract/payOrder';
import { DISPUTE_REASONS } from '#domain/dispute/dispute';
import { INTERRUPT_REASONS } from '#domain/order/interrupt';
import type { Order } from '#domain/order/order';
import { REFUSAL_GROUNDS } from '#domain/order/refuseVisit';
import { TRANSFER_REASONS } from '#domain/order/transfer';
import { HALF_HOUR_MS, HOUR, MINUTE } from '#domain/schedule/beijing';
import { PayRefusal } from '../../stand-ins/wechat-pay/payer';
import type { As } from '../../scripts/demo/players';
import { commanded } from '../../scripts/lives/wave';
import { familyOf, type Walk } from './walk';

export type Act = (walk: Walk, order: Order) => Promise<unknown>;

const WELL = {
  ...{ temperatureCelsius: 36.5, pulsePerMinute: 76, respirationPerMinute: 18 },
  ...{ systolicMmHg: 138, diastolicMmHg: 82, spo2Percent: 97, glucoseMmolPerL: 6.4 },
};
const record = (orderId: string, checkedSteps = [0, 1, 2, 3, 4, 5]) => ({
  ...{ orderId, checkedSteps, vitals: WELL, photos: [], summary: '测量顺利。' },
});
const PARTS = ['deposit', 'full', 'balance'] as const;

/** The order's own nurse; now and then another one tries. */
const nurse = ({ chance, town }: Walk, order: Order): As =>
  order.nurseOpenid && !chance.happens(0.05) ? { openid: order.nurseOpenid } : chance.pick(town.pairs).nurse.as;
const family = (walk: Walk, order: Order): As =>
  walk.chance.happens(0.03) ? walk.chance.pick(walk.town.pairs).family.as : familyOf(walk, order).as;

const change =
  (kind: string, who: typeof nurse, more: (walk: Walk, order: Order) => object): Act =>
  (walk, order) =>
    walk.ask('changeOrder', { kind, orderId: order._id, ...more(walk, order) }, who(walk, order));

/** Whoever was asked, mostly. */
export const accepts: Act = async (walk, order) => {
  const offers = await walk.town.rows<{ nurseOpenid: string }>('offers', { orderId: order._id, status: 'open' });
  const asked = offers.length > 0 && !walk.chance.happens(0.05) ? walk.chance.pick(offers).nurseOpenid : undefined;
  await walk.ask('acceptOrder', { orderId: order._id }, asked ? { openid: asked } : nurse(walk, order));
};

export const pays: Act = async (walk, order) => {
  const { totalFen } = order.money.price;
  const likely = order.status === 'pendingPayment' ? (['deposit', 'full'] as const) : (['balance'] as const);
  const part = totalFen > order.money.paidFen ? walk.chance.pick(likely) : walk.chance.pick(PARTS);
  const asked = await walk.ask<PayOrderReply>('payOrder', { orderId: order._id, part }, familyOf(walk, order).as);
  if (!asked) return;
  const { wechatPay } = walk.town.stage;
  try {
    const { openid = '' } = familyOf(walk, order).as;
    await wechatPay.confirm({ appId: wechatPay.account.appid, ...asked.payment, openid });
    if (walk.chance.happens(0.1)) await wechatPay.resend(asked.outTradeNo);
  } catch (error) {
    // In WeChat's own words: the sheet is closed or too old.
    if (!(error instanceof PayRefusal)) throw error;
  }
};

const view = (walk: Walk, { _id: orderId }: Order, as: As) => walk.ask<OrderView>('readOrder', { orderId }, as);

export const setsOut: Act = (walk, order) => walk.ask('setOut', { orderId: order._id }, nurse(walk, order));
export const checksIn: Act = async (walk, order) => {
  const seen = await view(walk, order, familyOf(walk, order).as);
  const position = seen?.address?.position ?? [120.15, 30.25];
  const visitCode = walk.chance.happens(0.1) ? '000000' : (seen?.visitCode ?? '000000');
  await walk.ask('checkIn', { orderId: order._id, visitCode, position }, nurse(walk, order));
};
export const finishes: Act = (walk, order) => walk.ask('completeVisit', record(order._id), nurse(walk, order));
export const confirms: Act = (walk, order) => walk.ask('confirmOrder', { orderId: order._id }, family(walk, order));
export const reviews: Act = (walk, order) => {
  const marks = { professional: walk.chance.between(1, 5), attitude: 4, environment: 5 };
  return walk.ask('reviewOrder', { orderId: order._id, ...marks }, family(walk, order));
};

const another = (walk: Walk, order: Order) => ({
  startAt: Math.max(order.startAt, walk.now()) + walk.chance.between(-4, 8) * HALF_HOUR_MS,
});
const atDoor = async (walk: Walk, order: Order) =>
  (await view(walk, order, familyOf(walk, order).as))?.address?.position ?? [120.15, 30.25];
const desk =
  (kind: string, more: (walk: Walk) => object): Act =>
  (walk, order) =>
    commanded(walk.town, walk.chance.id(16), { kind, orderId: order._id, ...more(walk) });
const anyNurse = ({ chance, town }: Walk) => chance.pick(town.pairs).nurse.nurseId;

/** Everything else there is, in any state. */
export const ASIDE: readonly Act[] = [
  (walk, order) => walk.ask('declineOrder', { orderId: order._id, reason: '时间不合适' }, nurse(walk, order)),
  change('cancel', family, ({ chance }) => ({ reason: chance.pick(CANCEL_REASONS.patient) })),
  change('cancel', nurse, ({ chance }) => ({ reason: chance.pick(CANCEL_REASONS.nurse) })),
  change('reschedule', family, another),
  change('proposeTime', nurse, another),
  change('answerTime', family, ({ chance }, { proposal, startAt }) => ({
    startAt: proposal?.startAt ?? startAt,
    accept: chance.happens(0.5),
  })),
  change('agreeTransfer', family, () => ({})),
  change('late', nurse, (walk, { startAt }) => ({
    arriveAt: Math.max(startAt, walk.now()) + walk.chance.between(5, 70) * MINUTE,
  })),
  async (walk, order) =>
    walk.ask(
      'changeOrder',
      { kind: 'arrive', orderId: order._id, position: await atDoor(walk, order) },
      nurse(walk, order),
    ),
  change('nurseNoShow', family, () => ({})),
  change('refuseVisit', nurse, ({ chance }) => ({ ground: chance.pick(Object.keys(REFUSAL_GROUNDS)) })),
  change('interrupt', nurse, ({ chance }, { _id }) => ({
    ...record(_id, [0, 1]),
    reason: chance.pick(Object.keys(INTERRUPT_REASONS)),
  })),
  change('dispute', family, ({ chance }) => ({ reason: chance.pick(DISPUTE_REASONS), text: '想请平台看一看' })),
  (walk, order) =>
    walk.ask(
      'declineOrder',
      {
        step: 'transfer',
        orderId: order._id,
        reason: walk.chance.pick(Object.keys(TRANSFER_REASONS)),
        toNurseId: null,
      },
      nurse(walk, order),
    ),
  (walk, order) => walk.ask('declineOrder', { step: 'keep', orderId: order._id }, nurse(walk, order)),
  (walk, order) => walk.ask('saveVisit', record(order._id, [0]), nurse(walk, order)),
  desk('assignOrder', (walk) => ({ nurseId: anyNurse(walk), overrideReason: '家属已同意' })),
  desk('releaseOrder', () => ({ reason: '护士联系不上' })),
  desk('reviewTransfer', ({ chance }) => ({ approved: chance.happens(0.6), note: '已核实' })),
  desk('cancelOrder', ({ chance }) => ({ reason: chance.pick(CANCEL_REASONS.operator) })),
];

/** What leads the order on from where it is; null: nothing to do but wait. */
export function onward({ status, startAt }: Order, now: number): Act | null {
  if (status === 'pendingAcceptance') return accepts;
  if (status === 'pendingPayment' || status === 'pendingBalance') return pays;
  if (status === 'pendingService') return startAt - now < HOUR ? setsOut : null;
  if (status === 'travelling') return checksIn;
  if (status === 'inService') return finishes;
  if (status === 'pendingConfirmation') return confirms;
  return status === 'completed' ? reviews : null;
}
