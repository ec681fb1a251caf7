/** A family of the city: looks, hesitates, books, pays or does not, calls off, lets the nurse in, confirms, reviews. */
import type { FindSlotsReply } from '#contract/findSlots';
import type { ChangeTerms } from '#contract/changeOrder';
import type { OrderView } from '#contract/orders';
import type { PayOrderReply } from '#contract/payOrder';
import type { MeView } from '#contract/people';
import type { QuoteOrderReply } from '#contract/quoteOrder';
import type { ReadCatalogueReply } from '#contract/readCatalogue';
import type { RecommendNursesReply } from '#contract/recommendNurses';
import type { Order } from '#domain/order/order';
import { beijingDay, DAY, MINUTE } from '#domain/schedule/beijing';
import type { As } from '../../scripts/demo/players';
import { answerMinutes } from './arrivals';
import { householdsOf, type Town } from './town';

const URGENT_SHARE = 0.12;
const TODAY_SHARE = 0.35;
const CHOOSES_NURSE = 0.35;
const ONLY_LOOKS = 0.15;
const NEVER_PAYS = 0.05;
const CALLS_OFF = 0.06;
const CONFIRMS = 0.75;
const REVIEWS = 0.6;
/** So many of WeChat Pay's notifications come once more. */
const TOLD_TWICE = 0.1;

const familyNumber = (town: Town): number => town.chance.between(1, householdsOf(town.size));
const asFamily = (number: number): As => ({ openid: `o-family${String(number).padStart(4, '0')}` });

/** One who looks around and goes again. */
export async function looksAround({ ask, chance, size }: Town): Promise<void> {
  const first = householdsOf(size) + 1;
  const as = first > size.users ? asFamily(1) : { openid: `o-l${chance.between(first, size.users)}` };
  await ask('signIn', {}, as);
  await ask('readCatalogue', {}, as);
}

interface Wanted {
  readonly serviceCode: string;
  readonly recipientId: string;
  readonly addressId: string;
}

/** Wants a visit; what comes of it is noted by the order's own life (`followed`). */
export async function wantsVisit(town: Town): Promise<void> {
  const { ask, chance, now } = town;
  const as = asFamily(familyNumber(town));
  const me = await ask<MeView>('signIn', {}, as);
  const recipient = me?.recipients.find(({ verified }) => verified);
  const address = me?.addresses[0];
  const catalogue = await ask<ReadCatalogueReply>('readCatalogue', {}, as);
  if (!recipient || !address || !catalogue) return;
  const isUrgent = chance.happens(URGENT_SHARE);
  const isToday = isUrgent || chance.happens(TODAY_SHARE);
  const day = beijingDay(now() + (isToday ? 0 : DAY));
  const { code: serviceCode } = chance.pick(catalogue.services);
  const wanted: Wanted = { serviceCode, recipientId: recipient.recipientId, addressId: address.addressId };
  const found = await ask<FindSlotsReply>('findSlots', { ...wanted, day }, as);
  const free = (found?.slots ?? []).filter(({ nurseCount }) => nurseCount > 0);
  const startAt = isUrgent ? found?.soonest?.startAt : free.length > 0 ? chance.pick(free).startAt : undefined;
  if (startAt === undefined) return void count(town, isUrgent ? 'nobody soon' : 'no free half hour');
  town.agenda.note(now() + answerMinutes(1.5, chance) * MINUTE, () =>
    quotes(town, as, { ...wanted, startAt, urgent: isUrgent }),
  );
}

const count = ({ refusals }: Town, what: string) => refusals.set(what, (refusals.get(what) ?? 0) + 1);

type Wish = Wanted & { readonly startAt: number; readonly urgent: boolean };

async function quotes(town: Town, as: As, wish: Wish): Promise<void> {
  const { ask, chance } = town;
  const nurseId = !wish.urgent && chance.happens(CHOOSES_NURSE) ? await chosen(town, as, wish) : null;
  const quoted = await ask<QuoteOrderReply>('quoteOrder', { ...wish, nurseId }, as);
  if (!quoted) return;
  if (!quoted.eligibility.allowed) return void count(town, 'not allowed for this person');
  if (chance.happens(ONLY_LOOKS)) return void count(town, 'saw the price and went');
  town.agenda.note(town.now() + answerMinutes(2, chance) * MINUTE, () => books(town, as, { ...wish, nurseId }, quoted));
}

async function chosen({ ask, chance }: Town, as: As, { urgent: _urgent, ...wish }: Wish): Promise<string | null> {
  const found = await ask<RecommendNursesReply>('recommendNurses', wish, as);
  const nurses = found?.nurses.slice(0, 5) ?? [];
  return nurses.length > 0 ? chance.pick(nurses).nurseId : null;
}

async function books(
  town: Town,
  as: As,
  wish: Wish & { readonly nurseId: string | null },
  { price, quote }: QuoteOrderReply,
): Promise<void> {
  const order = { ...wish, requestId: town.chance.id(24), informedConsent: { version: 1 } };
  const said = { expectedTotalFen: price.totalFen, quote: quote.token };
  const made = await town.ask<{ orderId: string }>('createOrder', { ...order, ...said }, as);
  if (!made) return;
  town.acknowledged.push(made.orderId);
  if (town.chance.happens(CALLS_OFF)) {
    const patience = answerMinutes(60, town.chance, 1.2) * MINUTE;
    town.agenda.note(town.now() + patience, () => callsOff(town, made.orderId, as));
  }
}

/** What she does when she sees that her order has gone on. */
export function familySees(town: Town, order: Order, before: Order['status'] | undefined): void {
  const { agenda, chance, now } = town;
  const as = { openid: order.patientOpenid };
  const soon = (minutes: number, act: () => Promise<void>) =>
    agenda.note(now() + answerMinutes(minutes, chance) * MINUTE, act);
  if (order.status === before) return;
  if (order.status === 'pendingPayment' && !chance.happens(NEVER_PAYS))
    soon(order.urgent ? 1.5 : 4, () => looksAndPays(town, order._id, as));
  if (order.status === 'pendingConfirmation' && chance.happens(CONFIRMS)) soon(90, () => confirms(town, order._id, as));
  if (order.status === 'pendingBalance') soon(5, () => pays(town, order._id, 'balance', as));
  if (order.status === 'completed' && chance.happens(REVIEWS)) soon(30, () => reviews(town, order._id, as));
}

async function looksAndPays(town: Town, orderId: string, as: As): Promise<void> {
  const view = await town.ask<OrderView>('readOrder', { orderId }, as);
  const part = view && view.payable.length > 0 ? town.chance.pick(view.payable).part : null;
  if (part) await pays(town, orderId, part, as);
}

async function pays(town: Town, orderId: string, part: string, as: As): Promise<void> {
  const asked = await town.ask<PayOrderReply>('payOrder', { orderId, part }, as);
  if (!asked) return;
  const { wechatPay } = town.stage;
  try {
    await wechatPay.confirm({ appId: wechatPay.account.appid, ...asked.payment, ...as });
  } catch (error) {
    // WeChat's own refusal: the sheet was open for too long.
    return void count(town, `WeChat Pay: ${(error as Error).message}`);
  }
  if (town.chance.happens(TOLD_TWICE)) await wechatPay.resend(asked.outTradeNo);
}

async function callsOff({ ask }: Town, orderId: string, as: As): Promise<void> {
  const wish = { kind: 'cancel', orderId, reason: '临时有事' };
  const terms = await ask<ChangeTerms>('changeOrder', { ...wish, preview: true }, as);
  if (terms) await ask('changeOrder', { ...wish, expectedFeeFen: terms.feeFen }, as);
}

async function confirms({ ask }: Town, orderId: string, as: As): Promise<void> {
  await ask('readOrder', { orderId }, as);
  await ask('confirmOrder', { orderId }, as);
}

async function reviews({ ask, chance }: Town, orderId: string, as: As): Promise<void> {
  const marks = {
    professional: chance.between(4, 5),
    attitude: chance.between(3, 5),
    environment: chance.between(3, 5),
  };
  await ask('reviewOrder', { orderId, ...marks }, as);
}
