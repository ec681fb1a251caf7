import type { ChangeTerms } from '#contract/changeOrder';
import type { ListOrdersReply } from '#contract/listOrders';
import type { OrderView } from '#contract/orders';
import type { Reply } from '#contract/reply';
import { FAMILIES, NURSES, TOMORROW_TEN } from './people';
import { asked, confirmSheet, standing } from './paying';
import { accepted, booked } from './story';
import { openWorld, type World } from './world';

const [wangs, lis, chens] = FAMILIES;
const [first, second, , fourth] = NURSES;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let world: World;
let day = 0;
let startAt: number;
beforeAll(async () => (world = await openWorld()));
beforeEach(() => (startAt = TOMORROW_TEN + (day += 1) * DAY));
afterAll(() => world?.stop());

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);
const view = (orderId: string, as: { openid: string }) => world.ok<OrderView>('readOrder', { orderId }, as);
const cancel = (orderId: string, as: { openid: string }, preview = false) =>
  world.call<ChangeTerms>('changeOrder', { kind: 'cancel', orderId, reason: '临时有事', preview }, as);
/** 11 800 service + 1 200 way + 3 700 consumables. */
const TOTAL_FEN = 16_700;

async function paid(part: 'deposit' | 'full'): Promise<string> {
  const orderId = await accepted(world, { startAt });
  await confirmSheet(world, await asked(world, orderId, part));
  return orderId;
}

describe('readOrder', () => {
  test('its patient sees everything; the visit code once it is paid', async () => {
    const orderId = await accepted(world, { startAt, note: '请按门铃' });
    const before = await view(orderId, wangs);
    expect(before).toMatchObject({
      role: 'patient',
      statusText: '待支付',
      totalFen: TOTAL_FEN,
      payable: [
        { part: 'deposit', amountFen: 3_340 },
        { part: 'full', amountFen: TOTAL_FEN },
      ],
      nurse: { nurseId: 'nurse1', name: '赵护士', title: '主管护师', stars: 4.6 },
      recipient: { name: '王秀兰', sex: 'female', ageYears: 77, conditions: ['高血压'], allergies: ['青霉素'] },
      address: { text: '杭州市西湖区文三路 100 号 2 幢 301', position: [120.13, 30.26] },
      contactPhone: '13900000001',
      note: '请按门铃',
      visitCode: null,
      visit: null,
      incomeFen: null,
    });
    expect(before.timeline.map(({ text }) => text)).toEqual(['已提交预约', '已通知指定护士，等待确认', '护士已接单']);
    await confirmSheet(world, await asked(world, orderId, 'deposit'));
    const after = await view(orderId, wangs);
    expect(after).toMatchObject({ statusText: '待服务', visitCode: expect.stringMatching(/^\d{6}$/), dueFen: 13_360 });
  });

  test('a nurse who is asked sees the district; from her acceptance on the street, never the code', async () => {
    const orderId = await booked(world, { startAt, nurseId: 'nurse1' });
    const nothing = { recipient: null, address: null, contactPhone: null, note: '', visitCode: null, timeline: [] };
    expect(await view(orderId, first)).toMatchObject({
      role: 'nurse',
      district: '西湖区',
      incomeFen: 9_460,
      ...nothing,
    });
    await world.ok('acceptOrder', { orderId }, first);
    expect(await view(orderId, first)).toMatchObject({
      address: { text: '杭州市西湖区文三路 100 号 2 幢 301' },
      recipient: { name: '王秀兰' },
      contactPhone: '13900000001',
      visitCode: null,
      payable: [],
    });
  });

  test('a day after the visit the nurse sees nothing personal any more', async () => {
    const orderId = await paid('full');
    await world.db
      .collection('orders')
      .doc(orderId)
      .update({ status: 'completed', finishedAt: world.now() - DAY - 1 });
    expect(await view(orderId, first)).toMatchObject({ recipient: null, address: null, contactPhone: null });
    expect(await view(orderId, wangs)).toMatchObject({ recipient: { name: '王秀兰' } });
  });

  test('for everybody else it does not exist; each opening is on record', async () => {
    const orderId = await accepted(world, { startAt });
    for (const stranger of [lis, second])
      expect(codeOf(await world.call('readOrder', { orderId }, stranger))).toBe('NOT_FOUND');
    await view(orderId, first);
    const entries = await world.find('auditLog', { subject: `orders/${orderId}` });
    expect(entries).toEqual([expect.objectContaining({ actor: first.userId, purpose: 'nurse reads the order' })]);
  });
});

describe('changeOrder: cancel', () => {
  test('before anybody accepted: free, and all time is free again', async () => {
    const orderId = await booked(world, { startAt, nurseId: 'nurse1' });
    expect(await cancel(orderId, wangs)).toMatchObject({ ok: true, data: { tier: 'R0', feeFen: 0, refundFen: 0 } });
    expect(await world.order(orderId)).toMatchObject({ status: 'cancelled', cancelReason: '临时有事' });
    expect(await world.find('slots', { orderId })).toEqual([]);
    expect(await world.find('bookings', { _id: orderId })).toEqual([]);
    expect(await world.find('offers', { orderId, status: 'open' })).toEqual([]);
    await booked(world, { startAt, nurseId: 'nurse1' });
  });

  test('a preview changes nothing and tells what the deed does: R2, 20 % of 11 800 kept', async () => {
    const orderId = await paid('full');
    await world.jumpTo(startAt - 3 * HOUR);
    const before = await world.order(orderId);
    const preview = await cancel(orderId, wangs, true);
    expect(preview).toMatchObject({ ok: true, data: { tier: 'R2', feeFen: 2_360, refundFen: 14_340 } });
    expect(await world.order(orderId)).toEqual(before);

    expect(await cancel(orderId, wangs)).toMatchObject({
      ok: true,
      data: { tier: 'R2', feeFen: 2_360, refundFen: 14_340 },
    });
    expect(await world.order(orderId)).toMatchObject({ status: 'refunding', money: { refundingFen: 14_340 } });
    expect(await world.find('refunds', { orderId })).toEqual([
      expect.objectContaining({ amountFen: 14_340, totalFen: TOTAL_FEN }),
    ]);
    expect(await standing(world, orderId)).toMatchObject({ held: 0, revenue: 2_360, refundPayable: 14_340 });
    expect(codeOf(await cancel(orderId, wangs))).toBe('ILLEGAL_STEP');
  });

  test('the nurse backs out before payment: the search goes on without her', async () => {
    const orderId = await accepted(world, { startAt });
    expect(await cancel(orderId, first)).toMatchObject({ ok: true, data: { refundFen: 0 } });
    await world.tick('reassignTimer');
    const order = await world.order(orderId);
    expect(order).toMatchObject({ status: 'pendingAcceptance', nurseId: null, payBy: null });
    expect(order.dispatch.offeredNurseIds).toEqual(['nurse1', 'nurse2', 'nurse3', 'nurse4']);
    expect(await world.find('bookings', { _id: orderId })).toEqual([]);
    expect(codeOf(await world.call('readOrder', { orderId }, first))).toBe('NOT_FOUND');
    await world.ok('acceptOrder', { orderId }, fourth);
  });

  test('the nurse cancels after payment: everything goes back', async () => {
    const orderId = await paid('deposit');
    expect(await cancel(orderId, first)).toMatchObject({ ok: true, data: { feeFen: 0, refundFen: 3_340 } });
    expect(await standing(world, orderId)).toMatchObject({ held: 0, revenue: 0, refundPayable: 3_340 });
  });

  test('the reason is one of fixed words: the nurse, operators and a message would show free text to others', async () => {
    const orderId = await booked(world, { startAt });
    const said = { kind: 'cancel', orderId, reason: '王秀兰住院了，请打 13900000001' };
    expect(codeOf(await world.call('changeOrder', said, wangs))).toBe('BAD_INPUT');
  });

  test('strangers cannot; a visit under way cannot be', async () => {
    const orderId = await paid('full');
    expect(codeOf(await cancel(orderId, lis))).toBe('NOT_FOUND');
    expect(codeOf(await cancel(orderId, second))).toBe('NOT_FOUND');
    await world.db.collection('orders').doc(orderId).update({ status: 'inService' });
    expect(codeOf(await cancel(orderId, wangs))).toBe('CANNOT_CANCEL_NOW');
  });
});

test('a card tells its patient what a repeat begins with; the nurse gets no ids of the family', async () => {
  const orderId = await accepted(world, { startAt });
  const again = { recipientId: wangs.recipientId, addressId: wangs.addressId, nurseId: 'nurse1' };
  const cards = async (role: string, as: { openid: string }) =>
    (await world.ok<ListOrdersReply>('listOrders', { role }, as)).orders.find((order) => order.orderId === orderId);
  expect(await cards('patient', wangs)).toMatchObject({ again });
  expect(await view(orderId, wangs)).toMatchObject({ again });
  expect(await cards('nurse', first)).toMatchObject({ again: null });
  expect(await view(orderId, first)).toMatchObject({ again: null });
});

test('listOrders: newest first, in pages, by what is still to happen', async () => {
  const ids: string[] = [];
  // One a day at ten: far enough apart for everybody's rest. The horizon is four weeks.
  for (let index = 0; index < 22; index += 1) {
    ids.push(await booked(world, { startAt: world.now() - (world.now() % DAY) + (index + 2) * DAY + 2 * HOUR }, chens));
  }
  const known = ids.reverse();
  const page = await world.ok<ListOrdersReply>('listOrders', { role: 'patient' }, chens);
  expect(page.orders.map(({ orderId }) => orderId)).toEqual(known.slice(0, 20));
  const rest = await world.ok<ListOrdersReply>('listOrders', { role: 'patient', before: page.next ?? 0 }, chens);
  expect([...page.orders, ...rest.orders].map(({ orderId }) => orderId)).toEqual(known);
  expect(rest.next).toBeNull();

  await cancel(known[0] as string, chens);
  const open = await world.ok<ListOrdersReply>('listOrders', { role: 'patient', filter: 'open' }, chens);
  expect(open.orders.map(({ orderId }) => orderId)).not.toContain(known[0]);
  const done = await world.ok<ListOrdersReply>('listOrders', { role: 'patient', filter: 'done' }, chens);
  expect(done.orders.map(({ orderId }) => orderId)).toEqual([known[0]]);
  expect(codeOf(await world.call('listOrders', { role: 'nurse' }, chens))).toBe('FORBIDDEN');
});
