/** Every hour: coupons and points whose day has come. */
import type { Campaign } from '#domain/payment/coupons/campaign';
import type { Coupon } from '#domain/payment/coupons/coupon';
import { expired as expiredCoupon } from '#domain/payment/coupons/issue';
import { expired as expiredPoints, type PointAccount } from '#domain/payment/points/points';
import type { OperationParameters } from '#domain/operations/parameters';
import { dateTimeText, DAY } from '#domain/schedule/beijing';
import type { UserDocument } from '../accounts';
import { _, db } from '../database';
import { enqueue } from '../outbox';
import { sweep } from '../sweep';
import { transact, type Transaction } from '../transact';
import { changePoints } from './points';

/** Of many sweeps at once one ends each. */
export const expireCoupons = (now: number, budgetMs: number): Promise<number> =>
  sweep<Coupon>({
    find: async (limit, skip) => {
      const over = { state: 'issued', validUntil: _.lte(now) };
      const { data } = await db
        .collection('coupons')
        .where(over)
        .orderBy('validUntil', 'asc')
        .skip(skip)
        .limit(limit)
        .get();
      return data as Coupon[];
    },
    handle: ({ _id }) =>
      transact(async (transaction) => {
        const coupon = await transaction.get<Coupon>('coupons', _id);
        const after = coupon && expiredCoupon(coupon, now);
        if (after) await transaction.put('coupons', after);
        return after !== null;
      }),
    budgetMs,
  });

/** A few days before, once; of the coupons of one account each by itself. */
export const remindOfCoupons = (now: number, budgetMs: number, p: OperationParameters): Promise<number> =>
  sweep<Coupon>({
    find: async (limit, skip) => {
      const soon = _.gt(now).and(_.lte(now + p.coupons.reminderDays * DAY));
      const found = db.collection('coupons').where({ state: 'issued', remindedAt: null, validUntil: soon });
      const { data } = await found.orderBy('validUntil', 'asc').skip(skip).limit(limit).get();
      return data as Coupon[];
    },
    handle: ({ _id }) => transact((transaction) => remind(transaction, _id, now)),
    budgetMs,
  });

async function remind(transaction: Transaction, couponId: string, now: number): Promise<boolean> {
  const coupon = await transaction.get<Coupon>('coupons', couponId);
  if (coupon?.state !== 'issued' || coupon.remindedAt !== null) return false;
  await transaction.put('coupons', { ...coupon, remindedAt: now });
  const user = await transaction.get<UserDocument>('users', coupon.userId);
  // Closed meanwhile, or a browser that nobody comes in by any more: nobody is there to be told.
  if (!user || (!user.openid && !user.uid)) return true;
  const { openid, uid, _id: personId } = user;
  const note = `${dateTimeText(coupon.validUntil - 1).split(' ')[0] ?? ''}后不能再用`;
  const words = { service: coupon.title, note };
  const payload = { template: 'discountNotice', to: 'patient', openid, uid, personId, words } as const;
  await enqueue(transaction, [{ kind: 'message', payload }], {
    orderId: '',
    cause: `couponEnds:${couponId}:${now}`,
    now,
  });
  return true;
}

export const expirePoints = (now: number, budgetMs: number): Promise<number> =>
  sweep<PointAccount>({
    find: async (limit, skip) => {
      const over = { nextExpiryAt: _.lte(now) };
      const found = db.collection('pointAccounts').where(over).orderBy('nextExpiryAt', 'asc');
      const { data } = await found.skip(skip).limit(limit).get();
      return data as PointAccount[];
    },
    handle: async ({ _id }) =>
      (await transact((transaction) => changePoints(transaction, _id, (account) => expiredPoints(account, now)))) !==
      null,
    budgetMs,
  });

/** How many coupons of each running campaign were used, for the desk. */
export async function countCampaigns(): Promise<void> {
  const { data } = await db.collection('couponCampaigns').where({ state: 'open' }).limit(1000).get();
  for (const { _id } of data as Campaign[]) {
    const { total } = await db.collection('coupons').where({ campaignId: _id, state: 'used' }).count();
    await db
      .collection('couponCampaigns')
      .doc(_id)
      .update({ used: total ?? 0 });
  }
}
