/** Money of packages that is still open: an account with some of it cannot be closed. */
import { sum } from '#domain/payment/fen';
import { type CarePackage, heldFen } from '#domain/payment/packages/carePackage';
import { _, db, everyRow } from '../database';
import type { Refund } from '../refundRequests';

/** Held for visits to come, and on its way back. */
export async function openPackageFen(ownerUserId: string): Promise<number> {
  const packages = await everyRow<CarePackage>(db.collection('packages').where({ ownerUserId }).orderBy('_id', 'asc'));
  if (packages.length === 0) return 0;
  const underWay = {
    packageId: _.in(packages.map(({ _id }) => _id)),
    state: _.in(['requested', 'processing', 'abnormal']),
  };
  const refunds = await everyRow<Refund>(db.collection('refunds').where(underWay).orderBy('_id', 'asc'));
  return sum(...packages.map(heldFen), ...refunds.map(({ amountFen }) => amountFen));
}
