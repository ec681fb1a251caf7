/**
 * The coupon for somebody new: once per account, per person whose identity was proven, and per phone number, whichever of them comes
 * again under another name. `couponClaims` holds keyed hashes only, so it can say that somebody was here and not who.
 */
import type { OperationParameters } from '#domain/operations/parameters';
import { newUserCoupon } from '#domain/payment/coupons/issue';
import type { UserDocument } from '../accounts';
import { lookupHash } from '../personalData';
import type { Transaction } from '../transact';
import { couponIdFor } from './coupons';

/** A document of `couponClaims`. */
interface CouponClaim {
  readonly _id: string;
  readonly at: number;
}

/** In the transaction that keeps the proof of somebody's identity. Who had one gets none, and is not told: nothing was promised. */
export async function greetNewcomer(
  transaction: Transaction,
  { userId, idNumber }: { readonly userId: string; readonly idNumber: string },
  now: number,
  p: OperationParameters,
): Promise<void> {
  const coupon = newUserCoupon({ _id: couponIdFor('newUser', userId), userId, now }, p.coupons);
  const user = await transaction.get<UserDocument>('users', userId);
  if (!coupon || !user) return;
  const marks = [`person/${idNumber}`, `account/${userId}`, ...(user.phoneHash ? [`phone/${user.phoneHash}`] : [])];
  const claims = marks.map((mark): CouponClaim => ({ _id: lookupHash(`newUserCoupon/${mark}`), at: now }));
  for (const { _id } of claims) if (await transaction.get('couponClaims', _id)) return;
  await transaction.addAll('couponClaims', claims);
  await transaction.add('coupons', coupon);
}
