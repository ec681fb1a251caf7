/** Carries an invoice on: asks WeChat Pay for what the rules say is next. May be run at any time and twice at once. */
import { applyIdOf, failed, heard, nextStep, taken, type Invoice, type Step } from '#domain/invoice/invoice';
import { goodsOf } from '#domain/invoice/goods';
import { Refusal } from '#domain/refusal';
import { read } from '../database';
import { operations } from '../settings';
import { applyForFapiao, configureFapiao, queryFapiao, reverseFapiao } from '../weChatPay/fapiao';
import { changeInvoice, invoicing, keptFen, titleOf } from './invoices';

let isConfigured = false;

/** The next step of the invoice of an order, decided by what the order keeps now and then carried out. */
export async function workOnInvoice(orderId: string, now: number): Promise<void> {
  const netFen = await keptFen(orderId);
  let ask: Step['ask'] = null;
  const decide = (invoice: Invoice) => {
    const step = nextStep(invoice, netFen, now);
    ask = step.ask;
    return step.invoice;
  };
  const invoice = await changeInvoice(orderId, decide);
  if (ask) await carryOut(invoice, ask, now);
}

async function carryOut(invoice: Invoice, ask: 'apply' | 'reverse', now: number): Promise<void> {
  const { _id, round } = invoice;
  try {
    await (ask === 'apply' ? apply(invoice) : reverseFapiao(applyIdOf(invoice), invoice.number));
  } catch (error) {
    if (isFinal(error)) return lookAfterRefusal(invoice, String(error.details.code), now);
    await noteError(invoice, error);
    throw error;
  }
  await changeInvoice(_id, (current) => taken(current, round, now));
}

async function apply(invoice: Invoice): Promise<void> {
  if (!isConfigured) await configureFapiao();
  isConfigured = true;
  const { serviceCode, serviceName, amountFen } = invoice;
  const goods = goodsOf(await invoicing(), serviceCode);
  await applyForFapiao({
    ...{ applyId: applyIdOf(invoice), title: await titleOf(invoice._id), amountFen, goods },
    remark: `${serviceName} 订单 ${invoice._id}`,
  });
}

/** WeChat Pay itself said no, and will say so again. */
const isFinal = (error: unknown): error is Refusal => {
  if (!(error instanceof Refusal) || error.code !== 'PAYMENT_SERVICE_FAILED') return false;
  const { status, code } = error.details;
  return (
    Number(status) >= 400 && Number(status) < 500 && status !== 429 && !String(code).startsWith('ANSWER_NOT_SIGNED')
  );
};

/** Refused, perhaps because it was done already and only the answer was lost: what became of it is asked first. */
async function lookAfterRefusal(invoice: Invoice, code: string, now: number): Promise<void> {
  const said = await queryFapiao(applyIdOf(invoice));
  const isDone = said !== null && (invoice.state === 'applied' || said.status.startsWith('REVERSE'));
  if (isDone) return void (await noteSaid(invoice, said, now));
  const { invoice: p } = await operations(now);
  const { round, state } = invoice;
  await changeInvoice(invoice._id, (current) =>
    current.round === round && current.state === state ? failed(current, code, now, p) : current,
  );
}

const noteError = ({ _id }: Invoice, error: unknown) =>
  changeInvoice(_id, (current) => ({ ...current, lastError: String(error).slice(0, 200) }));

/** What WeChat Pay says about an application, written down; an errand goes on with what follows from it. True: it was new. */
async function noteSaid(
  { _id, round }: Invoice,
  said: Awaited<ReturnType<typeof queryFapiao>>,
  now: number,
): Promise<boolean> {
  const [netFen, { invoice: p }] = await Promise.all([keptFen(_id), operations(now)]);
  let isNew = false;
  const note = (current: Invoice) => {
    const after = current.round === round ? heard(current, said, netFen, now, p) : current;
    isNew = after.state !== current.state;
    return after;
  };
  await changeInvoice(_id, note, { keptFen: netFen, now });
  return isNew;
}

/** A notification names an application; what became of it is asked, so that a strange word is never believed. */
export async function hearOfInvoice(applyId: string, now: number): Promise<string> {
  const invoice = await read<Invoice>('invoices', applyId.replace(/F\d{1,4}$/, ''));
  // Somebody tapped 开票 in WeChat's own bill: not a way we offer.
  if (!invoice) return 'ignored';
  if (applyIdOf(invoice) !== applyId || invoice.nextLookAt === null) return 'repeated';
  return (await askOutcome(invoice, now)) ? 'settled' : 'repeated';
}

/** Asks what became of what is asked for. */
export const askOutcome = async (invoice: Invoice, now: number): Promise<boolean> =>
  noteSaid(invoice, await queryFapiao(applyIdOf(invoice)), now);
