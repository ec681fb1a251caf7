/** Any two of what may happen to an order, at the same instant, in both orders of coming: one after the other, as if they had been. */
import type { QuoteOrderReply } from '#contract/quoteOrder';
import type { Reply } from '#contract/reply';
import type { Booking } from '#domain/nurse/nurse';
import type { Order } from '#domain/order/order';
import { balances, type Entry } from '#domain/payment/ledger';
import { nurseSlotIds, recipientSlotIds } from '#domain/schedule/slots';
import { FAMILIES, NURSES, TOMORROW_TEN } from './people';
import { confirmSheet, pay } from './paying';
import { booked } from './story';
import { openWorld, type World } from './world';

const [wangs] = FAMILIES;
const [first] = NURSES;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let world: World;
let day = 0;
let startAt = TOMORROW_TEN;
beforeAll(async () => void (world = await openWorld()), 60_000);
// Within the four weeks that may be booked; what stood there was called off at the end of its test.
beforeEach(() => (startAt = TOMORROW_TEN + (1 + ((day += 1) % 20)) * DAY));
afterAll(() => world?.stop());

/** What somebody does; refusals are answers too. */
type Act = (orderId: string) => Promise<unknown>;
const change = (asked: object, as: { readonly openid: string }) => world.call('changeOrder', asked, as);

/** WeChat Pay itself refuses a sheet that is confirmed after its time: told to whoever pays, and nothing has happened. */
function orTooLate(error: { readonly code?: string }): void {
  if (error.code !== 'PREPAY_EXPIRED') throw error as Error;
}

const ACTS: Readonly<Record<string, Act>> = {
  accept: (orderId) => world.call('acceptOrder', { orderId }, first),
  timeOut: () => world.tick('reassignTimer'),
  cancel: (orderId) => change({ kind: 'cancel', orderId, reason: '临时有事' }, wangs),
  reschedule: (orderId) => change({ kind: 'reschedule', orderId, startAt: startAt + HOUR }, wangs),
  transfer: (orderId) => change({ kind: 'cancel', orderId, reason: '身体不适' }, first),
  handOn: (orderId) => world.call('declineOrder', { step: 'transfer', orderId, reason: 'ill', toNurseId: null }, first),
  keep: (orderId) => world.call('declineOrder', { step: 'keep', orderId }, first),
  agree: (orderId) => change({ kind: 'agreeTransfer', orderId }, wangs),
  approve: (orderId) => reviewTransfer(orderId, true),
  decline: (orderId) => world.call('declineOrder', { orderId, reason: '其他' }, first),
  pay: async (orderId) => {
    const asked = await pay(world, orderId, 'full', wangs);
    if (asked.ok) await confirmSheet(world, asked.data).catch(orTooLate);
  },
};

/** Where each may happen: while she is asked alone and her time is nearly over; while the family is to pay, and that time is. */
const STAGES = {
  asked: ['accept', 'timeOut', 'cancel', 'reschedule'],
  unpaid: ['timeOut', 'cancel', 'reschedule', 'transfer', 'pay'],
};
const ALL_PAIRS = Object.entries(STAGES).flatMap(([stage, names]) =>
  names.flatMap((one) => names.map((other) => [stage, one, other] as const)),
);
/** Handing on: asked for, while the platform looks at it, and while the family does. Each pair once; both come first somewhere. */
const HANDING_ON = [
  ...['accept', 'timeOut', 'cancel'].map((other) => ['asked', 'decline', other] as const),
  ...['cancel', 'pay', 'timeOut'].map((other) => ['unpaid', 'handOn', other] as const),
  ...['approve', 'cancel', 'timeOut'].map((other) => ['review', 'keep', other] as const),
  ...['agree', 'cancel', 'timeOut'].map((other) => ['consent', 'keep', other] as const),
  ['review', 'approve', 'cancel'] as const,
  ['consent', 'agree', 'cancel'] as const,
];
const pairs = [...ALL_PAIRS, ...HANDING_ON];

let reviews = 0;
async function reviewTransfer(orderId: string, approved: boolean): Promise<unknown> {
  const _id = `review-${(reviews += 1)}`;
  const words = { kind: 'reviewTransfer', orderId, approved, note: '已电话核实' };
  const row = { _id, ...words, requestedBy: 'operator-1', requestedAt: world.now(), state: 'waiting' };
  await world.db.collection('opCommands').add(row);
  return world.call('runCommand', { commandId: _id }, { uid: 'operator-1' });
}

async function orderAt(stage: string): Promise<string> {
  const orderId = await booked(world, { startAt, nurseId: 'nurse1' });
  if (stage === 'asked') {
    // Her quarter of an hour is over within this very second.
    await world.jumpTo((await world.order(orderId)).dispatch.nextStepAt - 500);
    return orderId;
  }
  await world.ok('acceptOrder', { orderId }, first);
  if (stage === 'review' || stage === 'consent') {
    await ACTS.handOn?.(orderId);
    if (stage === 'consent') await reviewTransfer(orderId, true);
    const { transfer } = await world.order(orderId);
    await world.jumpTo((transfer?.dueAt ?? 0) - 500);
    return orderId;
  }
  await world.jumpTo(((await world.order(orderId)).payBy ?? 0) - 500);
  return orderId;
}

/** Half hours, history and books as they must be from the order alone. */
async function assertWhole(orderId: string): Promise<void> {
  const order = await world.order(orderId);
  const slots = (await world.find<{ _id: string }>('slots', { orderId })).map(({ _id }) => _id).sort();
  const [booking] = await world.find<Booking>('bookings', { _id: orderId });
  const isOver = ['cancelled', 'refunding', 'refunded'].includes(order.status);
  const hers = booking ? nurseSlotIds(booking.nurseId, booking) : [];
  expect(slots).toEqual(isOver ? [] : [...hers, ...recipientSlotIds(order.recipientId, order)].sort());
  // Whoever still has to answer a transfer finds the order waiting for it, and nobody else does.
  const [request] = await world.find<{ state: string }>('transfers', { _id: orderId });
  const isOpen = ['review', 'consent', 'dispatcher'].includes(request?.state ?? '');
  expect(isOpen).toBe(!isOver && ['review', 'consent', 'dispatcher'].includes(order.transfer?.state ?? ''));
  if (order.nurseId && !isOver) expect(booking).toMatchObject({ nurseId: order.nurseId, startAt: order.startAt });

  // One event for each version, none skipped and none twice.
  const events = await world.find<{ _id: string }>('orderEvents', { orderId });
  const versions = events.map(({ _id }) => Number(_id.split(':').at(-1))).sort((a, b) => a - b);
  expect(versions).toEqual(Array.from(versions, (_, index) => (versions[0] ?? 0) + index));
  expect(versions.at(-1)).toBeGreaterThanOrEqual(order.version);
  const { paidFen, refundedFen, refundingFen } = order.money;
  const books = balances(await world.find<Entry>('ledgerEntries', { orderId }));
  const { held, revenue, nursePayable, patientPayable, platformFund, couponCost, pointsCost, wechatClearing } = books;
  // Money that the order had no use for goes back beside it.
  const beside = (await world.find<{ amountFen: number; ofOrder: boolean; state: string }>('refunds', { orderId }))
    .filter(({ ofOrder, state }) => !ofOrder && state !== 'succeeded')
    .reduce((sum, { amountFen }) => sum + amountFen, 0);
  expect(wechatClearing).toBe(paidFen - refundedFen + beside);
  const given = platformFund + couponCost + pointsCost;
  expect(held + revenue + nursePayable + patientPayable - given).toBe(paidFen - refundedFen - refundingFen);
}

test.each(pairs)('%s: %s and %s', async (stage, one, other) => {
  const orderId = await orderAt(stage);
  const before = await world.order(orderId);
  await Promise.all([ACTS[one]?.(orderId), ACTS[other]?.(orderId)]);
  await world.tick('outboxTimer');
  await world.cloud.standIns.wechatPay.tick();
  const after: Order = await world.order(orderId);
  expect(after.version).toBeGreaterThanOrEqual(before.version);
  await assertWhole(orderId);
  // The next pair begins with free half hours.
  await change({ kind: 'cancel', orderId, reason: '临时有事' }, wangs);
});

test('two families race for every nurse: of forty wishes for one hour each nurse gets one at most', async () => {
  const codes: string[] = [];
  const wish = async (number: number): Promise<Reply<unknown>> => {
    const family = FAMILIES[number % FAMILIES.length] ?? wangs;
    const nurse = NURSES[number % 5];
    const asked = { serviceCode: 'MED-05', recipientId: family.recipientId, addressId: family.addressId, startAt };
    const { price, quote } = await world.ok<QuoteOrderReply>('quoteOrder', asked, family);
    const order = { ...asked, requestId: `race${String(number).padStart(18, '0')}`, nurseId: nurse?._id, note: '' };
    const said = { informedConsent: { version: 1 }, expectedTotalFen: price.totalFen, quote: quote.token };
    return world.call('createOrder', { ...order, ...said }, family);
  };
  const replies = await Promise.all(Array.from({ length: 40 }, (_, number) => wish(number)));
  for (const reply of replies) codes.push(reply.ok ? 'ok' : reply.error.code);
  const bookings = await world.find<Booking>('bookings', { startAt });
  expect(new Set(bookings.map(({ nurseId }) => nurseId)).size).toBe(bookings.length);
  // Three people to be visited, each once at that hour.
  expect(codes.filter((code) => code === 'ok')).toHaveLength(3);
  expect(codes.filter((code) => !['ok', 'NURSE_BUSY', 'RECIPIENT_BUSY'].includes(code))).toEqual([]);
});
