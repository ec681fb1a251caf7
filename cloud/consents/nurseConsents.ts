/** What a nurse took back stands on her own document too, so that dispatch sees it without asking (P-031). */
import type { Nurse } from '#domain/nurse/nurse';
import type { Transaction } from '../transact';
import type { ConsentRow } from './acts';

type Withheld = NonNullable<Nurse['withdrawnConsents']>[number];

const OF_NURSES: readonly string[] = ['location', 'recording', 'face'];

export async function noteOnNurse(
  transaction: Transaction,
  nurseId: string,
  acts: readonly ConsentRow[],
): Promise<void> {
  const concerning = acts.filter(({ kind }) => OF_NURSES.includes(kind));
  const nurse = concerning.length > 0 ? await transaction.get<Nurse>('nurses', nurseId) : null;
  if (!nurse) return;
  const withdrawn = new Set(nurse.withdrawnConsents ?? []);
  for (const { kind, action } of concerning) {
    if (action === 'withdrawn') withdrawn.add(kind as Withheld);
    else withdrawn.delete(kind as Withheld);
  }
  await transaction.put('nurses', { ...nurse, withdrawnConsents: [...withdrawn].sort() });
}
