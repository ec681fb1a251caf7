/**
 * What a nurse took back stands on her own document too, so that dispatch sees it without asking (P-031). Without her place she
 * is sent nowhere: what she has accepted goes on to others, as the text of the consent says.
 */
import type { Nurse } from '#domain/nurse/nurse';
import { meetInDiary } from '../diaries';
import { enqueue } from '../outbox';
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
  const gone = concerning.find(({ kind, action }) => kind === 'location' && action === 'withdrawn');
  if (gone) await handOver(transaction, nurseId, gone);
}

async function handOver(transaction: Transaction, nurseId: string, { _id, at: now }: ConsentRow): Promise<void> {
  await meetInDiary(transaction, nurseId, { changedAt: now });
  const payload = { nurseId, serviceCodes: null, orderIds: null, reason: '护士撤回了定位同意' };
  await enqueue(transaction, [{ kind: 'handOver', payload }], { orderId: '', cause: `consent:${_id}`, now });
}
