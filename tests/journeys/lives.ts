/** Orders in every state, each led there by the people it belongs to, through the functions alone. */
import type { OrderView } from '#contract/orders';
import type { OrderStatus } from '#domain/order/status';
import { pay } from '../../scripts/demo/payer';
import { type Booking, type City, family, nurseOf } from './city';

/** Well measured, nothing to worry about: what MED-02 asks for. */
export const MEASURED = {
  temperatureCelsius: 36.5,
  pulsePerMinute: 76,
  respirationPerMinute: 18,
  systolicMmHg: 138,
  diastolicMmHg: 82,
  spo2Percent: 97,
  glucoseMmolPerL: 6.4,
};

export const wholeRecord = (orderId: string) => ({
  orderId,
  checkedSteps: [0, 1, 2, 3, 4, 5],
  vitals: MEASURED,
  photos: [],
  summary: '测量顺利。',
});

const STEPS_TO: Record<Exclude<OrderStatus, 'pendingBalance'>, readonly Step[]> = {
  pendingAcceptance: [],
  pendingPayment: ['accept'],
  pendingService: ['accept', 'payFull'],
  travelling: ['accept', 'payFull', 'setOut'],
  inService: ['accept', 'payFull', 'setOut', 'checkIn'],
  pendingConfirmation: ['accept', 'payFull', 'setOut', 'checkIn', 'finish'],
  completed: ['accept', 'payFull', 'setOut', 'checkIn', 'finish', 'confirm'],
  cancelled: ['cancel'],
  refunding: ['accept', 'payFull', 'cancel'],
  refunded: ['accept', 'payFull', 'cancel', 'refund'],
};
const WITH_DEPOSIT: readonly Step[] = ['accept', 'payDeposit', 'setOut', 'checkIn', 'finish', 'confirm'];

type Step = 'accept' | 'payFull' | 'payDeposit' | 'setOut' | 'checkIn' | 'finish' | 'confirm' | 'cancel' | 'refund';

/** Books and goes on until the order is there. Whoever was asked first is the nurse; the visit must begin within four hours. */
export async function orderIn(city: City, status: OrderStatus, booking: Booking = {}): Promise<string> {
  const orderId = await city.book(booking);
  for (const step of status === 'pendingBalance' ? WITH_DEPOSIT : STEPS_TO[status]) {
    await take[step](city, orderId, booking.family ?? 1);
  }
  const reached = (await city.order(orderId)).status;
  if (reached !== status) throw new Error(`the order is ${reached}, not ${status}`);
  return orderId;
}

const take: Record<Step, (city: City, orderId: string, familyNumber: number) => Promise<unknown>> = {
  accept: async (city, orderId) => city.call('acceptOrder', { orderId }, (await firstAsked(city, orderId)).as),
  payFull: (city, orderId, number) => pay(city, orderId, 'full', family(number).as),
  payDeposit: (city, orderId, number) => pay(city, orderId, 'deposit', family(number).as),
  setOut: async (city, orderId) => city.call('setOut', { orderId }, (await nurseOn(city, orderId)).as),
  checkIn: async (city, orderId, number) => {
    const { visitCode, address } = await city.call<OrderView>('readOrder', { orderId }, family(number).as);
    const door = { orderId, visitCode, position: address?.position };
    await city.call('checkIn', door, (await nurseOn(city, orderId)).as);
  },
  finish: async (city, orderId) => city.call('completeVisit', wholeRecord(orderId), (await nurseOn(city, orderId)).as),
  confirm: (city, orderId, number) => city.call('confirmOrder', { orderId }, family(number).as),
  cancel: (city, orderId, number) =>
    city.call('changeOrder', { kind: 'cancel', orderId, reason: '临时有事' }, family(number).as),
  refund: (city) => moneyArrives(city),
};

async function firstAsked(city: City, orderId: string) {
  const [first] = (await city.order(orderId)).dispatch.offeredNurseIds;
  return nurseOf(first ?? '');
}

/** The nurse who has the order. */
export async function nurseOn(city: City, orderId: string) {
  return nurseOf((await city.order(orderId)).nurseId ?? '');
}

/** What was decided is carried out: refunds are asked for, WeChat Pay completes them and says so. */
export async function moneyArrives(city: City): Promise<void> {
  await city.quiet();
  await city.runTimer('outboxTimer');
  await city.wechatPay.tick();
  // The refund that the tick completed is announced with it; its notification may poke once more.
  await city.wechatPay.tick();
  await city.quiet();
}
