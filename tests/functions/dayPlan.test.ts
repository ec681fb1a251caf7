/** Smart scheduling: a day's open visits planned together, looked at, released; accepted ones stay where they are. */
import { beijingDay } from '#domain/schedule/beijing';
import { competency } from '#domain/testing/aNurse';
import { FAMILIES, MORNING, NURSES, TOMORROW_TEN } from './people';
import { booked } from './story';
import { openWorld, type World } from './world';

const [wangs, lis, chens] = FAMILIES;
const HOUR = 3_600_000;
const DESK = { uid: 'operator-1' };
/** The first day is kept for the evening timer; each test has a day of its own. */
let day = 0;
let startAt: number;
let PLAN: string;
interface Visit {
  readonly orderId: string;
  readonly beforeNurseId: string | null;
  readonly nurseId: string | null;
  readonly outcome: string;
  readonly roughPlace: readonly number[];
}
interface Plan {
  readonly state: string;
  readonly visits: readonly Visit[];
  readonly before: { readonly served: number };
  readonly after: { readonly served: number };
}
let world: World;
/** Nurse 2 is the first by rule for everything, and the only one who may do `MED-01`. */
beforeAll(async () => {
  world = await openWorld();
  for (const { _id } of NURSES.filter(({ _id: id }) => id !== 'nurse2')) {
    const only = { serviceCodes: ['MED-05'], competencies: [competency('MED-05', MORNING + 8760 * HOUR)] };
    await world.db.collection('nurses').doc(_id).update(only);
  }
}, 60_000);
beforeEach(() => {
  startAt = TOMORROW_TEN + (day += 1) * 24 * HOUR;
  PLAN = `杭州市:${beijingDay(startAt)}`;
});
afterAll(() => world?.stop());

let number = 0;
async function command(words: object): Promise<{ state: string; answer: string }> {
  const _id = `plan-${(number += 1)}`;
  const row = { _id, ...words, requestedBy: DESK.uid, requestedAt: world.now(), state: 'waiting' };
  await world.db.collection('opCommands').add(row);
  await world.ok('runCommand', { commandId: _id }, DESK);
  return (await world.find<{ state: string; answer: string }>('opCommands', { _id }))[0] as never;
}
const plan = async () => (await world.find<Plan>('dayPlans', { _id: PLAN }))[0];
const proposed = async (): Promise<Plan> => {
  await command({ kind: 'planDay', city: '杭州市', day: beijingDay(startAt) });
  await world.tick('planTimer');
  return (await plan()) as Plan;
};
const given = async () =>
  Object.fromEntries(((await plan())?.visits ?? []).map(({ orderId, nurseId }) => [orderId, nurseId]));
/** Booked first; nurse 2 would be the first to be asked, and then cannot come to the other one. */
const anybodys = () => booked(world, { serviceCode: 'MED-05', startAt }, wangs);
const onlyHers = () => booked(world, { serviceCode: 'MED-01', startAt }, lis);

test('one by one the second visit finds nobody; together both are served', async () => {
  const [first, second] = [await anybodys(), await onlyHers()];
  const { state, visits, before, after } = await proposed();
  expect([state, before.served, after.served]).toEqual(['proposed', 1, 2]);
  expect(visits.map(({ orderId }) => orderId).sort()).toEqual([first, second].sort());
  const to = await given();
  expect(to[second]).toBe('nurse2');
  expect(['nurse1', 'nurse3', 'nurse4', 'nurse5']).toContain(to[first]);
  // Only a proposal: nothing has happened to the orders.
  expect([(await world.order(first)).nurseId, (await world.order(second)).nurseId]).toEqual([null, null]);
});

test('released, each is given out as by hand: nurse bound, family and nurse told', async () => {
  const [first, second] = [await anybodys(), await onlyHers()];
  await proposed();
  const to = await given();
  expect(await command({ kind: 'releasePlan', planId: PLAN })).toMatchObject({ state: 'done' });
  await world.tick('planTimer');
  expect((await plan())?.visits.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
  for (const orderId of [first, second]) {
    expect(await world.order(orderId)).toMatchObject({ status: 'pendingPayment', nurseId: to[orderId] });
    expect(await world.find('bookings', { _id: orderId })).toHaveLength(1);
    const told = await world.find<{ payload: { openid: string } }>('outbox', { orderId, kind: 'message' });
    expect(told.map(({ payload }) => payload.openid)).toContain(`o-${String(to[orderId])}`);
  }
  expect(await command({ kind: 'releasePlan', planId: PLAN })).toMatchObject({ state: 'refused' });
});

test('what a nurse accepted meanwhile stays hers, the rest is given out', async () => {
  const [first, second] = [await anybodys(), await onlyHers()];
  await proposed();
  const proposedTo = (await given())[first];
  const other = proposedTo === 'nurse1' ? 'nurse3' : 'nurse1';
  await world.ok('acceptOrder', { orderId: first }, { openid: `o-${other}` });
  await command({ kind: 'releasePlan', planId: PLAN });
  await world.tick('planTimer');
  const outcomes = new Map((await plan())?.visits.map(({ orderId, outcome }) => [orderId, outcome]));
  expect([outcomes.get(first), outcomes.get(second)]).toEqual(['OFFER_TAKEN', 'done']);
  expect((await world.order(first)).nurseId).toBe(other);
});

test('an accepted visit is no part of a plan, and nobody is given another one at its time', async () => {
  const accepted = await booked(world, { serviceCode: 'MED-05', startAt }, wangs);
  await world.ok('acceptOrder', { orderId: accepted }, NURSES[1]);
  const open = await onlyHers();
  const { visits } = await proposed();
  expect(visits).toMatchObject([{ orderId: open, nurseId: null, beforeNurseId: null }]);
  expect((await world.order(accepted)).nurseId).toBe('nurse2');
});

test('one that a family chose is asked herself', async () => {
  await booked(world, { serviceCode: 'MED-05', startAt, nurseId: 'nurse1' }, wangs);
  expect(await proposed()).toMatchObject({ state: 'proposed', visits: [] });
});

test('whoever said no is not proposed', async () => {
  const orderId = await onlyHers();
  await world.ok('declineOrder', { orderId, reason: '其他' }, NURSES[1]);
  expect((await proposed()).visits).toMatchObject([{ orderId, nurseId: null }]);
});

test('operators see where about, never the door', async () => {
  const at = new world.db.Geo.Point(120.1323, 30.2617);
  await world.db.collection('addresses').doc(wangs.addressId).update({ location: at });
  await anybodys();
  // The nearest corner of a grid of 0.005 degrees, about 500 m.
  expect((await proposed()).visits).toMatchObject([{ roughPlace: [120.13, 30.26] }]);
  expect(JSON.stringify(await plan())).not.toMatch(/120\.1323|30\.2617|王秀兰|文三路|"1[3-9]\d{9}"/);
});

test('a city we do not serve, a day that is over, a plan nobody made', async () => {
  expect(await command({ kind: 'planDay', city: '上海市', day: beijingDay(startAt) })).toMatchObject({
    state: 'refused',
  });
  expect(await command({ kind: 'planDay', city: '杭州市', day: '2026-11-22' })).toMatchObject({ state: 'refused' });
  expect(await command({ kind: 'releasePlan', planId: PLAN })).toMatchObject({ state: 'refused' });
  expect(await plan()).toBeUndefined();
});

test('several parts make one plan: what the first gave out the second knows', async () => {
  await world.db.collection('settingChanges').add({
    ...{ _id: 'parts', path: 'planning.partVisits', value: 1, was: 60, reason: '测试', by: 'operator-1' },
    ...{ from: 0, at: 0 },
  });
  // What was read of the settings is remembered for half a minute.
  await world.jumpTo(world.now() + 61_000);
  await onlyHers();
  await booked(world, { serviceCode: 'MED-01', startAt }, chens);
  const { state, visits } = await proposed();
  // Nurse 2 alone may do both, at the same hour: the second part leaves its visit open.
  expect(state).toBe('proposed');
  expect(visits.map(({ nurseId }) => nurseId).sort()).toEqual(['nurse2', null].sort());
});

test('in the evening tomorrow is planned by itself, once, where anything is open', async () => {
  const before = (await world.find('dayPlans')).length;
  await world.jumpTo(Date.parse('2026-11-23T20:30:00+08:00'));
  await world.tick('planTimer');
  expect(await world.find('dayPlans')).toHaveLength(before);
  startAt = TOMORROW_TEN;
  PLAN = '杭州市:2026-11-24';
  await anybodys();
  await world.jumpTo(Date.parse('2026-11-23T20:29:00+08:00'));
  await world.tick('planTimer');
  expect(await plan()).toBeUndefined();
  await world.jumpTo(Date.parse('2026-11-23T20:30:00+08:00'));
  await Promise.all([world.tick('planTimer'), world.tick('planTimer')]);
  await world.tick('planTimer');
  expect(await world.find('dayPlans')).toHaveLength(before + 1);
  expect(await plan()).toMatchObject({ _id: PLAN, state: 'proposed', askedBy: '', version: 2 });
});
