/** An operator, or a plan an operator released, gives an order to a nurse: the same hard rules as for one who accepts; only the choice is a person's. */
import type { Nurse } from '#domain/nurse/nurse';
import type { OperationParameters } from '#domain/operations/parameters';
import { assign } from '#domain/order/accept';
import type { Order } from '#domain/order/order';
import { bookingFor, taken } from './acceptance';
import { tell } from './messages';
import { nurseIn } from './nurses';
import { offerId, type Offer } from './offers';
import type { Change } from './orders';
import type { Transaction } from './transact';

/** `override`: why against her own wishes about place and hours. */
export async function assignedTo(
  transaction: Transaction,
  order: Order,
  nurseId: string,
  now: number,
  p: OperationParameters,
  override: string | null = null,
): Promise<{ readonly change: Change; readonly nurse: Nurse }> {
  const nurse = await nurseIn(transaction, nurseId);
  const booking = await bookingFor(transaction, order, nurse, now, { overrides: override !== null });
  const change = await taken(transaction, assign(order, nurse, now, p, override), booking, now);
  await acceptOpenOffer(transaction, order._id, nurseId);
  const told = tell('nurse', change.order, 'orderAccepted', '平台已为您安排订单');
  return { nurse, change: { ...change, effects: [...(change.effects ?? []), ...told] } };
}

/** She may have been asked already: then that offer is the one she has now. */
async function acceptOpenOffer(transaction: Transaction, orderId: string, nurseId: string): Promise<void> {
  const offer = await transaction.get<Offer>('offers', offerId(orderId, nurseId));
  if (offer?.status === 'open') await transaction.put('offers', { ...offer, status: 'accepted' });
}
