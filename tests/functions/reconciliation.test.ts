/** Each day's money against the bill of WeChat Pay (the stand-in's own ledger). MED-05 at the corner: 167.00, its deposit 33.40. */
import type { Payment } from '#cloud/payments';
import type { DifferenceRow, Reconciliation } from '#cloud/reconciliation/reconcileDay';
import { asked, confirmSheet, paid, unpaid } from './paying';
import { FAMILIES } from './people';
import { openWorld, type World } from './world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const TUESDAY_AT_TEN_PAST_TEN = Date.parse('2026-11-24T10:10:00+08:00');
const FINANCE = 'operator-money';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.db.collection('operators').add({ _id: FINANCE, name: '财务', role: '财务' });
});
afterAll(() => world.stop());
beforeEach(() => world.cloud.standIns.wechatPay.script({ reset: true }));

const dayOf = async (day: string) => (await world.find<Reconciliation>('reconciliations', { _id: day }))[0];
const differences = (day: string) => world.find<DifferenceRow>('reconciliationDifferences', { day });
const runAt = async (at: number) => {
  await world.jumpTo(at);
  await world.tick('paymentTimer');
};

test('from a quarter past ten the day before is held against its bill; it agrees, and the books balance', async () => {
  await paid(world, 'deposit');
  const orderId = await paid(world, 'full');
  await world.ok('changeOrder', { kind: 'cancel', orderId, reason: '时间有变' }, FAMILIES[0]);
  await world.tick('outboxTimer');
  await world.cloud.standIns.wechatPay.tick();
  await runAt(TUESDAY_AT_TEN_PAST_TEN);
  expect(await dayOf('2026-11-23')).toBeUndefined();
  await runAt(TUESDAY_AT_TEN_PAST_TEN + 5 * MINUTE);
  // 33.40 and 167.00 came in, 167.00 went back (more than a day ahead: without a fee)
  const totals = { payments: 2, paidFen: 3340 + 16_700, refunds: 1, refundFen: 16_700 };
  expect(await dayOf('2026-11-23')).toMatchObject({
    ...{ state: 'agrees', bill: totals, ours: totals, differences: 0, booksBalanced: true },
    // 0.6 % of 33.40 and of 167.00, given back for the 167.00 that went back
    feesFen: 20,
    standing: { wechatClearing: 3340, held: -3340, revenue: 0, refundPayable: 0 },
  });
  expect(await differences('2026-11-23')).toEqual([]);
  const fees = { cause: 'wechatFees:2026-11-23', orderId: '' };
  expect(await world.find('ledgerEntries', fees)).toMatchObject([
    {
      lines: [
        { account: 'wechatFees', debitFen: 20 },
        { account: 'wechatClearing', creditFen: 20 },
      ],
    },
  ]);
  await world.db.collection('reconciliations').doc('2026-11-23').remove();
  await runAt(world.now() + MINUTE);
  expect(await world.find('ledgerEntries', fees)).toHaveLength(1);
});

test('what stands on one side only, or with another amount, is somebody’s work', async () => {
  const change = (id: string, fields: object) => world.db.collection('payments').doc(id).update(fields);
  const one = async () => {
    const sheet = await asked(world, await unpaid(world), 'deposit');
    await confirmSheet(world, sheet);
    return sheet.outTradeNo;
  };
  const [lost, bent] = [await one(), await one()];
  await change(lost, { state: 'closed' });
  await change(bent, { amountFen: 3341 });
  const [like] = await world.find<Payment>('payments', { _id: bent });
  await world.db.collection('payments').add({ ...like, _id: 'MADEUP0000000001D1' });
  await runAt(TUESDAY_AT_TEN_PAST_TEN + 24 * HOUR + 5 * MINUTE);

  expect(await dayOf('2026-11-24')).toMatchObject({ state: 'differs', differences: 3, booksBalanced: true });
  const found = await differences('2026-11-24');
  const told = found.map(({ kind, number, billFen, ourFen, state }) => [kind, number, billFen, ourFen, state]);
  expect(told.sort()).toEqual(
    [
      ['amountDiffers', bent, 3340, 3341, 'open'],
      ['unknownHere', lost, 3340, null, 'open'],
      ['unknownThere', 'MADEUP0000000001D1', null, 3341, 'open'],
    ].sort(),
  );
});

test('finance closes a difference with what was found out; the day done again leaves it closed', async () => {
  const [first] = await differences('2026-11-24');
  const row = { kind: 'closeDifference', differenceId: first?._id, note: '测试数据，已删除' };
  const command = { _id: 'close1', ...row, requestedBy: FINANCE, requestedAt: world.now(), state: 'waiting' };
  await world.db.collection('opCommands').add(command);
  await world.call('runCommand', { commandId: 'close1' }, { uid: FINANCE });
  const closed = { state: 'closed', note: '测试数据，已删除', closedBy: FINANCE };
  expect((await differences('2026-11-24')).find(({ _id }) => _id === first?._id)).toMatchObject(closed);

  await world.db.collection('reconciliations').doc('2026-11-24').remove();
  await runAt(world.now() + MINUTE);
  expect(await dayOf('2026-11-24')).toMatchObject({ state: 'differs', differences: 3 });
  expect((await differences('2026-11-24')).map(({ state }) => state).sort()).toEqual(['closed', 'open', 'open']);
});

test('a bill that cannot be had is asked for again every ten minutes; days that were missed are made up for', async () => {
  const { wechatPay } = world.cloud.standIns;
  const friday = TUESDAY_AT_TEN_PAST_TEN + 3 * 24 * HOUR + 5 * MINUTE;
  wechatPay.script({ fail: { operation: 'bill', status: 500, code: 'SYSTEM_ERROR' } });
  await runAt(friday);
  expect(await dayOf('2026-11-25')).toMatchObject({ state: 'waiting', why: 'SYSTEM_ERROR', bill: null });
  wechatPay.script({ reset: true });
  await runAt(friday + 9 * MINUTE);
  expect(await dayOf('2026-11-25')).toMatchObject({ state: 'waiting' });
  await runAt(friday + 10 * MINUTE);
  await runAt(friday + 11 * MINUTE);
  await runAt(friday + 12 * MINUTE);
  // nothing moved on these two days: no bill, no difference, the same standing as before but for Tuesday's fees: twice 0.20
  const nothing = { payments: 0, paidFen: 0, refunds: 0, refundFen: 0 };
  const tuesday = await dayOf('2026-11-24');
  const { wechatClearing = 0, wechatFees = 0, ...others } = tuesday?.standing ?? {};
  const afterFees = { ...others, wechatClearing: wechatClearing - 40, wechatFees: wechatFees + 40 };
  for (const day of ['2026-11-25', '2026-11-26']) {
    expect(await dayOf(day)).toMatchObject({ state: 'agrees', bill: nothing, standing: afterFees });
  }
  // and the Sunday before all of them, done on the very first morning
  expect(await world.find('reconciliations', {})).toHaveLength(5);
});

test('paid a minute before midnight and heard of after it: no difference on either day', async () => {
  const { wechatPay } = world.cloud.standIns;
  const midnight = Date.parse('2026-11-28T00:00:00+08:00');
  await world.jumpTo(midnight - 2 * MINUTE);
  const sheet = await asked(world, await unpaid(world), 'deposit');
  wechatPay.script({ notify: 'never' });
  await confirmSheet(world, sheet);
  wechatPay.script({ reset: true });
  await runAt(midnight + 4 * MINUTE);
  const [payment] = await world.find<Payment>('payments', { _id: sheet.outTradeNo });
  expect(payment?.paidAt).toBeGreaterThan(midnight);

  await runAt(midnight + 10 * HOUR + 15 * MINUTE);
  expect(await dayOf('2026-11-27')).toMatchObject({ state: 'agrees', bill: { payments: 1 }, ours: { payments: 1 } });
  await runAt(midnight + 34 * HOUR + 15 * MINUTE);
  expect(await dayOf('2026-11-28')).toMatchObject({ state: 'agrees', bill: { payments: 0 }, ours: { payments: 0 } });
});

test('what no sweep has heard of when the bill comes is asked for, not handed to a person', async () => {
  const { wechatPay } = world.cloud.standIns;
  const saturday = Date.parse('2026-12-05T10:00:00+08:00');
  await world.jumpTo(saturday);
  wechatPay.script({ notify: 'never' });
  const orderId = await unpaid(world);
  const sheet = await asked(world, orderId, 'full');
  await confirmSheet(world, sheet);
  wechatPay.script({ reset: true });
  const back = await paid(world, 'full');
  await world.ok('changeOrder', { kind: 'cancel', orderId: back, reason: '时间有变' }, FAMILIES[0]);
  await world.tick('outboxTimer');
  // As if each answer and each query since had been lost.
  const later = { nextQueryAt: saturday + 72 * HOUR };
  await world.db.collection('payments').doc(sheet.outTradeNo).update(later);
  const asIfUnanswered = { state: 'requested', refundId: '', ...later };
  await world.db.collection('refunds').where({ orderId: back }).update(asIfUnanswered);

  for (let day = 0; (await dayOf('2026-12-05')) === undefined && day < 10; day += 1)
    await runAt(saturday + 24 * HOUR + 15 * MINUTE + day * MINUTE);
  const totals = { payments: 2, paidFen: 2 * 16_700, refunds: 1, refundFen: 16_700 };
  expect(await dayOf('2026-12-05')).toMatchObject({ state: 'agrees', bill: totals, ours: totals });
  expect((await world.order(orderId)).money.paidFen).toBe(16_700);
});
