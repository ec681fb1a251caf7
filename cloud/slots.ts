/**
 * Half hours that are taken. Their ids are made of person and time, so two orders cannot take the same one: no double booking
 * is a property of the data. A nurse's slots stand together with one `bookings` row, which says what to free.
 */
import type { Booking } from '#domain/nurse/nurse';
import { Refusal, type RefusalCode } from '#domain/refusal';
import { nurseSlotIds, recipientSlotIds } from '#domain/schedule/slots';
import type { Window } from '#domain/schedule/window';
import { _, db, isDuplicate, rows } from './database';
import { meetInDiary } from './diaries';
import type { Transaction } from './transact';

interface Slot {
  readonly _id: string;
  readonly orderId: string;
}

/** A nurse's time for a visit, and what must still hold when it is taken. */
export interface Binding {
  readonly booking: Booking;
  /** The rules must see what else she has within this window. */
  readonly around: Window;
  /** Refuses where the rules do not let her come beside these. */
  readonly check: (others: readonly Booking[]) => void;
}

/** Binds the nurse for the time of a visit, or refuses with the rules' reason. What is held for this order already stays hers. */
export async function bindNurse(transaction: Transaction, { booking, around, check }: Binding): Promise<void> {
  const { nurseId, _id: orderId } = booking;
  const startAt = _.gte(around.startAt).and(_.lt(around.endAt));
  const known = await transaction.find<Booking>('bookings', { nurseId, startAt });
  check(known.filter(({ _id }) => _id !== orderId));
  // Way and rest are rules about two visits at different hours, whose slots never meet; and what is held for her already is
  // hers only if she may still come.
  await meetInDiary(transaction, nurseId, { lastOrderId: orderId });
  if (known.some(({ _id }) => _id === orderId)) return;
  await take(transaction, nurseSlotIds(nurseId, booking), orderId, 'NURSE_BUSY');
  await transaction.put('bookings', booking);
}

/** Whether the rules let her come then, beside all else she has; nothing is taken. */
export async function mayBind(transaction: Transaction, { booking, around, check }: Binding): Promise<boolean> {
  const { nurseId, _id: orderId } = booking;
  const startAt = _.gte(around.startAt).and(_.lt(around.endAt));
  const known = await transaction.find<Booking>('bookings', { nurseId, startAt });
  try {
    check(known.filter(({ _id }) => _id !== orderId));
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** Frees whoever is bound for the order; nobody is fine too. */
export async function freeNurse(transaction: Transaction, orderId: string): Promise<void> {
  const booking = await transaction.get<Booking>('bookings', orderId);
  if (!booking) return;
  for (const id of nurseSlotIds(booking.nurseId, booking)) await transaction.remove('slots', id);
  await transaction.remove('bookings', orderId);
}

/** Which half hours somebody who is cared for already has a visit in, as ids of `slots`. */
export async function recipientSlotsTaken(
  recipientId: string,
  ...windows: readonly Window[]
): Promise<ReadonlySet<string>> {
  const ids = windows.flatMap((window) => recipientSlotIds(recipientId, window));
  const taken = await rows<Slot>(db.collection('slots').where({ _id: _.in(ids) }), ids.length + 1, 'slots');
  return new Set(taken.map(({ _id }) => _id));
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
