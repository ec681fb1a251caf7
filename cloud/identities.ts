/** One ID number belongs to one recipient of one account: `idNumbers` holds a row per number, under a keyed hash. */
import { Refusal } from '#domain/refusal';
import { read } from './database';
import { noteActivity } from './people/activities';
import { idNumberKey, nameOf, verifiedRecipient, type Proven, type Recipient } from './recipients';
import { operations } from './settings';
import { transact } from './transact';
import { greetNewcomer } from './wallet/newUserCoupon';

interface IdNumberRow {
  readonly _id: string;
  readonly recipientId: string;
  readonly ownerUserId: string;
}

/** Asked before the paid check; `keepVerified` asks again in its transaction. */
export async function assertNumberFree({ _id, ownerUserId }: Recipient, number: string): Promise<void> {
  assertSame(await read<IdNumberRow>('idNumbers', idNumberKey(ownerUserId, number)), _id);
}

/** Writes what the identity source confirmed, and takes the number. */
export async function keepVerified(
  recipientId: string,
  proven: Proven,
  { userId, now }: { readonly userId: string; readonly now: number },
): Promise<void> {
  const p = await operations(now);
  await transact(async (transaction) => {
    const recipient = await transaction.get<Recipient>('recipients', recipientId);
    if (!recipient) throw new Refusal('NOT_FOUND', { recipientId });
    // Renamed while the source was asked: what it confirmed is not this person.
    if (nameOf(recipient) !== proven.name) throw new Refusal('IDENTITY_MISMATCH', { field: 'name' });
    const key = idNumberKey(recipient.ownerUserId, proven.number);
    const row = await transaction.get<IdNumberRow>('idNumbers', key);
    assertSame(row, recipientId);
    if (!row) {
      await transaction.add('idNumbers', {
        _id: key,
        recipientId,
        ownerUserId: recipient.ownerUserId,
      } satisfies IdNumberRow);
    }
    await transaction.put('recipients', verifiedRecipient(recipient, proven));
    await noteActivity(transaction, { recipientId, userId, act: 'verified', at: now });
    const { number: idNumber } = proven;
    await greetNewcomer(transaction, { userId: recipient.ownerUserId, idNumber }, now, p);
  });
}

function assertSame(row: IdNumberRow | null, recipientId: string): void {
  if (row && row.recipientId !== recipientId) throw new Refusal('ID_ALREADY_USED');
}
