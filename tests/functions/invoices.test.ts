/**
 * Receipts and tax invoices, from the family's tap to the stand-in of WeChat Pay and back: issued, taken back when money goes back,
 * issued anew over what is left. MED-05 at the corner costs 167.00.
 */
import type { DocumentReply, InvoiceReply, InvoicesReply, InvoiceTitlesReply } from '#contract/ownInvoices';
import type { Invoice } from '#domain/invoice/invoice';
import { FAMILIES } from './people';
import { paid, unpaid } from './paying';
import { openWorld, type World } from './world';

const [OWNER, STRANGER] = FAMILIES;
const FINANCE = 'operator-money';
const MINUTE = 60_000;
const COMPANY = { titleKind: 'organization', name: '杭州某某有限公司', taxNumber: '91350100M000100Y43' } as const;

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.db.collection('operators').add({ _id: FINANCE, name: '财务', role: '财务' });
});
afterAll(() => world.stop());
beforeEach(() => wechat().script({ reset: true }));

const wechat = () => world.cloud.standIns.wechatPay;
const mine = <T>(input: object) => world.ok<T>('ownMoney', input, OWNER);
const refused = async (input: object, as: { openid: string } = OWNER) => {
  const reply = await world.call('ownMoney', input, as);
  return reply.ok ? 'ok' : reply.error.code;
};
const invoiceOf = async (orderId: string) => (await world.find<Invoice>('invoices', { _id: orderId }))[0];
const issuedThere = () =>
  wechat()
    .fapiao()
    .map(({ applyId, status, request }) => [applyId, status, request.fapiao_information[0]?.total_amount]);
/** Errands, WeChat Pay's work and its notifications, until nothing changes. */
async function quiet(orderId: string): Promise<Invoice | undefined> {
  for (let before = ''; ;) {
    await world.tick('outboxTimer');
    await wechat().tick();
    const now = JSON.stringify(await invoiceOf(orderId));
    if (now === before) return invoiceOf(orderId);
    before = now;
  }
}
/** The visit is over; how it comes to that has tests of its own. */
async function completed(): Promise<string> {
  const orderId = await paid(world, 'full');
  await world.db.collection('orders').doc(orderId).update({ status: 'completed', confirmedAt: world.now() });
  return orderId;
}
/** As a decision about a complaint sends part of the money back. */
async function moneyGoesBack(orderId: string, fen: number): Promise<void> {
  const { changeOrder } = await import('#cloud/orders');
  const { requestRefunds } = await import('#cloud/refundRequests');
  await changeOrder(orderId, async (order, transaction) => {
    await requestRefunds(transaction, order, fen, world.now(), '服务费用减免退款');
    const money = { ...order.money, refundingFen: order.money.refundingFen + fen };
    const details = { refundFen: fen };
    const fact = {
      event: 'refunded',
      by: 'wechatPay',
      from: 'completed',
      to: 'completed',
      at: world.now(),
      details,
    } as const;
    return { order: { ...order, money, version: order.version + 1 }, fact };
  });
}
async function aTitle(): Promise<string> {
  const { titles } = await mine<InvoiceTitlesReply>({ kind: 'saveInvoiceTitle', ...COMPANY });
  return titles[0]?.titleId ?? '';
}
const requested = async (orderId: string) =>
  mine<InvoiceReply>({ kind: 'requestInvoice', orderId, titleId: await aTitle() });
const pdfAt = async ({ url }: DocumentReply) => Buffer.from(await (await fetch(url)).arrayBuffer());

test('a receipt of whatever was paid, for its payer alone, gone after a day', async () => {
  const orderId = await paid(world, 'deposit');
  expect(await refused({ kind: 'receipt', orderId: await unpaid(world) })).toBe('RECEIPT_TOO_EARLY');
  expect(await refused({ kind: 'receipt', orderId }, STRANGER)).toBe('NOT_FOUND');
  const pdf = await pdfAt(await mine<DocumentReply>({ kind: 'receipt', orderId }));
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.toString('latin1')).toContain('/FontFile2');
  expect(await world.find('documentFiles', {})).toHaveLength(1);
  await world.jumpTo(world.now() + 24 * 60 * MINUTE);
  await world.tick('dailyTimer');
  expect(await world.find('documentFiles', {})).toEqual([]);
});

test('titles are checked, sealed, kept once and their owner’s alone', async () => {
  expect(await refused({ kind: 'saveInvoiceTitle', ...COMPANY, taxNumber: '91350100M000100Y44' })).toBe(
    'TAX_NUMBER_INVALID',
  );
  const titleId = await aTitle();
  expect(await aTitle()).toBe(titleId);
  expect((await mine<InvoiceTitlesReply>({ kind: 'invoiceTitles' })).titles).toEqual([{ titleId, ...COMPANY }]);
  expect(JSON.stringify(await world.find('invoiceTitles'))).not.toContain(COMPANY.taxNumber);
  expect(await refused({ kind: 'removeInvoiceTitle', titleId }, STRANGER)).toBe('NOT_FOUND');
  const orderId = await completed();
  const { titles } = await world.ok<InvoiceTitlesReply>('ownMoney', { kind: 'invoiceTitles' }, STRANGER);
  expect(titles).toEqual([]);
  expect(await refused({ kind: 'requestInvoice', orderId, titleId }, STRANGER)).toBe('NOT_FOUND');
});

test('issued over what was paid; money goes back twice: each time a red letter and a new one over what is left', async () => {
  const early = await paid(world, 'full');
  expect(await refused({ kind: 'requestInvoice', orderId: early, titleId: await aTitle() })).toBe('INVOICE_TOO_EARLY');
  const orderId = await completed();
  const asked = await requested(orderId);
  expect(asked).toMatchObject({ invoice: { amountFen: 16_700, titleShown: COMPANY.name }, whyNot: 'INVOICE_EXISTS' });
  expect(await refused({ kind: 'requestInvoice', orderId, titleId: await aTitle() })).toBe('INVOICE_EXISTS');
  const first = await quiet(orderId);
  expect(first).toMatchObject({ state: 'issued', amountFen: 16_700, round: 1, nextLookAt: null });
  expect(first?.number).toMatch(/^\d{20}$/);
  const pdf = await pdfAt(await mine<DocumentReply>({ kind: 'invoiceFile', orderId }));
  expect(pdf.toString()).toContain(first?.number);

  await moneyGoesBack(orderId, 1_700);
  expect(await quiet(orderId)).toMatchObject({
    ...{ state: 'issued', amountFen: 15_000, round: 2 },
    past: [{ applyId: `${orderId}F1`, amountFen: 16_700, number: first?.number }],
  });
  await moneyGoesBack(orderId, 15_000);
  expect(await quiet(orderId)).toMatchObject({ state: 'reversed', number: '', nextLookAt: null });
  expect(issuedThere().filter(([id]) => String(id).startsWith(orderId))).toEqual([
    [`${orderId}F1`, 'REVERSED', 16_700],
    [`${orderId}F2`, 'REVERSED', 15_000],
  ]);
  expect(await refused({ kind: 'requestInvoice', orderId, titleId: await aTitle() })).toBe('NOTHING_TO_INVOICE');
  expect(await refused({ kind: 'invoiceFile', orderId })).toBe('INVOICE_NOT_READY');
  const { invoices } = await mine<InvoicesReply>({ kind: 'invoices' });
  expect(invoices).toMatchObject([{ orderId, state: 'reversed' }]);
});

test('told twice, told falsely, never told: issued once; answers lost on the way ask for nothing twice', async () => {
  const twice = await completed();
  wechat().script({ notify: 'twice' });
  await requested(twice);
  expect(await quiet(twice)).toMatchObject({ state: 'issued', round: 1 });

  wechat().script({ reset: true });
  const lost = await completed();
  wechat().script({ notify: 'forged', fail: { operation: 'fapiao', afterEffect: true } });
  await requested(lost);
  // told by nobody we believe, and asked for with an answer that never came
  await quiet(lost);
  expect((await invoiceOf(lost))?.lastError).toContain('SYSTEM_ERROR');
  wechat().script({ reset: true });
  await world.jumpTo(world.now() + 6 * MINUTE);
  await world.tick('paymentTimer');
  expect(await quiet(lost)).toMatchObject({ state: 'issued', round: 1, lastError: '' });
  expect(issuedThere().filter(([id]) => String(id).startsWith(lost))).toHaveLength(1);
});

test('what the tax office refuses is tried again by itself, then by finance; a stranger has no such command', async () => {
  const orderId = await completed();
  wechat().script({ fapiao: 'fail' });
  await requested(orderId);
  await quiet(orderId);
  for (const minutes of [6, 11, 21, 41, 81, 161]) {
    await world.jumpTo(world.now() + minutes * MINUTE);
    await world.tick('paymentTimer');
    await quiet(orderId);
    await world.jumpTo(world.now() + 6 * MINUTE);
    await world.tick('paymentTimer');
  }
  expect(await invoiceOf(orderId)).toMatchObject({ state: 'failed', failures: 5, nextLookAt: null });
  expect((await invoiceOf(orderId))?.lastError).toContain('TAX_SERVICE_ERROR');

  wechat().script({ reset: true });
  const command = async (_id: string, requestedBy: string) => {
    const row = { _id, kind: 'retryInvoice', orderId, requestedBy, requestedAt: world.now(), state: 'waiting' };
    await world.db.collection('opCommands').add(row);
    await world.call('runCommand', { commandId: _id }, { uid: requestedBy });
    return (await world.find<{ state: string }>('opCommands', { _id }))[0]?.state;
  };
  await world.db.collection('operators').add({ _id: 'operator-care', name: '客服', role: '客服' });
  expect(await command('retry-care', 'operator-care')).toBe('refused');
  expect(await command('retry-money', FINANCE)).toBe('done');
  expect(await quiet(orderId)).toMatchObject({ state: 'issued', failures: 0, lastError: '' });
  expect(await command('retry-again', FINANCE)).toBe('refused');
});
