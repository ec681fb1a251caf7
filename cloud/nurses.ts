import type { Nurse } from '#domain/nurse/nurse';
import { Refusal } from '#domain/refusal';
import { read } from './database';
import type { Transaction } from './transact';

/** The nurse behind an account, if the two really belong together. */
export async function nurseOfUser(nurseId: string, userId: string): Promise<Nurse | null> {
  const nurse = await read<Nurse>('nurses', nurseId);
  return nurse && nurse.userId === userId ? nurse : null;
}

/** As she is inside a transaction. */
export async function nurseIn(transaction: Transaction, nurseId: string): Promise<Nurse> {
  const nurse = await transaction.get<Nurse>('nurses', nurseId);
  if (!nurse) throw new Refusal('NOT_FOUND', { nurseId });
  return nurse;
}
