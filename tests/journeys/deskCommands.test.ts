/** What operators do: a row written in the browser, judged by the security rules, carried out by the domain's, answered on the row. */
import type { Nurse } from '#domain/nurse/nurse';
import { pay } from '../../scripts/demo/payer';
import { OPERATOR_UID } from '../../scripts/world/personas';
import { type Client, clientOf } from './client';
import { type City, family, nurse, openCity, TOMORROW_TEN } from './city';
import { moneyArrives, orderIn } from './lives';

const HALF_HOUR = 1_800_000;
let city: City;
let desk: Client;
beforeAll(async () => {
  city = await openCity({ nurses: 60, applicants: 3 });
  desk = await clientOf(city.cloud.emulator.url, OPERATOR_UID);
}, 60_000);
afterAll(() => city.close());

interface Row {
  readonly state: string;
  readonly answer: string;
  readonly answeredAt: number;
}

let commands = 0;

const rowOf = async (fields: object) => ({
  _id: `command${(commands += 1)}`,
  ...fields,
  requestedBy: OPERATOR_UID,
  requestedAt: await city.now(),
  state: 'waiting',
});

/** Writes the row as the desk does, pokes, and answers the row as it stands then. */
async function command(fields: object): Promise<Row> {
  const row = await rowOf(fields);
  expect(await desk.insert('opCommands', row)).toMatchObject({ status: 200, body: { insertedIds: [row._id] } });
  expect(await desk.invoke('runCommand', { commandId: row._id })).toMatchObject({
    body: { ok: true, data: { ran: 1 } },
  });
  const { body } = await desk.read('opCommands', { _id: row._id });
  return (body.list as Row[])[0] as Row;
}

const statusOf = async (nurseId: string) => (await city.find<Nurse>('nurses', { _id: nurseId }))[0]?.status;

describe('applicants', () => {
  test('are seen at the desk and admitted: from then on they may be chosen', async () => {
    const whyNot = async () => {
      const reply = await city.tryToBook({ family: 4, nurseId: 'nurse0061' });
      return reply.ok ? 'ok' : reply.error.code;
    };
    expect(await whyNot()).toBe('NURSE_UNAVAILABLE');
    const { body } = await desk.read('nurses', { status: 'pending' });
    expect((body.list as Nurse[]).map(({ _id }) => _id).sort()).toEqual(['nurse0061', 'nurse0062', 'nurse0063']);
    const answered = await command({ kind: 'approveNurse', nurseId: 'nurse0061' });
    expect(answered).toMatchObject({ state: 'done', answer: expect.stringMatching(/^已批准 ./) });
    expect(answered.answeredAt).toBeGreaterThan(0);
    expect(await statusOf('nurse0061')).toBe('active');
    // What stands between her and this booking now, if anything, is her papers, her hours or the way.
    expect(['ok', 'NURSE_NOT_QUALIFIED', 'NURSE_NOT_ON_SHIFT', 'NURSE_OUT_OF_AREA']).toContain(await whyNot());
  });

  test('are turned away with a reason', async () => {
    const reason = '执业证书照片不清晰';
    const answered = await command({ kind: 'rejectNurse', nurseId: 'nurse0062', reason });
    expect(answered).toMatchObject({ state: 'done', answer: expect.stringMatching(/^已退回 ./) });
    expect((await city.find('nurses', { _id: 'nurse0062' }))[0]).toMatchObject({
      status: 'rejected',
      statusReason: reason,
    });
  });

  test.each([
    [
      'a decision made already',
      { kind: 'approveNurse', nurseId: 'nurse0062' },
      '状态已变化，不能进行此操作，请刷新查看。',
    ],
    ['a nurse nobody knows', { kind: 'approveNurse', nurseId: 'nurse9999' }, '没有找到相关内容，请返回刷新后重试。'],
    ['a rejection without a reason', { kind: 'rejectNurse', nurseId: 'nurse0063' }, '填写的内容有误，请检查后重试。'],
    ['a command nobody knows', { kind: 'makeMeRich', nurseId: 'nurse0063' }, '填写的内容有误，请检查后重试。'],
  ])('%s is refused, and the row says why', async (_what, fields, answer) => {
    expect(await command(fields)).toMatchObject({ state: 'refused', answer });
    expect(await statusOf('nurse0063')).toBe('pending');
  });

  test('a row that nobody poked is found by the minute timer, and every command stands in the audit log', async () => {
    const row = await rowOf({ kind: 'approveNurse', nurseId: 'nurse0063' });
    await desk.insert('opCommands', row);
    await city.advance(1);
    expect(await statusOf('nurse0063')).toBe('active');
    const log = await city.find('auditLog', { actor: OPERATOR_UID });
    expect(log.map(({ action, outcome }) => `${action} ${String(outcome).split(':')[0]}`).sort()).toEqual([
      ...['approveNurse done', 'approveNurse done', 'approveNurse refused', 'approveNurse refused'],
      ...['makeMeRich refused', 'rejectNurse done', 'rejectNurse refused'],
    ]);
  });

  test('the same row run by three at once is carried out once', async () => {
    const row = await rowOf({ kind: 'rejectNurse', nurseId: 'nurse0064', reason: '没有这个人' });
    await desk.insert('opCommands', row);
    const ran = await Promise.all([1, 2, 3].map(() => desk.invoke('runCommand', { commandId: row._id })));
    const counts = ran.map(({ body }) => (body.data as { ran: number }).ran);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await city.find('auditLog', { _id: `command:${row._id}` })).toHaveLength(1);
  });
});

describe('orders', () => {
  test('nobody accepted: a person gives the order to a nurse, both are told, it goes on as any other', async () => {
    const orderId = await city.book({ nurseId: 'nurse0001' });
    await city.advance(32);
    expect((await city.order(orderId)).dispatch.stage).toBe('operators');
    expect(await command({ kind: 'assignOrder', orderId, nurseId: 'nurse0001' })).toMatchObject({
      state: 'done',
      answer: expect.stringMatching(/^已安排 .护士$/),
    });
    expect(await city.order(orderId)).toMatchObject({ status: 'pendingPayment', nurseId: 'nurse0001' });
    expect(await city.find('bookings', { _id: orderId })).toMatchObject([{ nurseId: 'nurse0001' }]);
    expect((await city.timeline(orderId, family(1).as)).at(-1)).toBe('平台已安排护士');
    await pay(city, orderId, 'full', family(1).as);
    await city.quiet();
    await city.runTimer('outboxTimer');
    const accepted = (await city.messages()).filter(({ template }) => template === 'orderAccepted');
    expect(accepted.map(({ touser }) => touser).sort()).toEqual([family(1).as.openid, nurse(1).as.openid]);
    expect((await city.order(orderId)).status).toBe('pendingService');
  });

  test('the rules bind operators too: a nurse who is busy, or cannot do this, is not assigned', async () => {
    const startAt = TOMORROW_TEN;
    const other = await city.book({ family: 2, startAt });
    expect(await command({ kind: 'assignOrder', orderId: other, nurseId: 'nurse0001' })).toMatchObject({
      state: 'refused',
      answer: '这位护士在该时间已有安排，请换时间或选择其他护士。（H-004）',
    });
    const worker = (await city.find<Nurse>('nurses', { role: 'care_worker', status: 'active' }))[0]?._id;
    const refused = await command({ kind: 'assignOrder', orderId: other, nurseId: worker });
    // a care worker: not her role, no licence, too few years, no competency
    const answer = expect.stringMatching(
      /^这位护士不具备此项服务的资质，请选择其他护士。（P-012、P-004、P-005、P-008/,
    ) as string;
    expect(refused).toMatchObject({ state: 'refused', answer });
    expect(await city.order(other)).toMatchObject({ status: 'pendingAcceptance', nurseId: null });
  });

  test('a paid order is called off by hand: the row names the refund, the money arrives, the books balance', async () => {
    const startAt = TOMORROW_TEN + 8 * HALF_HOUR;
    const orderId = await orderIn(city, 'pendingService', { family: 3, startAt });
    const { totalFen } = (await city.order(orderId)).money.price;
    const answered = await command({ kind: 'cancelOrder', orderId, reason: '护士临时不能来' });
    expect(answered).toMatchObject({ state: 'done', answer: `已取消，退款 ¥${(totalFen / 100).toFixed(2)}` });
    await moneyArrives(city);
    expect(await city.order(orderId)).toMatchObject({ status: 'refunded', money: { refundedFen: totalFen } });
    expect((await city.timeline(orderId, family(3).as)).at(-2)).toBe('平台已取消订单');
    expect(await city.bookProblems()).toEqual([]);
  });
});

describe('everybody else', () => {
  test.each([
    ['a patient', 'family0001'],
    ['a nurse', 'nurse0001'],
    ['a stranger', 'nobody-knows-me'],
    ['nobody', null],
  ])('%s writes no row, runs none, and reads no nurses, commands or orders of others', async (_who, uid) => {
    const client = await clientOf(city.cloud.emulator.url, uid);
    const before = (await city.find('opCommands')).length;
    const forged = {
      ...(await rowOf({ kind: 'approveNurse', nurseId: 'nurse0062' })),
      requestedBy: uid ?? OPERATOR_UID,
    };
    for (const row of [forged, { ...forged, requestedBy: OPERATOR_UID }]) {
      expect((await client.insert('opCommands', row)).status).toBe(403);
    }
    expect(await city.find('opCommands')).toHaveLength(before);
    const ran = await client.invoke('runCommand', {});
    expect(ran.status === 403 || ran.body.ok === false).toBe(true);
    for (const collection of ['opCommands', 'nurses', 'orders', 'orderPrivate', 'recipients', 'users', 'auditLog']) {
      expect([collection, (await client.read(collection)).status]).toEqual([collection, 403]);
    }
  });

  test('an operator writes nothing but her own waiting command rows', async () => {
    const row = await rowOf({ kind: 'approveNurse', nurseId: 'nurse0062' });
    const refusals = await Promise.all([
      desk.insert('opCommands', { ...row, _id: 'x1', state: 'done' }),
      desk.insert('opCommands', { ...row, _id: 'x2', requestedBy: 'operator-2' }),
      desk.insert('operators', { _id: 'family0001', name: '朋友', role: '运营' }),
      desk.update('nurses', { _id: 'nurse0062' }, { $set: { status: 'active' } }),
      desk.update('opCommands', { _id: 'command1' }, { $set: { state: 'waiting' } }),
      desk.remove('opCommands', { _id: 'command1' }),
      desk.update('orders', {}, { $set: { status: 'completed' } }),
    ]);
    expect(refusals.map(({ status }) => status)).toEqual(Array(7).fill(403));
    expect(await city.find('opCommands', { _id: { $in: ['x1', 'x2'] } })).toEqual([]);
    expect(await statusOf('nurse0062')).toBe('rejected');
  });
});
