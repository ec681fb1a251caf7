/** What a person at the desk must look at, because no rule can decide it. */
import { db, isDuplicate } from '../database';
import type { Transaction } from '../transact';

export type AlertKind =
  | 'noInsuranceCover'
  | 'orderNeedsNurse'
  | 'nurseReviewSoon'
  | 'nurseReviewOverdue'
  | 'calendarMissing'
  | 'compensationOwed'
  | 'nobodyOpened'
  | 'visitBrokenOff'
  | 'visitOverdue'
  | 'disputeDue'
  | 'deadLetter'
  | 'nurseBroken'
  | 'refundStuck'
  | 'payService';

/** A document of `operatorAlerts`. No personal data: operators read it directly. */
export interface OperatorAlert {
  readonly _id: string;
  readonly kind: AlertKind;
  readonly orderId: string;
  readonly nurseId: string;
  readonly text: string;
  readonly state: 'open' | 'closed';
  readonly raisedAt: number;
  readonly closedAt: number | null;
}

type Raised = Pick<OperatorAlert, '_id' | 'kind' | 'orderId' | 'nurseId' | 'text'>;

const opened = (alert: Raised, now: number): OperatorAlert => ({
  ...alert,
  state: 'open',
  raisedAt: now,
  closedAt: null,
});

/** Once per id; one that was closed is opened again. */
export async function raiseAlert(alert: Raised, now: number): Promise<void> {
  try {
    await db.collection('operatorAlerts').add(opened(alert, now));
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const closed = db.collection('operatorAlerts').where({ _id: alert._id, state: 'closed' });
    await closed.update({ state: 'open', raisedAt: now, closedAt: null, nurseId: alert.nurseId, text: alert.text });
  }
}

/** The same within a transaction. */
export const raiseAlertIn = (transaction: Transaction, alert: Raised, now: number): Promise<void> =>
  transaction.put('operatorAlerts', opened(alert, now));

/** Within a transaction; one that never was stays unwritten. */
export async function closeAlertIn(transaction: Transaction, _id: string, now: number): Promise<void> {
  const alert = await transaction.get<OperatorAlert>('operatorAlerts', _id);
  if (alert?.state === 'open') await transaction.put('operatorAlerts', { ...alert, state: 'closed', closedAt: now });
}

/** True: it was open. */
export async function closeAlert(_id: string, now: number): Promise<boolean> {
  const { updated } = await db
    .collection('operatorAlerts')
    .where({ _id, state: 'open' })
    .update({ state: 'closed', closedAt: now });
  return updated === 1;
}
