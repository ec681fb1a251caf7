/**
 * A nurse's week in money, from the visits to her WeChat purse. MED-05 at the corner: the family pays 167.00, she earns 70 % of the
 * fee of 118.00, and the way of 12.00.
 */
import type { IncomeReply, StatementReply, YearlyReply } from '#contract/ownIncome';
import type { OwnDataStatusReply } from '#contract/ownData';
import type { DocumentReply } from '#contract/ownInvoices';
import type { Payout } from '#cloud/income/payouts';
import { balances, type Entry } from '#domain/payment/ledger';
import type { Statement } from '#domain/payment/statement/statement';
import { paid } from './paying';
import { openWorld, type World } from './world';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const NEXT_MONDAY = Date.parse('2026-11-30T00:05:00+08:00');
const STATEMENT = 'nurse1:2026-11-23';
const FINANCE = 'operator-money';
const NURSE = { openid: 'o-nurse1' };
/** Per visit. */
const INCOME = 9460;
const MOST = 7000;

let world: World;
let orderIds: readonly string[];
beforeAll(async () => {
  world = await openWorld();
  await world.db.collection('operators').add([
    { _id: FINANCE, name: '财务', role: '财务' },
    { _id: 'operator-care', name: '运营', role: '运营' },
  ]);
  await world.db
    .collection('settings')
    .doc('operations')
    .update({ payout: { mostPerTransferFen: MOST } });
});
afterAll(() => world.stop());
beforeEach(() => world.cloud.standIns.wechatPay.script({ reset: true }));

const pay = () => world.cloud.standIns.wechatPay;
const statement = () => world.ok<StatementReply>('ownMoney', { kind: 'statement', statementId: STATEMENT }, NURSE);
const claim = () => world.ok<StatementReply>('ownMoney', { kind: 'claim', statementId: STATEMENT }, NURSE);
const payouts = () => world.find<Payout>('payouts', { statementId: STATEMENT });
const confirmed = (reply: StatementReply) => reply.payouts.filter(({ state }) => state === 'confirm');
const receive = async ({ transfer }: StatementReply['payouts'][number]) => {
  if (!transfer) throw new Error('nothing to confirm');
  await pay().receive({ ...transfer, openid: 'o-nurse1' });
};
const ledger = () => world.find<Entry & { _id: string }>('ledgerEntries', { nurseId: 'nurse1' });
const owed = async () => balances(await ledger()).nursePayable;

/** What keeps her from closing her account. */
const blockers = async () => {
  const status = await world.ok<OwnDataStatusReply>('ownData', { kind: 'status' }, NURSE);
  return status.blockers.map(({ kind }) => kind);
};

/** Done and confirmed by the family; what happens at the door has tests of its own. */
async function completed(): Promise<string> {
  const orderId = await paid(world, 'full');
  await world.db.collection('orders').doc(orderId).update({ status: 'pendingConfirmation', finishedAt: world.now() });
  const { patientOpenid } = await world.order(orderId);
  await world.ok('confirmOrder', { orderId }, { openid: patientOpenid });
  return orderId;
}

let commands = 0;
async function command(row: object, by = FINANCE): Promise<string> {
  const _id = `income-command-${(commands += 1)}`;
  const waiting = { _id, ...row, requestedBy: by, requestedAt: world.now(), state: 'waiting' };
  await world.db.collection('opCommands').add(waiting);
  await world.call('runCommand', { commandId: _id }, { uid: by });
  const [answered] = await world.find<{ state: string }>('opCommands', { _id });
  return answered?.state ?? '';
}

test('while the week lasts she sees what she earned; nobody else does', async () => {
  orderIds = [await completed(), await completed(), await completed()];
  const reply = await world.ok<IncomeReply>('ownMoney', { kind: 'income' }, NURSE);
  expect(reply).toMatchObject({ todayFen: 3 * INCOME, monthFen: 3 * INCOME, statements: [], next: null });
  expect(reply.earned.map(({ kind, amountFen }) => [kind, amountFen])).toEqual(Array(3).fill(['visit', INCOME]));
  expect(await owed()).toBe(3 * INCOME);
  expect(await blockers()).toContain('income');
  const stranger = await world.call('ownMoney', { kind: 'income' }, { openid: 'o-family1' });
  expect(stranger).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
});

test('the week ends once, however often the timer runs: the sum is the ledger’s', async () => {
  await world.jumpTo(NEXT_MONDAY - 4 * MINUTE);
  await world.tick('dailyTimer');
  // A call that began on Sunday may still write.
  expect(await world.find('nurseStatements')).toEqual([]);
  await world.jumpTo(NEXT_MONDAY);
  await Promise.all([world.tick('dailyTimer'), world.tick('dailyTimer')]);
  await world.tick('dailyTimer');
  const [written, ...more] = await world.find<Statement>('nurseStatements');
  expect(more).toEqual([]);
  expect(written).toMatchObject({ _id: STATEMENT, totalFen: 3 * INCOME, state: 'open', carryFen: 0 });
  expect(written?.items.map(({ orderId }) => orderId).sort()).toEqual([...orderIds].sort());
  expect((await world.find('outbox', { _id: `statement:${STATEMENT}:0` })).length).toBe(1);
  const others = await world.call('ownMoney', { kind: 'statement', statementId: STATEMENT }, { openid: 'o-nurse2' });
  expect(others).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
});

test('finance holds one visit back; two taps at once ask for the rest once, in transfers below the limit', async () => {
  const held = { kind: 'holdIncome', orderId: orderIds[0], reason: '患者有异议' };
  expect(await command(held, 'operator-care')).toBe('refused');
  expect(await command(held)).toBe('done');
  expect(await statement()).toMatchObject({ heldFen: INCOME, claimableFen: 2 * INCOME });

  await Promise.all([claim(), claim()]);
  const after = await claim();
  expect(after).toMatchObject({ claimableFen: 0, underwayFen: 2 * INCOME, state: 'open' });
  expect(confirmed(after).map(({ amountFen }) => amountFen)).toEqual([6306, 6307, 6307]);
  expect(pay().transfers()).toHaveLength(3);
  const asked = await world.call('ownMoney', { kind: 'claim', statementId: STATEMENT }, { openid: '', uid: 'h5' });
  expect(asked).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
});

test('confirmed and told twice: arrived once, and the books say so; another amount than asked is not believed', async () => {
  const [first, second] = confirmed(await statement());
  if (!first || !second) throw new Error('nothing to confirm');
  pay().script({ notify: 'twice' });
  await receive(first);
  await pay().tick();
  await pay().resend(first.payoutId);
  expect(await statement()).toMatchObject({ paidFen: first.amountFen, underwayFen: 2 * INCOME - first.amountFen });
  expect(await owed()).toBe(3 * INCOME - first.amountFen);

  pay().script({ reset: true });
  await world.db
    .collection('payouts')
    .doc(second.payoutId)
    .update({ amountFen: second.amountFen - 1 });
  await receive(second);
  await pay().tick();
  expect((await payouts()).find(({ _id }) => _id === second.payoutId)).toMatchObject({ state: 'underway' });
  expect(await owed()).toBe(3 * INCOME - first.amountFen);
  await world.db.collection('payouts').doc(second.payoutId).update({ amountFen: second.amountFen });
  // Told wrongly once; the sweep asks, and hears the truth.
  await world.jumpTo(world.now() + 6 * MINUTE);
  await world.tick('paymentTimer');
  expect(await statement()).toMatchObject({ paidFen: first.amountFen + second.amountFen });
});

test('a transfer that fails or that nobody confirms comes back, with a reason, and is claimed under a new number', async () => {
  const [third] = confirmed(await statement());
  if (!third) throw new Error('nothing to confirm');
  await world.jumpTo(world.now() + DAY);
  await world.tick('paymentTimer');
  expect((await payouts()).find(({ _id }) => _id === third.payoutId)).toMatchObject({
    ...{ state: 'failed', problem: 'OVERDUE_CLOSE' },
  });
  pay().script({ transfer: { mode: 'fail', failReason: 'REAL_NAME_CHECK_FAIL' }, times: 1 });
  const again = await claim();
  const [fourth] = confirmed(again);
  expect(fourth?.payoutId).not.toBe(third.payoutId);
  if (fourth) await receive(fourth);
  await pay().tick();
  const after = await statement();
  expect(after).toMatchObject({ underwayFen: 0, claimableFen: third.amountFen });
  expect(after.payouts[0]).toMatchObject({ state: 'failed', problem: expect.stringContaining('实名') });
});

test('an answer that was lost is asked for again by the same number: one transfer', async () => {
  const before = pay().transfers().length;
  pay().script({ fail: { operation: 'transfer', afterEffect: true }, times: 1 });
  expect((await claim()).payouts[0]).toMatchObject({ state: 'asking', transfer: null });
  expect(pay().transfers()).toHaveLength(before + 1);
  await world.jumpTo(world.now() + 2 * MINUTE);
  await Promise.all([world.tick('paymentTimer'), world.tick('paymentTimer')]);
  const [fifth] = confirmed(await statement());
  expect(pay().transfers()).toHaveLength(before + 1);
  if (fifth) await receive(fifth);
  await pay().tick();
  expect(await statement()).toMatchObject({ paidFen: 2 * INCOME, claimableFen: 0 });
  const refused = await world.call('ownMoney', { kind: 'claim', statementId: STATEMENT }, NURSE);
  expect(refused).toMatchObject({ ok: false, error: { code: 'INCOME_HELD' } });
});

test('an empty account: tried again and again, then finance decides; given up, she claims anew', async () => {
  expect(await command({ kind: 'releaseIncome', orderId: orderIds[0], reason: '已核实' })).toBe('done');
  pay().script({ transfer: { mode: 'notEnough' } });
  const asking = await claim();
  expect(asking.payouts[0]).toMatchObject({ state: 'asking', problem: expect.stringContaining('自动') });
  const open = (await payouts()).filter(({ state }) => state === 'requested');
  expect(open).toHaveLength(2);
  for (const { _id } of open) {
    expect(await command({ kind: 'settlePayout', payoutId: _id, how: 'giveUp', reason: '余额不足' })).toBe('refused');
    await world.db.collection('payouts').doc(_id).update({ attempts: 54 });
  }
  await world.jumpTo(world.now() + 2 * MINUTE);
  await world.tick('paymentTimer');
  const [one = '', other = ''] = open.map(({ _id }) => _id);
  expect(await world.find('payouts', { state: 'stuck' })).toHaveLength(2);
  expect(await command({ kind: 'settlePayout', payoutId: one, how: 'retry', reason: '已充值' }, 'operator-care')).toBe(
    'refused',
  );
  expect(await command({ kind: 'settlePayout', payoutId: one, how: 'retry', reason: '已充值' })).toBe('done');
  expect(await command({ kind: 'settlePayout', payoutId: other, how: 'giveUp', reason: '已充值' })).toBe('done');

  pay().script({ reset: true });
  await world.tick('paymentTimer');
  for (const payout of confirmed(await claim())) await receive(payout);
  await pay().tick();
  expect(await statement()).toMatchObject({ state: 'paid', paidFen: 3 * INCOME });
  expect(await owed()).toBe(0);
  expect(await blockers()).not.toContain('income');
});

test('all that left is in the books, at WeChat Pay and on the year’s sheet', async () => {
  const sent = pay()
    .transfers()
    .filter(({ state }) => state === 'SUCCESS')
    .reduce((fen, { request }) => fen + request.transfer_amount, 0);
  expect(sent).toBe(3 * INCOME);
  const all = balances(await world.find<Entry>('ledgerEntries'));
  expect(all.wechatClearing).toBe(3 * 16_700 - sent);
  const sheet = await world.ok<YearlyReply>('ownMoney', { kind: 'yearly', year: 2026 }, NURSE);
  expect(sheet).toMatchObject({ earnedFen: 3 * INCOME, takenFen: 0, paidOutFen: 3 * INCOME });
  expect(sheet.months.map(({ month, lines }) => [month, lines])).toEqual([
    [11, 3],
    [12, 0],
  ]);
  const before = await world.ok<YearlyReply>('ownMoney', { kind: 'yearly', year: 2025 }, NURSE);
  expect(before.months).toEqual([]);
  const [week, year] = [
    { kind: 'statementFile', statementId: STATEMENT },
    { kind: 'yearlyFile', year: 2026 },
  ];
  for (const wanted of [week, year]) {
    const { url } = await world.ok<DocumentReply>('ownMoney', wanted, NURSE);
    const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  }
  const stranger = await world.call('ownMoney', week, { openid: 'o-nurse2' });
  expect(stranger).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
});
