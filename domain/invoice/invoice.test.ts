import fc from 'fast-check';
import type { OrderStatus } from '../order/status';
import { anOrder } from '../testing/anOrder';
import { parameters } from '../testing/parameters';
import { applyIdOf, heard, invoiceableFen, nextStep, requestInvoice, taken, triedAgain, type Invoice } from './invoice';

const p = parameters.invoice;
const NOW = 1_000_000;
const MINUTE = 60_000;
const TITLE = { titleKind: 'individual', titleShown: '王**' } as const;
const order = (status: OrderStatus, paidFen: number, back = 0, refundingFen = 0) => {
  const made = anOrder({ status });
  return { ...made, money: { ...made.money, paidFen, refundedFen: back, refundingFen } };
};
const fresh = () => requestInvoice(null, order('completed', 16_700), TITLE, NOW);
const said = (status: string) => ({
  status,
  number: '26332000000012345678',
  error: status.endsWith('FAILED') ? 'E1' : '',
});
const issued = (netFen = 16_700): Invoice =>
  heard(nextStep(fresh(), netFen, NOW).invoice, said('ISSUED'), netFen, NOW, p);

test('exactly what was paid and is kept, once the order is over', () => {
  expect(invoiceableFen(order('completed', 16_700, 1_670))).toBe(15_030);
  expect(invoiceableFen(order('refunded', 16_700, 15_520))).toBe(1_180);
  expect(invoiceableFen(order('completed', 16_700, 0, 700))).toBe(16_000);
  expect(() => invoiceableFen(order('pendingService', 16_700))).toThrow('INVOICE_TOO_EARLY');
  expect(() => invoiceableFen(order('refunding', 16_700, 0, 700))).toThrow('INVOICE_TOO_EARLY');
  expect(() => invoiceableFen(order('refunded', 16_700, 16_700))).toThrow('NOTHING_TO_INVOICE');
});

test('one at a time: only what failed or was taken back may be asked for again', () => {
  const first = fresh();
  expect(() => requestInvoice(first, order('completed', 16_700), TITLE, NOW)).toThrow('INVOICE_EXISTS');
  expect(() => requestInvoice(issued(), order('completed', 16_700), TITLE, NOW)).toThrow('INVOICE_EXISTS');
  const broken = { ...first, state: 'failed' as const };
  const again = requestInvoice(broken, order('completed', 16_700), { ...TITLE, titleShown: '李**' }, NOW + 1);
  expect(again).toMatchObject({ state: 'requested', round: 2, titleShown: '李**', requestedAt: NOW + 1 });
  expect(applyIdOf(again)).toBe(`${first._id}F2`);
});

test('asked for over what is kept at that moment; all gone: nothing is asked', () => {
  expect(nextStep(fresh(), 16_000, NOW)).toMatchObject({
    ask: 'apply',
    invoice: { state: 'applied', amountFen: 16_000 },
  });
  expect(nextStep(fresh(), 0, NOW)).toMatchObject({ ask: null, invoice: { state: 'withdrawn', nextLookAt: null } });
});

test('asked again until it was taken, then never', () => {
  const { invoice } = nextStep(fresh(), 16_700, NOW);
  expect(nextStep(invoice, 16_700, NOW).ask).toBe('apply');
  const accepted = taken(invoice, 1, NOW);
  expect(nextStep(accepted, 16_700, NOW)).toEqual({ invoice: accepted, ask: null });
  expect(taken(invoice, 2, NOW)).toBe(invoice);
});

test('money goes back after it was issued: the red letter, then anew over what is left', () => {
  const { invoice, ask } = nextStep(issued(), 15_000, NOW);
  expect([invoice.state, ask]).toEqual(['reversing', 'reverse']);
  const after = heard(invoice, said('REVERSED'), 15_000, NOW + 5, p);
  expect(after).toMatchObject({ state: 'requested', round: 2, amountFen: 15_000, number: '', issuedAt: null });
  expect(after.past).toEqual([
    { applyId: applyIdOf(invoice), amountFen: 16_700, number: '26332000000012345678', reversedAt: NOW + 5 },
  ]);
  expect(heard(invoice, said('REVERSED'), 0, NOW, p)).toMatchObject({ state: 'reversed', nextLookAt: null });
});

test('an asking for the red letter that was lost is repeated', () => {
  const { invoice } = nextStep(issued(), 15_000, NOW);
  const still = heard(taken(invoice, 1, NOW), said('ISSUED'), 15_000, NOW, p);
  expect(nextStep(still, 15_000, NOW).ask).toBe('reverse');
});

test('failures: by itself after 10, 20, 40, 80 minutes under new numbers, the fifth waits for a person', () => {
  let invoice = fresh();
  const pauses: (number | null)[] = [];
  for (let round = 1; round <= 5; round += 1) {
    invoice = heard(nextStep(invoice, 16_700, NOW).invoice, said('ISSUE_FAILED'), 16_700, NOW, p);
    pauses.push(invoice.nextLookAt === null ? null : (invoice.nextLookAt - NOW) / MINUTE);
    expect(invoice).toMatchObject({ state: 'failed', round, lastError: 'E1' });
    if (round < 5) invoice = triedAgain(invoice, NOW);
  }
  expect(pauses).toEqual([10, 20, 40, 80, null]);
  expect(triedAgain(invoice, NOW, true)).toMatchObject({ state: 'requested', round: 6, failures: 0 });
  expect(() => triedAgain(issued(), NOW, true)).toThrow('INVOICE_EXISTS');
});

test('WeChat Pay never heard of it: asked again under the same number, which may still be on its way', () => {
  const asked = taken(nextStep(fresh(), 16_700, NOW).invoice, 1, NOW);
  const lost = heard(asked, null, 16_700, NOW, p);
  expect(nextStep(lost, 16_700, NOW)).toMatchObject({ ask: 'apply', invoice: { state: 'applied', round: 1 } });
});

/** Whatever happens in whatever order, once all is quiet the one invoice that counts is over what is kept, or there is none. */
test('random lives: never above what is kept, one at a time, each taken back once', () => {
  const happening = fc.oneof(
    fc.record({ kind: fc.constant('refund' as const), fen: fc.integer({ min: 1, max: 9_000 }) }),
    fc.record({ kind: fc.constant('hear' as const), good: fc.boolean() }),
    fc.constant({ kind: 'nothing' as const }),
  );
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 30 }), (happenings) => {
      let netFen = 16_700;
      let invoice = fresh();
      const work = () => (invoice = nextStep(invoice, netFen, NOW).invoice);
      const hear = (good: boolean) => {
        const verb = invoice.state === 'applied' ? 'ISSUE' : invoice.state === 'reversing' ? 'REVERSE' : null;
        if (verb) invoice = heard(invoice, said(good ? `${verb}D` : `${verb}_FAILED`), netFen, NOW, p);
        if (invoice.state === 'failed' || invoice.state === 'reverseFailed') invoice = triedAgain(invoice, NOW, true);
      };
      for (const one of happenings) {
        if (one.kind === 'refund') netFen = Math.max(0, netFen - one.fen);
        if (one.kind === 'hear') hear(one.good);
        if (one.kind !== 'nothing') work();
      }
      for (let turn = 0; turn < 8; turn += 1) {
        work();
        hear(true);
      }
      if (netFen === 0) expect(['reversed', 'withdrawn']).toContain(invoice.state);
      else expect([invoice.state, invoice.amountFen <= netFen]).toEqual(['issued', true]);
      expect(new Set(invoice.past.map(({ applyId }) => applyId)).size).toBe(invoice.past.length);
    }),
  );
});
