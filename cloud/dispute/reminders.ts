/** Every minute: requests for money back that nobody answered, or decided, and whose time is nearly over (P-062). */
import { reminder, type Dispute } from '#domain/dispute/dispute';
import { raiseAlertIn } from '../alerts/alerts';
import { _, db } from '../database';
import { plain } from '../plain';
import { operations } from '../settings';
import { sweep } from '../sweep';
import { transact } from '../transact';

export const alertIdOf = (orderId: string): string => `dispute:${orderId}`;

export async function remindOfDisputes(now: number, budgetMs: number): Promise<number> {
  const p = await operations(now);
  return sweep<Dispute>({
    find: (limit) => due(now, limit),
    handle: ({ _id }) =>
      transact(async (transaction) => {
        const dispute = await transaction.get<Dispute>('disputes', _id);
        const said = dispute && reminder(dispute, now, p);
        if (!said) return false;
        await transaction.put('disputes', { ...dispute, remindAt: said.remindAt });
        const alert = { _id: alertIdOf(_id), kind: 'disputeDue', orderId: _id, nurseId: dispute.nurseId } as const;
        await raiseAlertIn(transaction, { ...alert, text: said.text }, now);
        return true;
      }),
    budgetMs,
  });
}

async function due(now: number, limit: number): Promise<readonly Dispute[]> {
  const { data } = await db
    .collection('disputes')
    .where({ remindAt: _.and(_.gt(0), _.lte(now)) })
    .orderBy('remindAt', 'asc')
    .limit(limit)
    .get();
  return plain(data as Dispute[]);
}
