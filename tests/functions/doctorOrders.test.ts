/** A doctor's order handed in with the booking: nobody is looked for before a reviewer saw it; refused, it costs nothing. */
import type { AssessRecipientReply } from '#contract/assessRecipient';
import type { OpenRecordReply } from '#contract/openRecord';
import type { OrderView } from '#contract/orders';
import type { Reply } from '#contract/reply';
import type { Assessment } from '#domain/assessment/assessment';
import { OPERATOR_UID } from '../../scripts/world/personas';
import { uploaded } from './applicants';
import { FAMILIES, TOMORROW_TEN } from './people';
import { booked, quotedOrder, wishOf } from './story';
import { openWorld, type World } from './world';

const [wangs, lis] = FAMILIES;
const DAY = 24 * 3_600_000;
const DESK = { uid: OPERATOR_UID };
let world: World;

beforeAll(async () => {
  world = await openWorld();
  // Their first assessments stand; no assessor saw an order.
  const update = { $set: { papersUntil: {} } };
  await world.cloud.emulator.engine.update('assessments', { query: { kind: 'first' }, update, multi: true });
}, 60_000);
afterAll(() => world?.stop());

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);
const on = (day: number) => ({ startAt: TOMORROW_TEN + day * DAY });
const offersOf = (orderId: string) => world.find<{ nurseId: string; status: string }>('offers', { orderId });
const photograph = async (name: string, family = wangs) => ({
  kind: 'doctorOrder',
  fileId: await uploaded(`assessments/${family.recipientId}/${name}`),
});
const paper = { step: 'handInOrder', serviceCode: 'MED-05', hospital: '浙江省人民医院', issuedOn: '2026-11-22' };
const handIn = async (more: object = {}, family = wangs) => {
  const documents = [await photograph('order.jpg', family)];
  const asked = { ...paper, recipientId: family.recipientId, validDays: 14, documents, ...more };
  return world.call<AssessRecipientReply>('assessRecipient', asked, family);
};
const orderWaiting = async () =>
  (await world.find<Assessment>('assessments', { kind: 'order', decision: 'waiting' }))[0]?._id ?? '';

let rows = 0;
async function decide(words: object): Promise<string> {
  const _id = `decide-${(rows += 1)}`;
  const asked = { _id, kind: 'decideAssessment', assessmentId: await orderWaiting(), ...words };
  await world.db
    .collection('opCommands')
    .add({ ...asked, requestedBy: OPERATOR_UID, requestedAt: world.now(), state: 'waiting' });
  await world.ok('runCommand', { commandId: _id }, DESK);
  const [done] = await world.find<{ state: string; answer: string }>('opCommands', { _id });
  return `${done?.state} ${done?.answer}`;
}
const until = (day: number) => ({
  decision: 'allowed',
  papers: [{ serviceCode: 'MED-05', validUntil: TOMORROW_TEN + day * DAY }],
});
const assign = async (orderId: string) => {
  const row = { _id: `assign-${(rows += 1)}`, kind: 'assignOrder', orderId, nurseId: 'nurse1' };
  await world.db
    .collection('opCommands')
    .add({ ...row, requestedBy: OPERATOR_UID, requestedAt: world.now(), state: 'waiting' });
  await world.ok('runCommand', { commandId: row._id }, DESK);
  return (await world.find<{ answer: string }>('opCommands', { _id: row._id }))[0]?.answer;
};

test('without one the service is refused; what has run out, lies elsewhere or is nobody’s is not taken', async () => {
  const order = await quotedOrder(world, wangs, on(1));
  expect(codeOf(await world.call('createOrder', order, wangs))).toBe('ORDER_PAPERS_MISSING');
  expect(codeOf(await handIn({ validDays: 1 }))).toBe('ORDER_PAPER_EXPIRED');
  expect(codeOf(await handIn({ issuedOn: '2026-11-24' }))).toBe('ORDER_PAPER_EXPIRED');
  const others = {
    ...paper,
    recipientId: wangs.recipientId,
    validDays: 14,
    documents: [await photograph('x.jpg', lis)],
  };
  expect(codeOf(await world.call('assessRecipient', others, wangs))).toBe('BAD_INPUT');
  expect(codeOf(await world.call('assessRecipient', { ...others, recipientId: lis.recipientId }, wangs))).toBe(
    'NOT_FOUND',
  );
});

test('handed in, it waits: the visit is booked, nobody is asked and only the chosen nurse’s time is held until it was seen', async () => {
  const replies = await Promise.all([handIn(), handIn()]);
  expect(replies.map(codeOf).sort()).toEqual(['ASSESSMENT_WAITING', 'ok']);
  const orderId = await booked(world, { ...on(1), nurseId: 'nurse1' });
  const beyond = await quotedOrder(world, wangs, on(20));
  expect(codeOf(await world.call('createOrder', beyond, wangs))).toBe('ORDER_PAPERS_MISSING');
  await world.jumpTo(world.now() + 40 * 60_000);
  await world.tick('reassignTimer');
  expect(await offersOf(orderId)).toEqual([]);
  expect(await world.find('bookings', { _id: orderId })).toMatchObject([{ nurseId: 'nurse1' }]);
  const second = await quotedOrder(world, lis, { ...on(1), nurseId: 'nurse1' });
  expect(codeOf(await world.call('createOrder', second, lis))).not.toBe('ok');
  const view = await world.ok<OrderView>('readOrder', { orderId }, wangs);
  expect([view.dispatchStage, view.timeline.at(-1)?.text]).toEqual(['papers', '医嘱已提交，审核通过后马上找护士']);
  expect(await assign(orderId)).toMatch(/医嘱还没有审核通过/);

  const asked = { assessmentId: await orderWaiting(), purpose: '首诊评估', reason: '审核医嘱' };
  const opened = await world.call<OpenRecordReply>('openRecord', { ...asked, item: { kind: 'request' } }, DESK);
  expect(opened).toMatchObject({ ok: true, data: { text: expect.stringContaining('开单医院：浙江省人民医院') } });
  expect(JSON.stringify(await world.find('assessmentPrivate'))).not.toContain('浙江省人民医院');

  expect(await decide({ decision: 'refused', reasonCodes: ['ORDER_UNREADABLE'] })).toMatch(/^refused/);
  expect(await decide(until(10))).toBe('done 医嘱审核通过');
  await world.tick('reassignTimer');
  // The chosen nurse has her quarter of an hour from now on.
  expect(await offersOf(orderId)).toMatchObject([{ nurseId: 'nurse1', status: 'open' }]);
  expect(codeOf(await world.call('acceptOrder', { orderId }, { openid: 'o-nurse1' }))).toBe('ok');
  expect(await decide(until(10))).toMatch(/^refused/);
}, 60_000);

test('as long as it counts it serves other visits of the same service, and no longer', async () => {
  const orderId = await booked(world, on(3));
  expect((await offersOf(orderId)).length).toBe(3);
  expect(codeOf(await world.call('createOrder', await quotedOrder(world, wangs, on(12)), wangs))).toBe(
    'ORDER_PAPERS_MISSING',
  );
  // A new one that waits does not carry a visit that is looked for beyond what was seen.
  expect(codeOf(await handIn({ validDays: 60, documents: [await photograph('new.jpg')] }))).toBe('ok');
  const moved = { kind: 'reschedule', orderId, ...on(15) };
  expect(codeOf(await world.call('changeOrder', moved, wangs))).toBe('ORDER_PAPERS_WAITING');
  expect(codeOf(await world.call('changeOrder', { ...moved, ...on(4) }, wangs))).toBe('ok');
  const urgent = { ...wishOf(wangs, { startAt: world.now() }), urgent: true };
  expect(codeOf(await world.call('quoteOrder', urgent, wangs))).not.toBe('ok');
});

test('refused: the visit is let go for nothing, in words, and another may be handed in', async () => {
  const orderId = await booked(world, on(16));
  expect((await world.order(orderId)).dispatch.stage).toBe('papers');
  const refusal = { decision: 'refused', reasonCodes: ['ORDER_OTHER_PERSON'], advice: ['请上传本人的医嘱'] };
  expect(await decide(refusal)).toBe('done 医嘱没有通过');
  await world.tick('reassignTimer');
  expect(await world.order(orderId)).toMatchObject({
    ...{ status: 'cancelled', money: { paidFen: 0, cancellationFeeFen: 0 } },
    cancelReason: '医嘱没有通过审核，或到那天已过期',
  });
  expect(await world.find('slots', { orderId })).toEqual([]);
  const read = { step: 'read', recipientId: wangs.recipientId, serviceCode: 'MED-05' };
  const { order } = await world.ok<AssessRecipientReply>('assessRecipient', read, wangs);
  expect(order).toMatchObject({
    ...{ kind: 'order', decision: 'refused', advice: ['请上传本人的医嘱'], counts: false },
    reasons: [{ code: 'ORDER_OTHER_PERSON', sentence: '医嘱上的姓名和被照护人不一致。' }],
  });
});

test('not seen in time: an hour before the visit it is let go, however many sweeps look', async () => {
  expect(codeOf(await handIn({ documents: [await photograph('li.jpg', lis)] }, lis))).toBe('ok');
  const orderId = await booked(world, on(1), lis);
  await world.jumpTo(TOMORROW_TEN + DAY - 61 * 60_000);
  await world.tick('reassignTimer');
  expect((await world.order(orderId)).status).toBe('pendingAcceptance');
  await world.jumpTo(TOMORROW_TEN + DAY - 59 * 60_000);
  await Promise.all([world.tick('reassignTimer'), world.tick('reassignTimer')]);
  expect(await world.order(orderId)).toMatchObject({ status: 'cancelled', cancelReason: '医嘱没能在上门前审核完' });
  expect((await world.find('orderEvents', { orderId, event: 'cancel' })).length).toBe(1);
});
