import type { Nurse } from '#domain/nurse/nurse';
import { read } from './database';

/** The nurse behind an account, if the two really belong together. */
export async function nurseOfUser(nurseId: string, userId: string): Promise<Nurse | null> {
  const nurse = await read<Nurse>('nurses', nurseId);
  return nurse && nurse.userId === userId ? nurse : null;
}
