/** The nurse a family chose cannot come: she says so, the desk agrees, the family agrees, and somebody else makes the visit. */
import type { DeclineOrderReply } from '#contract/declineOrder';
import type { ListOrdersReply } from '#contract/listOrders';
import type { OrderView } from '#contract/orders';
import type { Offer } from '#cloud/offers';
import { OPERATOR_UID } from '../../scripts/world/personas';
import { pay } from '../../scripts/demo/payer';
import { type Client, clientOf } from './client';
import { type City, family, nurse, nurseOf, openCity, TOMORROW_TEN } from './city';
import { moneyArrives, wholeRecord } from './lives';

let city: City;
let desk: Client;
let orderId: string;
let colleague: string;
const hers = nurse(1);
const ours = family(1);
beforeAll(async () => {
  city = await openCity({ nurses: 60 });
  desk = await clientOf(city.cloud.emulator.url, OPERATOR_UID);
}, 60_000);
afterAll(() => city.close());

const told = async (openid: string | undefined) =>
  (await city.messages()).filter(({ touser }) => touser === openid).map(({ template }) => template);
const cardOf = async () => {
  const { orders } = await city.call<ListOrdersReply>('listOrders', { role: 'patient', filter: 'open' }, ours.as);
  return orders.find((one) => one.orderId === orderId);
};

test('the chosen nurse accepts and is paid for; the day after she cannot come and names a colleague', async () => {
  orderId = await city.book({ nurseId: hers.nurseId });
  await city.call('acceptOrder', { orderId }, hers.as);
  await pay(city, orderId, 'full', ours.as);
  await moneyArrives(city);
  const { colleagues = [] } = await city.call<DeclineOrderReply>(
    'declineOrder',
    { step: 'colleagues', orderId },
    hers.as,
  );
  colleague = colleagues[0]?.nurseId ?? '';
  expect(colleague).not.toBe('');
  const asked = { step: 'transfer', orderId, reason: 'clash', toNurseId: colleague };
  const { transfer } = await city.call<DeclineOrderReply>('declineOrder', asked, hers.as);
  expect(transfer).toMatchObject({ state: 'review' });
  // While the desk looks at it the family is not troubled.
  expect((await cardOf())?.transfer).toBeNull();
});

test('the desk reads why, and agrees; the family is asked', async () => {
  const { body } = await desk.read('transfers', { state: 'review' });
  expect(body.list).toEqual([expect.objectContaining({ orderId, reason: '与医院班次冲突', toNurseId: colleague })]);
  const words = { kind: 'reviewTransfer', orderId, approved: true, note: '已电话核实' };
  const row = {
    _id: 'transfer-1',
    ...words,
    requestedBy: OPERATOR_UID,
    requestedAt: await city.now(),
    state: 'waiting',
  };
  await desk.insert('opCommands', row);
  await desk.invoke('runCommand', { commandId: row._id });
  await city.quiet();
  expect((await cardOf())?.transfer).toMatchObject({ state: 'consent', toNurseName: expect.any(String) });
  expect(await told(ours.as.openid)).toContain('transferAsked');
});

test('the family agrees: the colleague alone is asked, and nothing is paid twice', async () => {
  await city.call('changeOrder', { kind: 'agreeTransfer', orderId }, ours.as);
  await city.quiet();
  const offers = await city.find<Offer>('offers', { orderId, status: 'open' });
  expect(offers).toMatchObject([{ nurseId: colleague, exclusive: true }]);
  await city.call('acceptOrder', { orderId }, nurseOf(colleague).as);
  await city.quiet();
  expect(await city.order(orderId)).toMatchObject({ status: 'pendingService', nurseId: colleague, payBy: null });
  expect(await city.find('bookings', { _id: orderId })).toMatchObject([{ nurseId: colleague }]);
});

test('another nurse makes the visit, and the history tells all of it', async () => {
  expect(await city.ask('readOrder', { orderId }, hers.as)).toMatchObject({ error: { code: 'NOT_FOUND' } });
  expect(await city.timeline(orderId, ours.as)).toEqual(
    expect.arrayContaining([
      '护士提出转给别的护士上门，平台正在核实',
      '平台同意转单，请家属决定',
      '家属同意换护士，正在优先安排',
      '护士已接单',
    ]),
  );
  await city.jumpTo(TOMORROW_TEN - 30 * 60_000);
  const { as } = nurseOf(colleague);
  await city.call('setOut', { orderId }, as);
  const { visitCode, address } = await city.call<OrderView>('readOrder', { orderId }, ours.as);
  await city.call('checkIn', { orderId, visitCode, position: address?.position }, as);
  await city.call('completeVisit', wholeRecord(orderId), as);
  await city.call('confirmOrder', { orderId }, ours.as);
  expect(await city.order(orderId)).toMatchObject({ status: 'completed', nurseId: colleague });
  expect(await city.bookProblems()).toEqual([]);
});
