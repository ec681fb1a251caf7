/** What the rules of closing go by: the account's orders on both sides, its application. */
import type { AccountFacts } from '#domain/rights/blockers';
import type { NurseApplication } from '#domain/onboarding/application';
import type { Order } from '#domain/order/order';
import { allOrdersWhere } from '../archive/archived';
import { db, everyRow, read } from '../database';
import { appealedFen } from '../income/appeals';
import { owedTo } from '../income/entries';
import { openPackageFen } from '../packages/open';

export type Rows = Readonly<Record<string, unknown>>;

export const rowsWhere = <T>(collection: string, where: Rows): Promise<readonly T[]> =>
  everyRow<T>(db.collection(collection).where(where).orderBy('_id', 'asc'));

export const ordersOf = (userId: string): Promise<readonly Order[]> => allOrdersWhere({ patientUserId: userId });

export async function accountFacts(userId: string, nurseId: string | null): Promise<AccountFacts> {
  const [ordered, served, application, unpaidIncomeFen, packageFen] = await Promise.all([
    ordersOf(userId),
    nurseId === null ? [] : allOrdersWhere({ nurseId }),
    read<NurseApplication>('nurseApplications', userId),
    nurseId === null ? 0 : openIncome(nurseId),
    openPackageFen(userId),
  ]);
  return { ordered, served, applicationState: application?.state ?? null, unpaidIncomeFen, packageFen };
}

/** What the books owe her, and what may come back to her. */
async function openIncome(nurseId: string): Promise<number> {
  const [owed, waiting] = await Promise.all([owedTo(nurseId), appealedFen(nurseId)]);
  return owed + waiting;
}

export const removeWhere = async (collection: string, where: Rows): Promise<void> =>
  void (await db.collection(collection).where(where).remove());
