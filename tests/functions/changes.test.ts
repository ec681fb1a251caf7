/** Lateness, closed doors, a nurse who never comes, a service that must not begin or must stop: who pays what, and who looks after it. */
import type { ChangeTerms } from '#contract/changeOrder';
import type { OrderView } from '#contract/orders';
import type { Reply } from '#contract/reply';
import { CORNER, FAMILIES, NURSES, TOMORROW_TEN } from './people';
import { asked, confirmSheet, nextRefundWaits, standing } from './paying';
import { accepted } from './story';
import { openWorld, type As, type World } from './world';

const [wangs, lis] = FAMILIES;
const [first, second] = NURSES;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** 11 800 service + 1 200 way + 3 700 consumables; the nurse's: 70 % of 11 800 and the way. */
const TOTAL_FEN = 16_700;
const HERS_FEN = 9_460;
let world: World;
let day = 0;
let startAt: number;
let photoFileId: (orderId: string) => Promise<string>;
beforeAll(async () => {
  world = await openWorld();
  const { app } = await import('#cloud/database');
  photoFileId = async (orderId) => {
    const { fileID } = await app.uploadFile({
      cloudPath: `visits/${orderId}/door.jpg`,
      fileContent: Buffer.from('jpg'),
    });
    return fileID;
  };
});
beforeEach(() => (startAt = TOMORROW_TEN + (day += 1) * DAY));
afterAll(() => world?.stop());

const codeOf = (reply: Reply<unknown>) => (reply.ok ? 'ok' : reply.error.code);
const change = (as: As, asked: object) => world.call<ChangeTerms>('changeOrder', asked, as);
const view = (orderId: string, as: As = wangs) => world.ok<OrderView>('readOrder', { orderId }, as);
const alerts = (orderId: string) =>
  world.find<{ kind: string; text: string }>('operatorAlerts', { orderId, state: 'open' });
const kinds = async (orderId: string) => (await alerts(orderId)).map(({ kind }) => kind).sort();
const told = (orderId: string, template: string) =>
  world.find<{ payload: { to: string; words: { note: string } } }>('outbox', { orderId, 'payload.template': template });

async function paid(part: 'deposit' | 'full' = 'full'): Promise<string> {
  const orderId = await accepted(world, { startAt });
  await confirmSheet(world, await asked(world, orderId, part));
  await world.tick('outboxTimer');
  return orderId;
}
async function onTheWay(part: 'deposit' | 'full' = 'full'): Promise<string> {
  const orderId = await paid(part);
  await world.jumpTo(startAt - HOUR);
  await world.ok('setOut', { orderId }, first);
  return orderId;
}
async function atTheDoor(part: 'deposit' | 'full' = 'full', lateMinutes = 0): Promise<string> {
  const orderId = await onTheWay(part);
  await world.jumpTo(startAt + lateMinutes * MINUTE);
  await world.ok('changeOrder', { kind: 'arrive', orderId, position: CORNER }, first);
  return orderId;
}
async function checkedIn(lateMinutes = 0): Promise<string> {
  const orderId = await onTheWay();
  await world.jumpTo(startAt + lateMinutes * MINUTE);
  const { visitCode } = await view(orderId);
  await world.ok('checkIn', { orderId, position: CORNER, visitCode }, first);
  return orderId;
}

describe('late (O-11)', () => {
  const late = (orderId: string, minutes: number, as: As = first) =>
    change(as, { kind: 'late', orderId, arriveAt: startAt + minutes * MINUTE });

  test('a quarter of an hour is nobody’s matter; more is told; more than half an hour and the family may go', async () => {
    const orderId = await paid();
    await world.jumpTo(startAt - 2 * HOUR);
    expect(codeOf(await late(orderId, 15))).toBe('ok');
    expect(await told(orderId, 'visitChanged')).toEqual([]);
    expect(codeOf(await late(orderId, 20))).toBe('ok');
    expect((await told(orderId, 'visitChanged')).map(({ payload }) => payload.words.note)).toEqual([
      '护士约 10:20 到，晚 20 分钟',
    ]);
    const cancel = { kind: 'cancel', orderId, reason: '临时有事', preview: true };
    expect(await change(wangs, cancel)).toMatchObject({ data: { tier: 'R2', feeFen: 2_360 } });
    await late(orderId, 40);
    expect((await view(orderId)).expectedAt).toBe(startAt + 40 * MINUTE);
    expect(await change(wangs, cancel)).toMatchObject({ data: { tier: 'R0', feeFen: 0, refundFen: TOTAL_FEN } });
  });

  test('who waited pays a tenth less: what was paid too much goes back by itself, and the books balance', async () => {
    const orderId = await checkedIn(31);
    const { dueFen, refundingFen, reductions, status } = await view(orderId);
    expect({ dueFen, refundingFen, reductions, status }).toEqual({
      dueFen: 0,
      refundingFen: 1_670,
      reductions: [{ label: '护士迟到优惠', amountFen: 1_670 }],
      status: 'inService',
    });
    expect(await standing(world, orderId)).toMatchObject({ held: TOTAL_FEN - 1_670, refundPayable: 1_670 });
    await world.tick('outboxTimer');
    await world.cloud.standIns.wechatPay.tick();
    expect(await world.order(orderId)).toMatchObject({
      status: 'inService',
      money: { refundingFen: 0, refundedFen: 1_670 },
    });
  });

  test('within half an hour it costs what it costs', async () => {
    expect((await view(await checkedIn(29))).reductions).toEqual([]);
  });

  test('an hour that is past, or no lateness, or not her visit', async () => {
    const orderId = await paid();
    expect(codeOf(await late(orderId, 0))).toBe('BAD_INPUT');
    expect(codeOf(await late(orderId, 300))).toBe('BAD_INPUT');
    expect(codeOf(await late(orderId, 20, second))).toBe('NOT_FOUND');
    expect(codeOf(await late(orderId, 20, wangs))).toBe('FORBIDDEN');
  });
});

describe('nobody opens (R4)', () => {
  const leave = async (orderId: string, more: object = {}) => {
    const now = world.now();
    const proof = {
      position: CORNER,
      callsAt: [now - 2 * MINUTE, now - MINUTE],
      photoFileId: await photoFileId(orderId),
    };
    return change(first, { kind: 'patientNoShow', orderId, ...proof, ...more });
  };

  test('place, a quarter of an hour, two calls, a photograph: then the way and half the service fee are kept', async () => {
    const orderId = await atTheDoor();
    await world.jumpTo(startAt + 14 * MINUTE);
    expect(codeOf(await leave(orderId))).toBe('NO_SHOW_TOO_EARLY');
    await world.jumpTo(startAt + 16 * MINUTE);
    expect(codeOf(await leave(orderId, { callsAt: [world.now()] }))).toBe('CALLS_MISSING');
    expect(codeOf(await leave(orderId, { callsAt: [startAt - HOUR, startAt - 2 * HOUR] }))).toBe('CALLS_MISSING');
    expect(codeOf(await leave(orderId, { position: [120.2, 30.3] }))).toBe('OUTSIDE_GEOFENCE');
    const gone = 'cloud://local-env.local/visits/nobody/door.jpg';
    expect(codeOf(await leave(orderId, { photoFileId: gone }))).toBe('BAD_INPUT');
    expect((await world.order(orderId)).status).toBe('travelling');

    // 1 200 + 5 900; hers: the way and 70 % of 5 900.
    expect(await leave(orderId)).toMatchObject({ data: { tier: 'R4', feeFen: 7_100, refundFen: 9_600 } });
    expect(await standing(world, orderId)).toMatchObject({
      ...{ held: 0, nursePayable: 1_200 + 4_130, revenue: 1_770, refundPayable: 9_600 },
    });
    expect(await kinds(orderId)).toEqual(['nobodyOpened']);
    expect(await world.find('slots', { orderId })).toEqual([]);
    expect((await view(orderId)).timeline.at(-1)?.text).toBe('护士在门口等候后无人应答，订单已结束');
    expect((await told(orderId, 'orderCancelled')).map(({ payload }) => payload.to)).toEqual(['patient']);
  });

  test('who came early waits for the hour first; a deposit is the most it costs', async () => {
    const orderId = await onTheWay('deposit');
    await world.jumpTo(startAt - 30 * MINUTE);
    await world.ok('changeOrder', { kind: 'arrive', orderId, position: CORNER }, first);
    expect((await view(orderId, first)).atDoor).toMatchObject({ mayLeaveAt: startAt + 15 * MINUTE });
    expect(codeOf(await leave(orderId))).toBe('NO_SHOW_TOO_EARLY');
    await world.jumpTo(startAt + 16 * MINUTE);
    expect(await leave(orderId)).toMatchObject({ data: { feeFen: 3_340, refundFen: 0 } });
    expect((await world.order(orderId)).status).toBe('cancelled');
  });

  test('without standing at the door first there is nothing to wait for; elsewhere nobody stands at it', async () => {
    const orderId = await onTheWay();
    await world.jumpTo(startAt + HOUR / 2);
    expect(codeOf(await leave(orderId))).toBe('NOT_AT_DOOR');
    expect(codeOf(await change(first, { kind: 'arrive', orderId, position: [120.2, 30.3] }))).toBe('OUTSIDE_GEOFENCE');
    expect(codeOf(await change(second, { kind: 'arrive', orderId, position: CORNER }))).toBe('NOT_FOUND');
  });

  test('she who stands at the door has come: nobody can say that she has not, and calling off now is R4', async () => {
    const orderId = await atTheDoor();
    await world.jumpTo(startAt + 2 * HOUR);
    await world.tick('reassignTimer');
    expect((await world.order(orderId)).status).toBe('travelling');
    expect(codeOf(await change(wangs, { kind: 'nurseNoShow', orderId }))).toBe('NO_SHOW_TOO_EARLY');
    const cancel = { kind: 'cancel', orderId, reason: '临时有事', preview: true };
    expect(await change(wangs, cancel)).toMatchObject({ data: { tier: 'R4', feeFen: 7_100 } });
  });
});

describe('the nurse never comes', () => {
  test('after an hour the clock says so: all of it goes back, a fifth but at least ¥50 is owed, and a person pays it out', async () => {
    const orderId = await onTheWay();
    await world.jumpTo(startAt + 59 * MINUTE);
    await world.tick('reassignTimer');
    expect((await world.order(orderId)).status).toBe('travelling');
    await world.jumpTo(startAt + 61 * MINUTE);
    nextRefundWaits(world);
    await Promise.all([world.tick('reassignTimer'), world.tick('reassignTimer')]);
    expect(await world.order(orderId)).toMatchObject({
      status: 'refunding',
      cancelReason: '护士没有上门',
      money: { refundingFen: TOTAL_FEN, compensationFen: 5_000 },
    });
    expect(await standing(world, orderId)).toMatchObject({ held: 0, patientPayable: 5_000, platformFund: 5_000 });
    const owed = (await alerts(orderId)).filter(({ kind }) => kind === 'compensationOwed');
    expect(owed).toMatchObject([{ text: expect.stringContaining('¥50.00') }]);
    expect((await told(orderId, 'orderCancelled')).map(({ payload }) => payload.to).sort()).toEqual([
      'nurse',
      'patient',
    ]);
    expect(await world.find('orderEvents', { orderId, event: 'nurseNoShow' })).toHaveLength(1);
  });

  test('the family may say so after an hour, or where she says herself that she will be later than that', async () => {
    const orderId = await paid();
    const absent = (as: As) => change(as, { kind: 'nurseNoShow', orderId });
    await world.jumpTo(startAt + 30 * MINUTE);
    expect(codeOf(await absent(wangs))).toBe('NO_SHOW_TOO_EARLY');
    await world.ok('changeOrder', { kind: 'late', orderId, arriveAt: startAt + 90 * MINUTE }, first);
    expect(codeOf(await absent(lis))).toBe('NOT_FOUND');
    expect(codeOf(await absent(first))).toBe('FORBIDDEN');
    expect(await absent(wangs)).toMatchObject({ data: { feeFen: 0, refundFen: TOTAL_FEN, compensationFen: 5_000 } });
  });
});

test.each([
  ['a day ahead: nothing', 25 * HOUR, 0],
  ['less than a day: ¥20', 5 * HOUR, 2_000],
  ['in the last two hours: a fifth, at least ¥50', HOUR, 5_000],
])('the nurse calls off %s', async (_when, aheadMs, compensationFen) => {
  const orderId = await paid();
  await world.jumpTo(startAt - aheadMs);
  const preview = await change(first, { kind: 'cancel', orderId, reason: '身体不适', preview: true });
  const owed = compensationFen > 0 ? { compensationFen } : {};
  expect(preview.ok && preview.data).toEqual({ tier: 'R0', feeFen: 0, refundFen: TOTAL_FEN, ...owed });
  await world.ok('changeOrder', { kind: 'cancel', orderId, reason: '身体不适' }, first);
  expect(await standing(world, orderId)).toMatchObject({ patientPayable: compensationFen, held: 0 });
  expect(await kinds(orderId)).toEqual(compensationFen > 0 ? ['compensationOwed'] : []);
});

describe('she must not do it', () => {
  const refuse = (orderId: string, ground: string, more: object = {}) =>
    change(first, { kind: 'refuseVisit', orderId, ground, ...more });

  test('on clinical ground: the family pays nothing, the platform pays her', async () => {
    const orderId = await atTheDoor();
    expect(await refuse(orderId, '体征异常需就医', { preview: true })).toMatchObject({
      data: { feeFen: 0, refundFen: TOTAL_FEN },
    });
    expect(codeOf(await refuse(orderId, '体征异常需就医'))).toBe('ok');
    expect(await standing(world, orderId)).toMatchObject({
      ...{ held: 0, refundPayable: TOTAL_FEN, nursePayable: HERS_FEN, platformFund: HERS_FEN, revenue: 0 },
    });
    expect(await kinds(orderId)).toEqual(['visitBrokenOff']);
  });

  test('because the answers before were untrue: the way and the assessment are paid', async () => {
    const orderId = await checkedIn();
    // 1 200 and 9 800, of which she has the way and 70 %.
    expect(await refuse(orderId, '与预约前的回答不符')).toMatchObject({ data: { feeFen: 11_000, refundFen: 5_700 } });
    expect(await standing(world, orderId)).toMatchObject({ nursePayable: 1_200 + 6_860, revenue: 2_940, held: 0 });
  });

  test('not before she is there, not by another one', async () => {
    const orderId = await onTheWay();
    expect(codeOf(await refuse(orderId, '环境不安全'))).toBe('NOT_AT_DOOR');
    expect(codeOf(await change(second, { kind: 'refuseVisit', orderId, ground: '环境不安全' }))).toBe('NOT_FOUND');
    expect(codeOf(await refuse(orderId, '不想去'))).toBe('BAD_INPUT');
  });
});

describe('broken off', () => {
  const record = (orderId: string) => ({
    orderId,
    checkedSteps: [0, 1, 2],
    vitals: {},
    photos: [],
    summary: '家属要求停止',
  });
  const stop = (orderId: string, reason: string, more: object = {}) =>
    change(first, { kind: 'interrupt', reason, ...record(orderId), ...more });

  test('what was done is paid, the rest goes back, the record stands, and the visit is confirmed as it was', async () => {
    const orderId = await checkedIn();
    const { sop } = await view(orderId, first);
    // Of so many steps three were done; what is charged rounds down.
    const doneFen = Math.floor((11_800 * 3) / sop.length);
    const backFen = 11_800 - doneFen;
    expect(await stop(orderId, '患者或家属要求停止', { preview: true })).toMatchObject({
      data: { refundFen: backFen },
    });
    expect((await world.order(orderId)).status).toBe('inService');
    expect(codeOf(await stop(orderId, '患者或家属要求停止', { summary: ' ' }))).toBe('SUMMARY_MISSING');
    expect(codeOf(await stop(orderId, '患者或家属要求停止'))).toBe('ok');
    const seen = await view(orderId);
    expect(seen).toMatchObject({ status: 'pendingConfirmation', refundingFen: backFen, dueFen: 0 });
    expect(seen.visit).toMatchObject({ checkedSteps: [0, 1, 2], summary: '家属要求停止' });
    await world.ok('confirmOrder', { orderId }, wangs);
    const hersFen = Math.floor((doneFen * 70) / 100) + 1_200;
    expect(await standing(world, orderId)).toMatchObject({
      ...{ held: 0, nursePayable: hersFen, revenue: TOTAL_FEN - backFen - hersFen },
    });
    await world.tick('outboxTimer');
    await world.cloud.standIns.wechatPay.tick();
    expect(await world.order(orderId)).toMatchObject({ status: 'completed', money: { refundedFen: backFen } });
  });

  test('because the person must go to hospital: nothing is charged, and she is paid', async () => {
    const orderId = await checkedIn();
    nextRefundWaits(world);
    expect(await stop(orderId, '患者不适，需要就医')).toMatchObject({ data: { refundFen: TOTAL_FEN } });
    expect(await world.order(orderId)).toMatchObject({ status: 'refunding' });
    expect(await standing(world, orderId)).toMatchObject({ held: 0, nursePayable: HERS_FEN, platformFund: HERS_FEN });
    expect(await world.find('visitRecords', { _id: orderId })).toMatchObject([{ checkedSteps: [0, 1, 2] }]);
    expect(await kinds(orderId)).toEqual(['visitBrokenOff']);
  });

  test('nobody else stops it, and not before it began', async () => {
    const orderId = await checkedIn();
    expect(codeOf(await change(wangs, { kind: 'interrupt', reason: '环境不安全', ...record(orderId) }))).toBe(
      'FORBIDDEN',
    );
    const early = await onTheWayTomorrow();
    expect(codeOf(await stop(early, '环境不安全'))).toBe('ILLEGAL_STEP');
  });
  const onTheWayTomorrow = () => {
    startAt += DAY;
    day += 1;
    return onTheWay();
  };
});

test('half an hour after it should be over a person is asked to look, once, also where the sweep comes twice at once', async () => {
  const orderId = await checkedIn();
  await world.jumpTo(startAt + 74 * MINUTE);
  await world.tick('reassignTimer');
  expect(await kinds(orderId)).toEqual([]);
  await world.jumpTo(startAt + 76 * MINUTE);
  await Promise.all([world.tick('reassignTimer'), world.tick('reassignTimer')]);
  await world.tick('reassignTimer');
  expect(await kinds(orderId)).toEqual(['visitOverdue']);
  expect(await world.find('orderEvents', { orderId, event: 'overdue' })).toHaveLength(1);
  expect((await told(orderId, 'visitChanged')).map(({ payload }) => payload.to)).toEqual(['nurse']);
  expect((await world.order(orderId)).status).toBe('inService');
});
