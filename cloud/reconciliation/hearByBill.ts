/** Requests for money that are still waited for although the bill shows them paid: no sweep has heard of them yet, so they are asked for now. */
import type { MoneyLine } from '#domain/payment/reconcile';
import { Refusal } from '#domain/refusal';
import type { Payment } from '../payments';
import { settlePaid } from '../settlement';
import { query } from '../weChatPay';
import { isPaid } from '../weChatPay/transaction';
import { byId } from './ourLines';

/** What is no payment of ours as we asked for it. */
const NOT_AS_ASKED: readonly string[] = ['AMOUNT_MISMATCH', 'BAD_INPUT'];

/** Where WeChat Pay does not answer this throws, and the day is done later. */
export async function hearByBill(bill: readonly MoneyLine[], now: number): Promise<void> {
  const paid = [...new Set(bill.filter(({ move }) => move === 'payment').map(({ number }) => number))];
  for (const payment of await byId<Payment>('payments', paid, { state: 'requested' })) await hear(payment, now);
}

async function hear({ _id }: Payment, now: number): Promise<void> {
  const found = await query(_id);
  if (!found || !isPaid(found)) return;
  try {
    await settlePaid(found, now);
  } catch (error) {
    // Stays unknown here, and so becomes a difference, which somebody looks into.
    if (!(error instanceof Refusal) || !NOT_AS_ASKED.includes(error.code)) throw error;
  }
}
