/** Steps that many tests begin with, each through the real functions. */
import type { CreateOrderReply } from '#contract/createOrder';
import type { QuoteOrderReply } from '#contract/quoteOrder';
import { FAMILIES, TOMORROW_TEN, type Family } from './people';
import type { World } from './world';

let requests = 0;

/** 24 places, never the same twice in a test file. */
export const requestId = (): string => `request${String((requests += 1)).padStart(17, '0')}`;

/** Well-formed and nobody's: for bookings that are refused before anybody looks at the price. */
export const NO_QUOTE = `1700000000000.${'0'.repeat(64)}`;

export const wishOf = (family: Family, more: object = {}) => ({
  serviceCode: 'MED-05',
  recipientId: family.recipientId,
  addressId: family.addressId,
  startAt: TOMORROW_TEN,
  ...more,
});

/** A wish at the price of now, ready to be booked; what gets no price keeps `NO_QUOTE`. */
export async function quotedOrder(world: World, family: Family, more: Record<string, unknown> = {}) {
  const { nurseId = null, expectedTotalFen, ...wished } = more;
  const wish = wishOf(family, wished);
  const reply = await world.call<QuoteOrderReply>('quoteOrder', wish, family);
  const [totalFen, quote] = reply.ok ? [reply.data.price.totalFen, reply.data.quote.token] : [1, NO_QUOTE];
  return { ...wish, nurseId, requestId: requestId(), expectedTotalFen: expectedTotalFen ?? totalFen, quote };
}

/** Asks for the price and books at it. `more` may hold `nurseId`, `startAt`, `serviceCode`, `note`, `requestId`. */
export async function booked(
  world: World,
  more: Record<string, unknown> = {},
  family: Family = FAMILIES[0],
): Promise<string> {
  const { nurseId = null, note = '', requestId: id = requestId(), ...wished } = more;
  const wish = wishOf(family, wished);
  const { price, quote } = await world.ok<QuoteOrderReply>('quoteOrder', wish, family);
  const said = { informedConsent: { version: 1 }, expectedTotalFen: price.totalFen, quote: quote.token };
  const order = { ...wish, requestId: id, nurseId, note, ...said };
  return (await world.ok<CreateOrderReply>('createOrder', order, family)).orderId;
}

/** Booked with nurse 1, who accepted: waits for payment. */
export async function accepted(
  world: World,
  more: Record<string, unknown> = {},
  family: Family = FAMILIES[0],
): Promise<string> {
  const orderId = await booked(world, { nurseId: 'nurse1', ...more }, family);
  await world.ok('acceptOrder', { orderId }, { openid: `o-${String(more.nurseId ?? 'nurse1')}` });
  return orderId;
}

/** Consents, first assessment and answered questions for people whom a test adds itself. */
export async function readyToBook(
  world: World,
  people: readonly { readonly userId: string; readonly recipientId: string }[],
): Promise<void> {
  const { readyPerson } = await import('../../scripts/world/ready');
  const ready = people.map((one) => readyPerson({ ...one, relation: '母亲' }, world.now()));
  await world.db.collection('consents').add(ready.flatMap(({ consents }) => consents));
  await world.db.collection('assessments').add(ready.flatMap(({ assessments }) => assessments));
}
