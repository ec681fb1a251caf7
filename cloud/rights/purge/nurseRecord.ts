/** Who gave care, when no record of care names her any more. */
import { db, erase } from '../../database';
import { removeWhere, rowsWhere } from '../accountFacts';
import { deleteFiles } from '../exportFiles';

/** False: a family's records still name her. */
export async function purgeNurse(userId: string, nurseId: string): Promise<boolean> {
  const { total } = await db.collection('visitRecords').where({ nurseId }).count();
  if (total > 0) return false;
  const policies = await rowsWhere<{ evidenceFileId?: string }>('nursePolicies', { nurseId });
  await deleteFiles(policies.flatMap(({ evidenceFileId }) => evidenceFileId ?? []));
  for (const collection of ['nursePolicies', 'examAttempts', 'nurseStatements', 'payouts', 'deductionAppeals'])
    await removeWhere(collection, { nurseId });
  await erase('incomeHolds', nurseId);
  await removeWhere('nurseApplicationEvents', { applicationId: userId });
  await erase('nurseApplications', userId);
  await erase('nursePrivate', nurseId);
  await erase('nurses', nurseId);
  return true;
}
