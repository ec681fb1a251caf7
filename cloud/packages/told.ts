/** What the owner of a package hears of it. */
import { yuan } from '#domain/payment/fen';
import type { CarePackage } from '#domain/payment/packages/carePackage';
import type { UserDocument } from '../accounts';
import { enqueue } from '../outbox';
import type { Refund } from '../refundRequests';
import type { Transaction } from '../transact';

/** In the transaction that causes it; `cause` names that once and for all. */
export async function tellOwner(
  transaction: Transaction,
  { ownerUserId, name }: Pick<CarePackage, 'ownerUserId' | 'name'>,
  { note, cause }: { readonly note: string; readonly cause: string },
  now: number,
): Promise<void> {
  const user = await transaction.get<UserDocument>('users', ownerUserId);
  // Closed meanwhile: nobody is there to be told.
  if (!user || (!user.openid && !user.uid)) return;
  const { openid, uid, _id: personId } = user;
  const words = { service: name, note };
  const payload = { template: 'discountNotice', to: 'patient', openid, uid, personId, words } as const;
  await enqueue(transaction, [{ kind: 'message', payload }], { orderId: '', cause, now });
}

export async function tellOfPackageRefund(
  transaction: Transaction,
  packageId: string,
  { _id, amountFen, state }: Refund,
  now: number,
): Promise<void> {
  const one = await transaction.get<CarePackage>('packages', packageId);
  if (!one) return;
  const how = state === 'byHand' ? '已银行转账退回' : '已原路退回';
  await tellOwner(transaction, one, { note: `${yuan(amountFen)} ${how}`, cause: `packageRefund:${_id}` }, now);
}
