/**
 * The tax invoice of one order: asked for by the family, issued by WeChat Pay in its own time, taken back by a red letter when money
 * goes back, and issued anew over what is left. One order has one invoice at most, never over more than was paid and kept.
 */
import type { OperationParameters } from '../operations/parameters';
import type { Order } from '../order/order';
import { ownPaidFen } from '../payment/owed';
import { Refusal } from '../refusal';
import { MINUTE } from '../schedule/beijing';
import type { TitleKind } from './title';

/** `applied`, `reversing`: WeChat Pay is asked. `withdrawn`: all of it went back before anything was issued. */
export type InvoiceState =
  'requested' | 'applied' | 'issued' | 'failed' | 'reversing' | 'reversed' | 'reverseFailed' | 'withdrawn';

/** What was issued before and taken back. */
export interface PastInvoice {
  readonly applyId: string;
  readonly amountFen: number;
  readonly number: string;
  readonly reversedAt: number;
}

/** A document of `invoices`; its id is the order's, so that there is one at most. */
export interface Invoice {
  readonly _id: string;
  readonly patientUserId: string;
  readonly serviceCode: string;
  readonly serviceName: string;
  readonly titleKind: TitleKind;
  /** For lists; the whole title stands sealed beside it. */
  readonly titleShown: string;
  readonly state: InvoiceState;
  readonly amountFen: number;
  /** WeChat Pay knows it by order and round; what failed there is asked for under a new number. */
  readonly round: number;
  /** WeChat Pay has taken what it was asked last: from now on only the outcome is asked for. */
  readonly accepted: boolean;
  readonly failures: number;
  readonly lastError: string;
  /** When a timer looks next; null: nothing is open. */
  readonly nextLookAt: number | null;
  /** The tax office's. */
  readonly number: string;
  readonly issuedAt: number | null;
  readonly past: readonly PastInvoice[];
  readonly requestedAt: number;
}

export const applyIdOf = ({ _id, round }: Pick<Invoice, '_id' | 'round'>): string => `${_id}F${round}`;

const CLOSED: readonly Order['status'][] = ['completed', 'cancelled', 'refunded'];

/** Exactly what was paid and is kept. Refused while the order is not over, and where nothing is left. */
export function invoiceableFen({ status, money }: Pick<Order, 'status' | 'money'>): number {
  if (!CLOSED.includes(status)) throw new Refusal('INVOICE_TOO_EARLY', { status });
  const fen = ownPaidFen(money);
  if (fen <= 0) throw new Refusal('NOTHING_TO_INVOICE');
  return fen;
}

/** A failed one may be asked for again, with another title too; so may one that was taken back. */
export const MAY_BE_REPLACED: readonly InvoiceState[] = ['failed', 'reversed', 'withdrawn'];

type Title = Pick<Invoice, 'titleKind' | 'titleShown'>;

export function requestInvoice(existing: Invoice | null, order: Order, title: Title, now: number): Invoice {
  const amountFen = invoiceableFen(order);
  if (existing && !MAY_BE_REPLACED.includes(existing.state)) {
    throw new Refusal('INVOICE_EXISTS', { state: existing.state });
  }
  const { _id, patientUserId, serviceCode, serviceName } = order;
  return {
    ...{ _id, patientUserId, serviceCode, serviceName, ...title, amountFen },
    ...{ state: 'requested', round: (existing?.round ?? 0) + 1, accepted: false, failures: 0, lastError: '' },
    ...{ nextLookAt: now, number: '', issuedAt: null, past: existing?.past ?? [], requestedAt: now },
  };
}

/** What to ask WeChat Pay for, after this has been written. */
export interface Step {
  readonly invoice: Invoice;
  readonly ask: 'apply' | 'reverse' | null;
}

const stay = (invoice: Invoice): Step => ({ invoice, ask: null });

/** The next step of an invoice whose order keeps `netFen` now. Asked twice it says the same. */
export function nextStep(invoice: Invoice, netFen: number, now: number): Step {
  switch (invoice.state) {
    case 'requested':
      if (netFen <= 0) return stay({ ...invoice, state: 'withdrawn', nextLookAt: null });
      return {
        invoice: { ...invoice, state: 'applied', amountFen: netFen, accepted: false, nextLookAt: now + MINUTE },
        ask: 'apply',
      };
    case 'applied':
      return { invoice, ask: invoice.accepted ? null : 'apply' };
    case 'issued':
      if (invoice.amountFen <= netFen) return stay(invoice);
      return { invoice: { ...invoice, state: 'reversing', accepted: false, nextLookAt: now + MINUTE }, ask: 'reverse' };
    case 'reversing':
      return { invoice, ask: invoice.accepted ? null : 'reverse' };
    default:
      return stay(invoice);
  }
}

/** WeChat Pay took what it was asked; the outcome comes later. */
export const taken = (invoice: Invoice, round: number, now: number): Invoice =>
  invoice.round === round && (invoice.state === 'applied' || invoice.state === 'reversing')
    ? { ...invoice, accepted: true, nextLookAt: now + MINUTE }
    : invoice;

/** What WeChat Pay says about the application of a round; null: it never heard of it. */
export interface Said {
  readonly status: string;
  readonly number: string;
  readonly error: string;
}

/** Hearing the same again changes nothing; what is said about an earlier round neither. */
export function heard(
  invoice: Invoice,
  said: Said | null,
  netFen: number,
  now: number,
  p: OperationParameters['invoice'],
): Invoice {
  if (invoice.state === 'applied') return heardOfIssue(invoice, said, now, p);
  if (invoice.state === 'reversing') return heardOfReversal(invoice, said, netFen, now, p);
  return invoice;
}

type P = OperationParameters['invoice'];
const later = (now: number, p: P) => now + p.queryMinutes * MINUTE;

function heardOfIssue(invoice: Invoice, said: Said | null, now: number, p: P): Invoice {
  if (said?.status === 'ISSUED') {
    return {
      ...invoice,
      state: 'issued',
      number: said.number,
      issuedAt: now,
      lastError: '',
      failures: 0,
      nextLookAt: null,
    };
  }
  if (said?.status === 'ISSUE_FAILED') return failed(invoice, said.error, now, p);
  // Never heard of it: asked again under the same number, for the first asking may still arrive.
  if (said === null) return { ...invoice, accepted: false, nextLookAt: later(now, p) };
  return { ...invoice, accepted: true, nextLookAt: later(now, p) };
}

function heardOfReversal(invoice: Invoice, said: Said | null, netFen: number, now: number, p: P): Invoice {
  if (said?.status === 'REVERSED') return reversed(invoice, netFen, now);
  if (said?.status === 'REVERSE_FAILED') return failed(invoice, said.error, now, p);
  // Still issued: it was not asked, or the asking was lost. It is asked again.
  if (said?.status === 'ISSUED') return { ...invoice, accepted: false, nextLookAt: later(now, p) };
  return { ...invoice, nextLookAt: later(now, p) };
}

/** Gone; what the order still keeps is invoiced anew. */
function reversed(invoice: Invoice, netFen: number, now: number): Invoice {
  const { amountFen, number, past } = invoice;
  const gone = { applyId: applyIdOf(invoice), amountFen, number, reversedAt: now };
  const after = {
    ...invoice,
    past: [...past, gone],
    number: '',
    issuedAt: null,
    accepted: false,
    failures: 0,
    lastError: '',
  };
  if (netFen <= 0) return { ...after, state: 'reversed', nextLookAt: null };
  return { ...after, state: 'requested', round: invoice.round + 1, amountFen: netFen, nextLookAt: now };
}

/** Tried again by itself after pauses that double; then a person must look. */
export function failed(invoice: Invoice, error: string, now: number, p: P): Invoice {
  const failures = invoice.failures + 1;
  const pause = p.firstRetryMinutes * 2 ** (failures - 1) * MINUTE;
  return {
    ...invoice,
    state: invoice.state === 'reversing' ? 'reverseFailed' : 'failed',
    accepted: false,
    failures,
    lastError: error.slice(0, 200),
    nextLookAt: failures < p.mostTries ? now + pause : null,
  };
}

/** Begins again what failed: by itself when its hour has come, or because an operator says so (`fromStart`: counted anew). */
export function triedAgain(invoice: Invoice, now: number, fromStart = false): Invoice {
  const failures = fromStart ? 0 : invoice.failures;
  if (invoice.state === 'failed') {
    return { ...invoice, state: 'requested', round: invoice.round + 1, failures, nextLookAt: now };
  }
  if (invoice.state === 'reverseFailed')
    return { ...invoice, state: 'reversing', accepted: false, failures, nextLookAt: now };
  throw new Refusal('INVOICE_EXISTS', { state: invoice.state });
}
