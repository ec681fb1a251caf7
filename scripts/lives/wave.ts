/** A wave of orders, all for the same hour of the next day, lived through at once by the built functions. */
import type { CreateOrderReply } from '#contract/createOrder';
import type { OrderView, PaymentPart } from '#contract/orders';
import type { PayOrderReply } from '#contract/payOrder';
import type { QuoteOrderReply } from '#contract/quoteOrder';
import type { Reply } from '#contract/reply';
import type { Order } from '#domain/order/order';
import { DAY, HOUR, MINUTE, startOfBeijingDay, beijingDay } from '#domain/schedule/beijing';
import { PayRefusal } from '../../stand-ins/wechat-pay/payer';
import type { As } from '../demo/players';
import type { Chance } from '../world/chance';
import { drawPlan, type Plan } from './plan';
import { OPERATOR, type Pair, type Town } from './town';

export interface Life extends Pair {
  readonly orderId: string;
  readonly plan: Plan;
}

const SERVICE = 'MED-02';
/** As many processes of each function; more do not meet more often on two cores, and each starts cold. */
const AT_ONCE = 3;
/** A process that was killed under a call: whoever called simply tries again. */
const MOST_TRIES = 8;
const RECORD = {
  checkedSteps: [0, 1, 2, 3, 4, 5],
  vitals: {
    ...{ temperatureCelsius: 36.5, pulsePerMinute: 76, respirationPerMinute: 18 },
    ...{ systolicMmHg: 138, diastolicMmHg: 82, spo2Percent: 97, glucoseMmolPerL: 6.4 },
  },
  photos: [],
  summary: '测量顺利。',
};

/** From the booking to the end of the day of the visit; what is under way then is for the sweeps. */
export async function liveWave(town: Town, chance: Chance): Promise<readonly Life[]> {
  const { stage } = town;
  const morning = startOfBeijingDay(beijingDay(await stage.now())) + 8 * HOUR;
  const startAt = morning + DAY + 2 * HOUR;
  const drawn = town.pairs.map((pair) => ({ ...pair, orderId: chance.id(20), plan: drawPlan(chance) }));
  const lives = (await inTurns(drawn, (life) => booked(town, life, startAt))).filter((life) => life !== null);
  await inTurns(lives, (life) => paysAsPlanned(town, life));
  await inTurns(lives, (life) => endsIf(town, life, 'familyEarly'));
  // Longer than anybody may leave an order unpaid.
  await passTime(town, morning + HOUR);
  await passTime(town, startAt - 5 * HOUR);
  await inTurns(lives, (life) => endsIf(town, life, 'familyLate'));
  await inTurns(lives, (life) => endsIf(town, life, 'operator'));
  await inTurns(lives, (life) => endsIf(town, life, 'familyAndOperator'));
  await passTime(town, startAt - 2 * HOUR);
  await inTurns(lives, (life) => endsIf(town, life, 'nurseCannot'));
  await passTime(town, startAt - 40 * MINUTE);
  await inTurns(lives, (life) => visited(town, life));
  await passTime(town, startAt + HOUR);
  return lives;
}

/** Time goes on, and the timers that matter run once. */
export async function passTime({ stage }: Town, until: number): Promise<void> {
  await stage.jumpTo(until);
  for (const name of ['reassignTimer', 'paymentTimer', 'outboxTimer']) await surely(() => stage.runTimer(name));
  await stage.wechatPay.tick();
}

async function inTurns<T, R>(list: readonly T[], live: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const rest = [...list.entries()];
  const worker = async () => {
    for (let next = rest.shift(); next; next = rest.shift()) results[next[0]] = await live(next[1]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}

/** Until the process that carried it out lived to answer. */
export async function surely<T>(act: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await act();
    } catch (error) {
      if (tries >= MOST_TRIES || !(error as Error).message.includes('did not run')) throw error;
    }
  }
}

/** What somebody asks for, asked again where WeChat Pay could not be reached; refusals are answers. */
async function asks<T>({ stage }: Town, name: string, data: object, as: As): Promise<Reply<T>> {
  for (let tries = 1; ; tries += 1) {
    const reply = await surely(() => stage.ask<T>(name, data, as));
    if (reply.ok || reply.error.code !== 'PAYMENT_SERVICE_FAILED' || tries >= MOST_TRIES) return reply;
  }
}

async function booked(town: Town, life: Life, startAt: number): Promise<Life | null> {
  const { family, nurse, orderId } = life;
  const wish = { serviceCode: SERVICE, startAt, recipientId: family.recipientId, addressId: family.addressId };
  const shown = await asks<QuoteOrderReply>(town, 'quoteOrder', wish, family.as);
  if (!shown.ok) throw new Error(`no price: ${JSON.stringify(shown.error)}`);
  const { price, quote } = shown.data;
  const said = { informedConsent: { version: 1 }, expectedTotalFen: price.totalFen, quote: quote.token };
  const order = { ...wish, requestId: orderId, nurseId: nurse.nurseId, note: '', ...said };
  const made = await asks<CreateOrderReply>(town, 'createOrder', order, family.as);
  if (!made.ok) throw new Error(`not booked: ${JSON.stringify(made.error)}`);
  const accepted = await asks(town, 'acceptOrder', { orderId: made.data.orderId }, nurse.as);
  if (!accepted.ok && accepted.error.code !== 'ILLEGAL_STEP') throw new Error(JSON.stringify(accepted.error));
  return { ...life, orderId: made.data.orderId };
}

const sheet = (town: Town, { orderId, family }: Life, part: PaymentPart) =>
  asks<PayOrderReply>(town, 'payOrder', { orderId, part }, family.as);

/** In WeChat's own words the sheet may be paid, closed or too old by now: the payer reads that and goes away. */
async function confirms({ stage }: Town, { family }: Life, asked: Reply<PayOrderReply>): Promise<void> {
  if (!asked.ok) return;
  const { wechatPay } = stage;
  const { openid = '' } = family.as;
  try {
    await wechatPay.confirm({ appId: wechatPay.account.appid, ...asked.data.payment, openid });
  } catch (error) {
    if (!(error instanceof PayRefusal)) throw error;
  }
}

async function paysAsPlanned(town: Town, life: Life): Promise<void> {
  const { plan } = life;
  const pay = async (part: PaymentPart) => confirms(town, life, await sheet(town, life, part));
  switch (plan.pays) {
    case 'full':
    case 'deposit':
      return pay(plan.pays);
    case 'changesMind':
      await sheet(town, life, 'deposit');
      return pay('full');
    case 'doubleTap':
      return void (await Promise.all([pay('full'), pay('full')]));
    case 'twoPhones':
      return void (await Promise.all([pay('full'), pay('deposit')]));
    case 'paysAndCallsOff':
      return void (await Promise.all([pay('full'), calledOff(town, life, life.family.as, '临时有事')]));
    case 'never':
  }
}

const calledOff = (town: Town, { orderId }: Life, as: As, reason: string) =>
  asks(town, 'changeOrder', { kind: 'cancel', orderId, reason }, as);

async function endsIf(town: Town, life: Life, now: Plan['ends']): Promise<void> {
  if (life.plan.ends !== now) return;
  const { family, nurse } = life;
  if (now === 'nurseCannot') await calledOff(town, life, nurse.as, '身体不适');
  else if (now === 'operator') await operatorCancels(town, life);
  else if (now === 'familyAndOperator')
    await Promise.all([operatorCancels(town, life), calledOff(town, life, family.as, '时间有变')]);
  else await calledOff(town, life, family.as, '时间有变');
}

/** One row of `opCommands`, carried out at once and, should that fail, by the sweep. */
export async function commanded({ stage, rows }: Town, commandId: string, command: object): Promise<void> {
  const { db } = await import('#cloud/database');
  const row = { ...command, _id: commandId, requestedBy: OPERATOR, requestedAt: await stage.now(), state: 'waiting' };
  if ((await rows('opCommands', { _id: commandId })).length === 0) await db.collection('opCommands').add(row);
  await surely(() => stage.ask('runCommand', { commandId }, { uid: OPERATOR }));
}

const operatorCancels = (town: Town, { orderId }: Life) =>
  commanded(town, `cancel${orderId}`, { kind: 'cancelOrder', orderId, reason: '系统故障' });

/** Whoever is still to be visited is: on the way, at the door, done; then the family confirms, clumsily, and pays the rest. */
async function visited(town: Town, life: Life): Promise<void> {
  const { orderId, family, nurse } = life;
  const setOut = await asks(town, 'setOut', { orderId }, nurse.as);
  if (!setOut.ok) return;
  const seen = await asks<OrderView>(town, 'readOrder', { orderId }, family.as);
  if (!seen.ok) throw new Error(JSON.stringify(seen.error));
  const { visitCode, address } = seen.data;
  await asks(town, 'checkIn', { orderId, visitCode, position: address?.position }, nurse.as);
  const finished = await asks(town, 'completeVisit', { orderId, ...RECORD }, nurse.as);
  if (!finished.ok && finished.error.code !== 'ILLEGAL_STEP') throw new Error(JSON.stringify(finished.error));
  await confirmsVisit(town, life);
}

async function confirmsVisit(town: Town, life: Life): Promise<void> {
  const { orderId, family, plan } = life;
  const confirm = () => asks(town, 'confirmOrder', { orderId }, family.as);
  if (plan.confirms === 'silent') return;
  if (plan.confirms === 'twice') await Promise.all([confirm(), confirm()]);
  else if (plan.confirms === 'whilePaying') await Promise.all([confirm(), paysBalance(town, life)]);
  else await confirm();
  await paysBalance(town, life);
}

/** Does nothing where nothing is due. */
export const paysBalance = async (town: Town, life: Life): Promise<void> =>
  confirms(town, life, await sheet(town, life, 'balance'));

export const ordersOf = async ({ rows }: Town, lives: readonly Life[]): Promise<readonly Order[]> =>
  rows<Order>('orders', { _id: { $in: lives.map(({ orderId }) => orderId) } });
