/** A request for money that is written down here, and then made known to WeChat Pay, so that the payer's phone can open it. */
import { serviceError } from '#domain/payment/serviceErrors';
import { Refusal } from '#domain/refusal';
import { closePayment } from './closings';
import { db, read } from './database';
import { doorOf, type PaymentSheet } from './payDoor/payDoor';
import type { Payment } from './payments';

export interface Reserved {
  readonly payment: Payment;
  /** What WeChat Pay shows to the payer. */
  readonly description: string;
}

/** `sheet`: where the service provider signed it. */
export type Announced = Payment & { readonly sheet?: PaymentSheet };

/** The request with its number at WeChat Pay: `reserve` writes it down, or finds the one that was open already. */
export async function announced(reserve: () => Promise<Reserved>, now: number): Promise<Announced> {
  try {
    return await announce(await reserve(), now);
  } catch (error) {
    // Whoever wants to pay reads what it means for her, not that some service failed.
    if (!(error instanceof Refusal) || error.code !== 'PAYMENT_SERVICE_FAILED') throw error;
    const { code = '', cause = '' } = error.details;
    throw new Refusal(serviceError(String(code), String(cause)).refusal, error.details);
  }
}

async function announce({ payment, description }: Reserved, now: number): Promise<Announced> {
  // The insurance pays all of it: there is nothing to ask the payer for.
  if (payment.amountFen === 0) return payment;
  const door = doorOf(payment);
  const { serial } = door.account();
  // Announced under the certificate we had before: announced again, the same number with the same content, under the new one.
  if (serial && payment.prepayId && payment.merchantSerial === serial) return payment;
  const { _id: outTradeNo, amountFen, openid, expiresAt } = payment;
  const { prepayId, sheet } = await door.prepay({ outTradeNo, description, amountFen, openid, expiresAt });
  if (await keepPrepayId(outTradeNo, prepayId, serial)) return { ...payment, prepayId, ...(sheet && { sheet }) };
  // Another phone closed this request while WeChat Pay was only hearing of it: nobody may pay it now.
  await closePayment(payment, now);
  throw anotherOpen();
}

async function keepPrepayId(outTradeNo: string, prepayId: string, merchantSerial: string): Promise<boolean> {
  const open = { _id: outTradeNo, state: 'requested' };
  const { updated } = await db.collection('payments').where(open).update({ prepayId, merchantSerial });
  // The same id written twice changes nothing: then the row tells.
  return updated === 1 || (await read<Payment>('payments', outTradeNo))?.state === 'requested';
}

/** Somebody else (another phone of the family) asks for another part at this moment. */
export const anotherOpen = () => new Refusal('PAYMENT_SERVICE_FAILED', { code: 'ANOTHER_PAYMENT_OPEN' });
