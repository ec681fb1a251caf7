import type { Nurse } from '#domain/nurse/nurse';
import { Refusal } from '#domain/refusal';
import type { Transaction } from './transact';

/** As she is inside a transaction. */
export async function nurseIn(transaction: Transaction, nurseId: string): Promise<Nurse> {
  const nurse = await transaction.get<Nurse>('nurses', nurseId);
  if (!nurse) throw new Refusal('NOT_FOUND', { nurseId });
  return nurse;
}
