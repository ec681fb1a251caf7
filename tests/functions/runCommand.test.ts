/** Operators' command rows: carried out once, by the same rules, answered in words. */
import type { Nurse } from '#domain/nurse/nurse';
import { FAMILIES, NURSES } from './people';
import { anotherSlot, asked, confirmSheet, nextRefundWaits, unpaid } from './paying';
import { booked } from './story';
import { openWorld, type World } from './world';

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.stop());

const DESK = { uid: 'operator-1' };
let rows = 0;

/** As the desk does: a row, then a poke. */
async function command(words: object, requestedBy = DESK.uid): Promise<string> {
  const _id = `command-${(rows += 1)}`;
  await world.db
    .collection('opCommands')
    .add({ _id, ...words, requestedBy, requestedAt: world.now(), state: 'waiting' });
  return _id;
}
const run = (commandId: string) => world.call('runCommand', { commandId }, DESK);
const row = async (_id: string) => (await world.find('opCommands', { _id }))[0];
const nurse = async (_id: string) => (await world.find<Nurse>('nurses', { _id }))[0];

/** Nurse 6 waits again, looked up and without a decision. */
async function pendingAgain(): Promise<void> {
  await world.db.collection('nurses').doc('nurse6').update({ status: 'pending' });
  const [application] = await world.find<{ version: number }>('nurseApplications', { _id: 'user-nurse6' });
  const version = (application?.version ?? 0) + 10;
  await world.db.collection('nurseApplications').doc('user-nurse6').update({ state: 'reviewing', version });
}

async function answered(words: object) {
  const commandId = await command(words);
  expect(await run(commandId)).toMatchObject({ ok: true, data: { ran: 1 } });
  return row(commandId);
}

test('a nurse is approved, once, and it is on record', async () => {
  const commandId = await command({ kind: 'approveNurse', nurseId: 'nurse6', note: '证件齐全' });
  const runs = await Promise.all([run(commandId), run(commandId), run(commandId)]);
  expect(runs.map((reply) => (reply as { data: { ran: number } }).data.ran).sort()).toEqual([0, 0, 1]);
  expect(await row(commandId)).toMatchObject({ state: 'done', answer: '已批准 吴护士' });
  expect(await nurse('nurse6')).toMatchObject({ status: 'active' });
  expect(await world.find('auditLog', { _id: `command:${commandId}` })).toMatchObject([
    { actor: 'operator-1', action: 'approveNurse', subject: 'nurses/nurse6' },
  ]);
  expect(await answered({ kind: 'approveNurse', nurseId: 'nurse6' })).toMatchObject({
    state: 'refused',
    answer: expect.stringContaining('状态已变化'),
  });
});

test('a nurse is rejected with a reason', async () => {
  await pendingAgain();
  expect(await answered({ kind: 'rejectNurse', nurseId: 'nurse6', reason: '执业证已过期' })).toMatchObject({
    state: 'done',
  });
  expect(await nurse('nurse6')).toMatchObject({ status: 'rejected', statusReason: '执业证已过期' });
});

test('an order is given to a nurse by hand, by the same hard rules, and her time is taken', async () => {
  const startAt = anotherSlot(world);
  const orderId = await booked(world, { startAt });
  expect(await answered({ kind: 'assignOrder', orderId, nurseId: 'nurse6' })).toMatchObject({ state: 'refused' });
  expect(await answered({ kind: 'assignOrder', orderId, nurseId: 'nurse3' })).toMatchObject({
    state: 'done',
    answer: '已安排 孙护士',
  });
  expect(await world.order(orderId)).toMatchObject({ status: 'pendingPayment', nurseId: 'nurse3' });
  expect(await world.find('slots', { _id: `nurse:nurse3:${startAt}` })).toMatchObject([{ orderId }]);
  expect(await world.find('offers', { orderId, status: 'open' })).toEqual([]);
  const other = await booked(world, { startAt }, FAMILIES[1]);
  expect(await answered({ kind: 'assignOrder', orderId: other, nurseId: 'nurse3' })).toMatchObject({
    state: 'refused',
    answer: expect.stringContaining('已有安排'),
  });
});

test('an order is cancelled by an operator: the whole of what was paid goes back', async () => {
  const orderId = await unpaid(world);
  await confirmSheet(world, await asked(world, orderId, 'deposit'));
  nextRefundWaits(world);
  expect(await answered({ kind: 'cancelOrder', orderId, reason: '护士临时不能来' })).toMatchObject({
    state: 'done',
    answer: '已取消，退款 ¥33.40',
  });
  expect(await world.order(orderId)).toMatchObject({ status: 'refunding', cancelReason: '护士临时不能来' });
  expect(await world.find('slots', { orderId })).toEqual([]);
});

test('rows nobody poked for are found by the timer; nonsense and strangers are refused', async () => {
  await pendingAgain();
  const ids = [
    await command({ kind: 'approveNurse', nurseId: 'nurse6' }),
    await command({ kind: 'dismissEverybody' }),
    await command({ kind: 'approveNurse', nurseId: 'nobody' }),
    await command({ kind: 'approveNurse', nurseId: 'nurse6', and: 'more' }),
    await command({ kind: 'rejectNurse', nurseId: 'nurse1', reason: '没有理由' }, 'somebody'),
  ];
  expect(await world.tick('runCommand')).toMatchObject({ ok: true, data: { ran: 5 } });
  const states = await Promise.all(ids.map(async (id) => (await row(id))?.state));
  expect(states).toEqual(['done', 'refused', 'refused', 'refused', 'refused']);
  expect(await nurse('nurse1')).toMatchObject({ status: 'active' });
});

test.each([
  ['a patient', FAMILIES[0]],
  ['a nurse', NURSES[0]],
  ['a browser that is no operator', { uid: 'web-1' }],
])('%s may not run commands', async (_, as) => {
  expect(await world.call('runCommand', {}, as)).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
});
