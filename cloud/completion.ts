/** What the end of an order means for the books and the nurse, whichever step it was that completed it. */
import { institutionEntry } from '#domain/institution/earned';
import type { OperationParameters } from '#domain/operations/parameters';
import type { Nurse } from '#domain/nurse/nurse';
import type { Order } from '#domain/order/order';
import { completedEntry } from '#domain/payment/ledger';
import { givenFen } from '#domain/payment/owed';
import { starBonusEntry } from '#domain/payment/starEntries';
import { practised } from '#domain/training/competency';
import { book } from './ledger';
import { endPackageVisit } from './packages/visits';
import type { Transaction } from './transact';
import { returnAfterRefund } from './wallet/afterRefund';
import { notePoints } from './wallet/points';

/** Books what was earned and counts the visit, if this change completed the order. Part of the change's transaction. */
export async function noteCompletion(
  transaction: Transaction,
  before: Order,
  after: Order,
  now: number,
  p: OperationParameters,
): Promise<void> {
  if (before.status === 'completed' || after.status !== 'completed') return;
  const besides = [starBonusEntry(after, now), institutionEntry(after, now, p.price)];
  await book(transaction, completedEntry(after, now, p.price), ...besides.filter((entry) => entry !== null));
  await notePoints(transaction, after, now, p);
  await returnAfterRefund(transaction, after, now, p);
  await endPackageVisit(transaction, after, givenFen(after.money).package, now);
  const nurse = after.nurseId === null ? null : await transaction.get<Nurse>('nurses', after.nurseId);
  if (!nurse) throw new Error(`order ${after._id} completed without a nurse`);
  // P-008: the ledger says when she last did it: when she arrived, not when the family confirmed.
  await transaction.put('nurses', practised(nurse, after.serviceCode, after.startAt));
}
