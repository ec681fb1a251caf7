/** What the rules of closing go by: the account's orders on both sides, its post, its application. */
import type { AccountFacts } from '#domain/rights/blockers';
import type { Nurse } from '#domain/nurse/nurse';
import type { NurseApplication } from '#domain/onboarding/application';
import type { Order } from '#domain/order/order';
import { db, everyRow, read } from '../database';

export type Rows = Readonly<Record<string, unknown>>;

export const rowsWhere = <T>(collection: string, where: Rows): Promise<readonly T[]> =>
  everyRow<T>(db.collection(collection).where(where).orderBy('_id', 'asc'));

export const ordersOf = (userId: string): Promise<readonly Order[]> =>
  rowsWhere<Order>('orders', { patientUserId: userId });

export async function accountFacts(userId: string, nurseId: string | null): Promise<AccountFacts> {
  const [ordered, served, nurse, application] = await Promise.all([
    ordersOf(userId),
    nurseId === null ? [] : rowsWhere<Order>('orders', { nurseId }),
    nurseId === null ? null : read<Nurse>('nurses', nurseId),
    read<NurseApplication>('nurseApplications', userId),
  ]);
  return { ordered, served, nurseStatus: nurse?.status ?? null, applicationState: application?.state ?? null };
}
