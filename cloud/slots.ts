/**
 * Half hours that are taken. Their ids are made of person and time, so two orders cannot take the same one: no double booking
 * is a property of the data. A nurse's slots stand together with one `bookings` row, which says what to free.
 */
import type { Booking } from '#domain/nurse/nurse';
import { Refusal, type RefusalCode } from '#domain/refusal';
import { nurseSlotIds, recipientSlotIds } from '#domain/schedule/slots';
import type { Window } from '#domain/schedule/window';
import { isDuplicate } from './database';
import type { Transaction } from './transact';

interface Slot {
  readonly _id: string;
  readonly orderId: string;
}

/** Binds the nurse for the time of a visit, or refuses with NURSE_BUSY. Binding her again for the same order changes nothing. */
export async function bindNurse(transaction: Transaction, booking: Booking): Promise<void> {
  const held = await transaction.get<Booking>('bookings', booking._id);
  if (held?.nurseId === booking.nurseId) return;
  if (held) await freeNurse(transaction, held._id);
  await take(transaction, nurseSlotIds(booking.nurseId, booking), booking._id, 'NURSE_BUSY');
  await transaction.put('bookings', booking);
}

/** Frees whoever is bound for the order; nobody is fine too. */
export async function freeNurse(transaction: Transaction, orderId: string): Promise<void> {
  const booking = await transaction.get<Booking>('bookings', orderId);
  if (!booking) return;
  for (const id of nurseSlotIds(booking.nurseId, booking)) await transaction.remove('slots', id);
  await transaction.remove('bookings', orderId);
}

/** One person cannot be visited twice at the same time. */
export const takeRecipientSlots = (transaction: Transaction, recipientId: string, window: Window, orderId: string) =>
  take(transaction, recipientSlotIds(recipientId, window), orderId, 'RECIPIENT_BUSY');

export async function freeRecipientSlots(transaction: Transaction, recipientId: string, window: Window): Promise<void> {
  for (const id of recipientSlotIds(recipientId, window)) await transaction.remove('slots', id);
}

async function take(
  transaction: Transaction,
  ids: readonly string[],
  orderId: string,
  code: RefusalCode,
): Promise<void> {
  try {
    await transaction.addAll(
      'slots',
      ids.map((_id): Slot => ({ _id, orderId })),
    );
  } catch (error) {
    if (isDuplicate(error)) throw new Refusal(code);
    throw error;
  }
}
