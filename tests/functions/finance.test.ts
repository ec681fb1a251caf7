/**
 * Finance, one story: what is agreed with an institution, its month; a deduction and the nurse's appeal against it; the tables they take
 * away. MED-05 at the corner: the family pays 167.00, of it 118.00 the fee and 12.00 the way.
 */
import type { OpenRecordReply } from '#contract/openRecord';
import type { OwnDataStatusReply } from '#contract/ownData';
import type { DocumentReply } from '#contract/ownInvoices';
import type { StatementReply } from '#contract/ownIncome';
import type { Reconciliation } from '#cloud/reconciliation/reconcileDay';
import type { InstitutionStatement } from '#domain/institution/monthly';
import { balances, type Entry } from '#domain/payment/ledger';
import type { Nurse } from '#domain/nurse/nurse';
import { paid } from './paying';
import { FAMILIES } from './people';
import { openWorld, type World } from './world';

const MINUTE = 60_000;
const FINANCE = 'operator-money';
const DESK = 'operator-desk';
const NURSE = { openid: 'o-nurse1' };
const NEXT_MONDAY = Date.parse('2026-11-30T00:05:00+08:00');
const DECEMBER = Date.parse('2026-12-01T00:05:00+08:00');
const STATEMENT = 'nurse1:2026-11-23';
/** 75 % of 118.00 and the way. */
const HERS = 8850 + 1200;
/** 10 % of 118.00. */
const THEIRS = 1180;

let world: World;
let institutionId: string;
let orderIds: readonly string[];
beforeAll(async () => {
  world = await openWorld();
  await world.db.collection('operators').add([
    { _id: FINANCE, name: '财务', role: '财务' },
    { _id: DESK, name: '小客', role: '客服' },
  ]);
  institutionId = (await world.find<Nurse>('nurses', { _id: 'nurse1' }))[0]?.institutionId ?? '';
});
afterAll(() => world.stop());

let commands = 0;
async function command(row: object, by = FINANCE): Promise<string> {
  const _id = `finance-${(commands += 1)}`;
  const waiting = { _id, ...row, requestedBy: by, requestedAt: world.now(), state: 'waiting' };
  await world.db.collection('opCommands').add(waiting);
  await world.call('runCommand', { commandId: _id }, { uid: by });
  const [answered] = await world.find<{ state: string; answer: string }>('opCommands', { _id });
  return `${answered?.state}: ${answered?.answer}`;
}

/** Done and confirmed by the family; what happens at the door has tests of its own. */
async function completed(): Promise<string> {
  const orderId = await paid(world, 'full');
  await world.db.collection('orders').doc(orderId).update({ status: 'pendingConfirmation', finishedAt: world.now() });
  await world.ok('confirmOrder', { orderId }, FAMILIES[0]);
  return orderId;
}
const ledger = () => world.find<Entry & { _id: string }>('ledgerEntries');
const books = async () => balances(await ledger());
const statement = () => world.ok<StatementReply>('ownMoney', { kind: 'statement', statementId: STATEMENT }, NURSE);
const month = async () => (await world.find<InstitutionStatement>('institutionStatements', { month: '2026-11' }))[0];

test('agreed with her institution: the next visit she takes is shared so, and the family pays the same', async () => {
  const share = {
    ...{ kind: 'setInstitutionShare', institutionId, category: 'med', nursePercent: 75, institutionPercent: 10 },
    ...{ from: null, until: null, reason: '合作协议 2026-7' },
  };
  expect(await command(share, DESK)).toMatch(/^refused/);
  expect(await command({ ...share, institutionPercent: 26 })).toMatch(/^refused: 护士和机构的分成/);
  expect(await command({ ...share, institutionId: 'nowhere' })).toMatch(/^refused/);
  expect(await command(share)).toMatch(/^done: 护士 75%，机构 10%/);
  // Functions remember what is agreed for half a minute; a rule holds a minute ahead.
  await world.jumpTo(world.now() + 2 * MINUTE);
  orderIds = [await completed(), await completed()];
  const fees = 2 * (16_700 - HERS - THEIRS);
  expect(await books()).toMatchObject({
    nursePayable: 2 * HERS,
    institutionPayable: 2 * THEIRS,
    revenue: fees,
    held: 0,
  });
});

test('money goes back and she bears her part: so does her institution', async () => {
  const [orderId = ''] = orderIds;
  const dispute = { kind: 'dispute', orderId, reason: '服务没有做完', text: '只做了二十分钟就走了' };
  await world.ok('changeOrder', dispute, FAMILIES[0]);
  const decision = { kind: 'decideDispute', orderId, amountFen: 8350, bearer: 'nurse', reply: '少做了一半' };
  expect(await command(decision, DESK)).toMatch(/^done/);
  // Half of 167.00 goes back: half of hers, and half of theirs.
  expect(await books()).toMatchObject({ nursePayable: HERS + HERS / 2, institutionPayable: THEIRS + THEIRS / 2 });
});

test('her statement says which part is hers; she appeals against the deduction, once; the money is held', async () => {
  await world.jumpTo(NEXT_MONDAY);
  await world.tick('dailyTimer');
  const { items, appealUntil, totalFen } = await statement();
  expect(totalFen).toBe(HERS + HERS / 2);
  expect(items.filter(({ kind }) => kind === 'visit').map(({ share }) => share)).toEqual(
    Array(2).fill({ serviceFen: 11_800, percent: 75, byInstitution: true }),
  );
  const taken = items.find(({ kind }) => kind === 'deduction');
  expect(taken).toMatchObject({ amountFen: -HERS / 2, appealableFen: HERS / 2, appeal: null });
  const minutesLeft = (appealUntil - NEXT_MONDAY) / MINUTE - 15 * 24 * 60;
  expect(Math.floor(minutesLeft)).toBe(0);
  const appeal = { kind: 'appealDeduction', statementId: STATEMENT, entryId: taken?.entryId, text: '家属要求提前结束' };
  const others = await world.call('ownMoney', appeal, { openid: 'o-nurse2' });
  expect(others).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  const replies = await Promise.all([world.call('ownMoney', appeal, NURSE), world.call('ownMoney', appeal, NURSE)]);
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  expect(replies.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'ALREADY_APPEALED' } });
  const visit = { ...appeal, entryId: `${orderIds[1]}:completed` };
  expect(await world.call('ownMoney', visit, NURSE)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  expect(await books()).toMatchObject({ deductionHeld: HERS / 2, nursePayable: HERS + HERS / 2 });
  const status = await world.ok<OwnDataStatusReply>('ownData', { kind: 'status' }, NURSE);
  expect(status.blockers.map(({ kind }) => kind)).toContain('income');
});

test('finance decides once, with words she reads; what was right is hers in the week it was decided', async () => {
  const appealId = `${orderIds[0]}:dispute:1`;
  const verdict = { kind: 'decideDeduction', appealId, accepted: true, reply: '查了记录，是家属要求的' };
  expect(await command(verdict, DESK)).toMatch(/^refused/);
  const both = await Promise.all([command(verdict), command({ ...verdict, accepted: false })]);
  expect(both.filter((one) => one.startsWith('done'))).toHaveLength(1);
  const [decided] = await world.find<{ state: string }>('deductionAppeals', { _id: appealId });
  const hers = decided?.state === 'accepted' ? 2 * HERS : HERS + HERS / 2;
  expect(await books()).toMatchObject({ deductionHeld: 0, nursePayable: hers });
  const { items } = await statement();
  expect(items.find(({ kind }) => kind === 'deduction')?.appeal).toMatchObject({ state: decided?.state });
  expect(
    (await world.find<{ _id: string }>('outbox')).filter(({ _id }) => _id.startsWith(`appeal:${appealId}`)),
  ).toHaveLength(1);
});

test('her week and year as tables; finance opens a year and leaves a trace', async () => {
  const asked = { kind: 'statementFile', statementId: STATEMENT, type: 'csv' };
  const { url } = await world.ok<DocumentReply>('ownMoney', asked, NURSE);
  const text = await (await fetch(url)).text();
  const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(text).toContain('售后退款，护士部分');
  expect(text).toContain(`,-${(HERS / 200).toFixed(2)},`);
  const why = { purpose: '税务申报', reason: '个人所得税汇算' };
  const year = { earnerId: 'nurse1', item: { kind: 'yearlyTable', year: 2026 }, ...why };
  expect(await world.call('openRecord', year, { uid: DESK })).toMatchObject({ ok: false });
  const opened = await world.ok<OpenRecordReply>('openRecord', year, { uid: FINANCE });
  expect(opened.text).toContain('11 月,');
  expect(await world.find('auditLog', { action: 'open yearlyTable' })).toMatchObject([{ actor: FINANCE }]);
});

test('the month of the institution is written once and paid once', async () => {
  await world.jumpTo(DECEMBER);
  await Promise.all([world.tick('dailyTimer'), world.tick('dailyTimer')]);
  const written = await month();
  expect(written).toMatchObject({ institutionId, totalFen: THEIRS + THEIRS / 2, state: 'open' });
  expect(written?.items.map(({ amountFen }) => amountFen)).toEqual([THEIRS, THEIRS, -THEIRS / 2]);
  const settle = { kind: 'settleInstitution', statementId: written?._id, proof: 'ICBC-20261201-7' };
  const both = await Promise.all([command(settle), command(settle)]);
  expect(both.filter((one) => one.startsWith('done: 已登记付款 ¥17.70'))).toHaveLength(1);
  expect(await month()).toMatchObject({ state: 'paid', proof: 'ICBC-20261201-7' });
  expect(await books()).toMatchObject({ institutionPayable: 0, bank: -1770 });
});

test('each day the bill of funds is held against what was sent: it agrees; a transfer that differs is somebody’s work', async () => {
  const pay = world.cloud.standIns.wechatPay;
  const claimed = await world.ok<StatementReply>('ownMoney', { kind: 'claim', statementId: STATEMENT }, NURSE);
  const [payout] = claimed.payouts;
  if (!payout?.transfer) throw new Error('nothing to confirm');
  await pay.receive({ ...payout.transfer, openid: 'o-nurse1' });
  await pay.tick();
  const dayDone = async () => {
    await world.jumpTo(world.now() + MINUTE);
    await world.tick('paymentTimer');
    return (await world.find<Reconciliation>('reconciliations', { _id: '2026-12-01' }))[0];
  };
  await world.jumpTo(DECEMBER + 34.5 * 60 * MINUTE);
  expect(await dayDone()).toMatchObject({
    ...{ state: 'agrees', differences: 0, booksBalanced: true },
    fund: { transfers: 1, transferFen: payout.amountFen, feesFen: 0 },
  });
  await world.db
    .collection('payouts')
    .doc(payout.payoutId)
    .update({ amountFen: payout.amountFen - 1 });
  await world.db.collection('reconciliations').doc('2026-12-01').remove();
  expect(await dayDone()).toMatchObject({ state: 'differs', differences: 1 });
  expect(await world.find('reconciliationDifferences', { day: '2026-12-01' })).toMatchObject([
    { move: 'transfer', number: payout.payoutId, billFen: payout.amountFen, ourFen: payout.amountFen - 1 },
  ]);
});
