/**
 * A nurse's licence ends on Monday. Two visits lie ahead of her, paid; at five past midnight she is suspended, both go back to the
 * search before all others, other nurses come, and nobody pays twice. A third begins within two hours: people take over.
 */
import type { Nurse } from '#domain/nurse/nurse';
import { OPERATOR_UID } from '../../scripts/world/personas';
import { type City, family, MONDAY_EIGHT, nurse, openCity, TOMORROW_TEN } from './city';
import { clientOf } from './client';
import { moneyArrives, nurseOn, orderIn } from './lives';

const HOUR = 3_600_000;
const MIDNIGHT_FIVE = Date.parse('2026-11-24T00:05:00+08:00');
let city: City;
let first: string;
let second: string;
const hers = nurse(1);

beforeAll(async () => {
  city = await openCity({ nurses: 60, families: 4 });
}, 60_000);
afterAll(() => city.close());

const stored = async () => (await city.find<Nurse>('nurses', { _id: hers.nurseId }))[0] as Nurse;

/** As if it had been so all along: the database behind the product's back. */
async function setNurse(fields: object): Promise<void> {
  const { db } = await import('#cloud/database');
  await db.collection('nurses').doc(hers.nurseId).update(fields);
}

/** What rang on this phone so far. */
const told = async (openid: string) =>
  (await city.messages()).filter(({ touser }) => touser === openid).map(({ template }) => template);

test('on Monday she has two visits ahead, paid and insured', async () => {
  first = await orderIn(city, 'pendingService', { nurseId: hers.nurseId });
  second = await orderIn(city, 'pendingService', {
    nurseId: hers.nurseId,
    family: 1,
    startAt: TOMORROW_TEN + 28 * HOUR,
  });
  await moneyArrives(city);
  for (const orderId of [first, second]) {
    expect(await city.order(orderId)).toMatchObject({ nurseId: hers.nurseId, cover: { nurseId: hers.nurseId } });
  }
  // Only now, for nobody could have accepted visits beyond the end of her licence.
  await setNurse({ licenceValidUntil: MONDAY_EIGHT });
});

test('five past midnight: she is suspended and told why', async () => {
  await city.jumpTo(MIDNIGHT_FIVE);
  await city.runTimer('dailyTimer');
  await city.runTimer('outboxTimer');
  await city.quiet();
  expect(await stored()).toMatchObject({
    status: 'suspended',
    suspendedBy: 'papers',
    statusReason: '已到期：执业证书',
  });
  // By night it lies in the inbox; her phone rings at seven.
  const why = { template: 'paperNotice', nurseOpenid: `o-${hers.nurseId}` };
  expect(await city.find('inbox', why)).toMatchObject([{ text: expect.stringContaining('已到期') }]);
  expect((await told(`o-${hers.nurseId}`)).filter((name) => name === 'paperNotice')).toEqual([]);
});

test('both orders are with the search, others are asked ten at once, and the families know', async () => {
  await city.runTimer('reassignTimer');
  await city.quiet();
  for (const orderId of [first, second]) {
    const order = await city.order(orderId);
    expect(order).toMatchObject({
      status: 'pendingAcceptance',
      nurseId: null,
      cover: null,
      dispatch: { stage: 'alternates' },
    });
    const asked = order.dispatch.offeredNurseIds.filter((id) => id !== hers.nurseId);
    expect(asked.length).toBeGreaterThan(3);
    expect(await city.find('bookings', { _id: orderId })).toEqual([]);
    expect(await city.timeline(orderId, family(1).as)).toContain('护士无法上门，正在重新安排');
  }
  // The visit of the morning is told at once, the one of the day after next when the family is awake.
  expect(await city.find('inbox', { template: 'orderReleased', patientOpenid: 'o-family0001' })).toHaveLength(2);
  expect((await told('o-family0001')).filter((name) => name === 'orderReleased')).toHaveLength(1);
});

test('another nurse accepts: paid already, covered anew, and she may leave', async () => {
  for (const orderId of [first, second]) {
    const asked = (await city.order(orderId)).dispatch.offeredNurseIds.filter((id) => id !== hers.nurseId);
    const willing = nurse(Number((asked[0] ?? '').replace('nurse', '')));
    await city.call('acceptOrder', { orderId }, willing.as);
    await city.quiet();
    await city.runTimer('outboxTimer');
    const order = await city.order(orderId);
    expect(order).toMatchObject({ status: 'pendingService', payBy: null, cover: { nurseId: willing.nurseId } });
    expect(order.money).toMatchObject({ paidFen: order.money.price.totalFen, refundingFen: 0 });
  }
  await city.jumpTo(TOMORROW_TEN - HOUR);
  await city.runTimer('outboxTimer');
  expect((await told('o-family0001')).filter((name) => name === 'orderReleased')).toHaveLength(2);
  expect(await told(`o-${hers.nurseId}`)).toContain('paperNotice');
  await city.call('setOut', { orderId: first }, (await nurseOn(city, first)).as);
  expect((await city.order(first)).status).toBe('travelling');
});

test('the timer once more, late and twice at once, changes nothing', async () => {
  const before = [await city.order(first), await city.order(second), await stored()];
  await Promise.all([city.runTimer('dailyTimer'), city.runTimer('dailyTimer')]);
  await city.runTimer('outboxTimer');
  await city.quiet();
  expect([await city.order(first), await city.order(second), await stored()]).toEqual(before);
});

test('within two hours of a visit people take over: they see it, take it back and close the alert', async () => {
  const other = await nurseOn(city, second);
  await city.jumpTo((await city.order(second)).startAt - HOUR);
  const { db } = await import('#cloud/database');
  await db.collection('nurses').doc(other.nurseId).update({ trainedUntil: MONDAY_EIGHT });
  await city.runTimer('dailyTimer');
  await city.runTimer('outboxTimer');
  await city.quiet();
  expect(await city.order(second)).toMatchObject({ nurseId: other.nurseId, status: 'pendingService' });
  const desk = await clientOf(city.cloud.emulator.url, OPERATOR_UID);
  const { body } = await desk.read('operatorAlerts', { orderId: second, state: 'open' });
  const [alert] = body.list as { _id: string; text: string }[];
  expect(alert?.text).toContain('不足 2 小时');
  for (const words of [
    { kind: 'releaseOrder', orderId: second, reason: '护士资质到期' },
    { kind: 'closeAlert', alertId: alert?._id },
  ]) {
    const row = {
      _id: `night-${words.kind}`,
      ...words,
      requestedBy: OPERATOR_UID,
      requestedAt: await city.now(),
      state: 'waiting',
    };
    expect((await desk.insert('opCommands', row)).status).toBe(200);
    expect(await desk.invoke('runCommand', { commandId: row._id })).toMatchObject({
      body: { ok: true, data: { ran: 1 } },
    });
  }
  expect(await city.order(second)).toMatchObject({ nurseId: null, status: 'pendingAcceptance' });
  expect(await city.find('operatorAlerts', { orderId: second, state: 'open' })).toEqual([]);
});

test('the books agree to the end', async () => {
  expect(await city.bookProblems()).toEqual([]);
});
