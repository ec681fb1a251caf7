/** Lists by each state, by words and by person, over what is open, what is past, and what moved to the archive long ago. */
import type { ListOrdersReply } from '#contract/listOrders';
import type { OrderView } from '#contract/orders';
import { balances, type Entry } from '#domain/payment/ledger';
import { FAMILIES, NURSES, TOMORROW_TEN } from './people';
import { asked, confirmSheet } from './paying';
import { accepted, booked } from './story';
import { openWorld, type As, type World } from './world';

const [wangs, lis, chens] = FAMILIES;
const [first, second] = NURSES;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let world: World;
let day = 0;
let startAt: number;
beforeAll(async () => (world = await openWorld()));
beforeEach(() => (startAt = TOMORROW_TEN + (day += 1) * DAY));
afterAll(() => world?.stop());

const list = async (as: As, more: object = {}, role = 'patient') =>
  world.ok<ListOrdersReply>('listOrders', { role, ...more }, as);
const ids = async (as: As, more: object = {}, role = 'patient') =>
  (await list(as, more, role)).orders.map(({ orderId }) => orderId);

describe('one of each', () => {
  const states = ['searching', 'unpaid', 'coming', 'calledOff'] as const;
  let orders: Record<(typeof states)[number], string>;
  beforeAll(async () => {
    const searching = await booked(world, { startAt: TOMORROW_TEN + 10 * DAY });
    const unpaid = await accepted(world, { startAt: TOMORROW_TEN + 11 * DAY });
    const coming = await accepted(world, { startAt: TOMORROW_TEN + 12 * DAY, serviceCode: 'MED-01' });
    await confirmSheet(world, await asked(world, coming, 'full'));
    const calledOff = await booked(world, { startAt: TOMORROW_TEN + 13 * DAY });
    await world.ok('changeOrder', { kind: 'cancel', orderId: calledOff, reason: '选错了' }, wangs);
    orders = { searching, unpaid, coming, calledOff };
  });

  test.each(states)('%s: this one and no other', async (state) => {
    expect(await ids(wangs, { state })).toEqual([orders[state]]);
  });

  test('by part of the service’s name, of the number, by the person; signs stand for themselves', async () => {
    const [service] = await world.find<{ name: string }>('services', { code: 'MED-01' });
    expect(await ids(wangs, { text: service?.name.slice(0, 3) })).toEqual([orders.coming]);
    expect(await ids(wangs, { text: orders.unpaid.slice(-6) })).toEqual([orders.unpaid]);
    expect(await ids(wangs, { text: '.*' })).toEqual([]);
    expect(await ids(wangs, { text: '(' })).toEqual([]);
    expect((await ids(wangs, { recipientId: wangs.recipientId })).sort()).toEqual(Object.values(orders).sort());
    expect(await ids(wangs, { recipientId: lis.recipientId })).toEqual([]);
    expect(await ids(wangs, { state: 'coming', text: orders.unpaid.slice(-6) })).toEqual([]);
  });

  test('nobody finds what is not his, however he looks for it', async () => {
    expect(await ids(lis, { text: orders.unpaid.slice(-6) })).toEqual([]);
    expect(await ids(lis, { recipientId: wangs.recipientId })).toEqual([]);
    expect(await ids(second, { text: orders.unpaid.slice(-6) }, 'nurse')).toEqual([]);
    expect(await ids(first, { text: orders.unpaid.slice(-6) }, 'nurse')).toEqual([orders.unpaid]);
  });
});

describe('the archive', () => {
  const everything = async (orderId: string) => ({
    order: await world.find('orders', { _id: orderId }),
    events: await world.find('orderEvents', { orderId }),
    old: await world.find<Record<string, unknown>>('ordersArchive', { _id: orderId }),
    oldEvents: await world.find<{ _id: string }>('orderEventsArchive', { orderId }),
  });
  async function closed(more: object = {}): Promise<string> {
    const orderId = await booked(world, { startAt, ...more }, chens);
    await world.ok('changeOrder', { kind: 'cancel', orderId, reason: '选错了' }, chens);
    return orderId;
  }
  /** As if it had been closed so long ago. */
  const longAgo = async (orderId: string, months = 19) => {
    const at = world.now() - months * 31 * DAY;
    await world.db.collection('orders').doc(orderId).update({ statusSince: at, createdAt: at });
  };

  test('eighteen months after its end an order moves with its history; younger and open ones stay', async () => {
    const [old, young, open] = [
      await closed(),
      await closed(),
      await booked(world, { startAt: startAt + HOUR }, chens),
    ];
    await longAgo(old);
    await longAgo(young, 17);
    await world.db.collection('orders').doc(open).update({ statusSince: 1 });
    const before = await world.ok<OrderView>('readOrder', { orderId: old }, chens);
    const history = await everything(old);
    await Promise.all([world.tick('dailyTimer'), world.tick('dailyTimer')]);

    const moved = await everything(old);
    expect([moved.order, moved.events]).toEqual([[], []]);
    expect(moved.oldEvents.map(({ _id }) => _id).sort()).toEqual(
      (history.events as { _id: string }[]).map(({ _id }) => _id).sort(),
    );
    expect(moved.old).toMatchObject([
      { patientOpenid: '', nurseOpenid: '', patientUserId: chens.userId, status: 'cancelled' },
    ]);
    expect((await everything(young)).old).toEqual([]);
    expect((await everything(open)).old).toEqual([]);
    // Its people read it as if it had never moved.
    expect(await world.ok<OrderView>('readOrder', { orderId: old }, chens)).toEqual(before);
    expect(await ids(chens, { state: 'calledOff' })).toEqual([young, old]);
    expect((await world.call('readOrder', { orderId: old }, lis)).ok).toBe(false);
  });

  test('a move that was cut short is taken up: the order is gone, its history half copied', async () => {
    const orderId = await closed();
    await longAgo(orderId);
    const { events } = await everything(orderId);
    const [order] = await world.find<Record<string, unknown>>('orders', { _id: orderId });
    const { _id, ...fields } = order as { _id: string };
    await world.db
      .collection('ordersArchive')
      .doc(_id)
      .set({ ...fields, archivedAt: 1, eventsMovedAt: null });
    await world.db.collection('orders').doc(_id).remove();
    const [{ _id: eventId, ...event }] = events as [{ _id: string }];
    await world.db.collection('orderEventsArchive').doc(eventId).set(event);
    const timeline = async () => (await world.ok<OrderView>('readOrder', { orderId }, chens)).timeline;
    const before = await timeline();
    await world.tick('dailyTimer');
    expect(await timeline()).toEqual(before);
    const after = await everything(orderId);
    expect([after.events, after.oldEvents.length]).toEqual([[], events.length]);
  });

  test('in pages: the archive begins where the others end', async () => {
    const known = (await ids(chens)).length;
    const added: string[] = [];
    for (let index = 0; index < 22; index += 1) {
      const orderId = await closed({ startAt: startAt + index * HOUR });
      const at = world.now() - (600 + index) * DAY;
      await world.db.collection('orders').doc(orderId).update({ statusSince: at, createdAt: at });
      added.push(orderId);
    }
    await world.tick('dailyTimer');
    expect((await world.find('ordersArchive', { patientUserId: chens.userId })).length).toBeGreaterThanOrEqual(22);
    const page = await list(chens);
    expect(page.orders).toHaveLength(20);
    const rest = await list(chens, { before: page.next });
    const all = [...page.orders, ...rest.orders].map(({ orderId }) => orderId);
    expect(all.slice(-22)).toEqual(added);
    expect([new Set(all).size, rest.next]).toEqual([known + 22, null]);
  });

  test('money that comes after all brings the order back, and it goes back to the payer', async () => {
    const orderId = await accepted(world, { startAt: TOMORROW_TEN + 20 * DAY });
    const request = await asked(world, orderId, 'full');
    world.cloud.standIns.wechatPay.script({ notify: 'never', times: 1 });
    await confirmSheet(world, request);
    await world.db
      .collection('payments')
      .doc(request.outTradeNo)
      .update({ nextQueryAt: world.now() + 900 * DAY });
    await world.db.collection('orders').doc(orderId).update({ status: 'cancelled', statusSince: 1, createdAt: 1 });
    await world.tick('dailyTimer');
    expect((await everything(orderId)).old).toHaveLength(1);
    await world.cloud.standIns.wechatPay.resend(request.outTradeNo);
    const after = await everything(orderId);
    expect(after.old).toEqual([]);
    expect(after.order).toMatchObject([
      { status: expect.stringMatching(/^refund(ing|ed)$/), money: { paidFen: 16_700 } },
    ]);
    const texts = (await world.ok<OrderView>('readOrder', { orderId }, wangs)).timeline.map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(['已提交预约', '护士已接单', expect.stringContaining('将原路退回')]));
    const books = balances(await world.find<Entry>('ledgerEntries', { orderId }));
    expect(books.held).toBe(0);
  });
});
