import type { Nurse } from '#domain/nurse/nurse';
import { read } from '../database';
import type { Effect } from '../outbox';

/** Word to a nurse about her money; none where she left and nobody is there to be told. */
export async function tellOfIncome(nurseId: string, note: string): Promise<readonly Effect[]> {
  const nurse = await read<Nurse>('nurses', nurseId);
  if (!nurse || (!nurse.openid && !nurse.uid)) return [];
  const { openid, uid } = nurse;
  const words = { service: '收入结算', note };
  return [
    { kind: 'message', payload: { template: 'incomeNotice', to: 'nurse', openid, uid, personId: nurseId, words } },
  ];
}
