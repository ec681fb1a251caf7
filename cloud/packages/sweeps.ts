/** Packages whose hour has come: unpaid ones are let go, what is left of old ones goes back, owners are told before. */
import type { OperationParameters } from '#domain/operations/parameters';
import { type CarePackage, freeVisits, refundUnused } from '#domain/payment/packages/carePackage';
import { DAY, MINUTE, yearTimeText } from '#domain/schedule/beijing';
import { _, db } from '../database';
import { plain } from '../plain';
import { sweep } from '../sweep';
import { transact, type Transaction } from '../transact';
import { letPackageGo } from './bought';
import { sendBack } from './refunding';
import { tellOwner } from './told';

/** Whoever paid at the last second is heard of first: queries ask half a minute after a request expired. */
const HEARD_AFTER_MS = 5 * MINUTE;

type Where = Parameters<ReturnType<typeof db.collection>['where']>[0];

const found = (where: Where, by: keyof CarePackage) => async (limit: number, skip: number) => {
  const query = db.collection('packages').where(where).orderBy(by, 'asc');
  const { data } = await query.skip(skip).limit(limit).get();
  return plain(data as CarePackage[]);
};

export const letUnpaidPackagesGo = (now: number, budgetMs: number): Promise<number> =>
  sweep<CarePackage>({
    find: found({ state: 'unpaid', payBy: _.lte(now - HEARD_AFTER_MS) }, 'payBy'),
    handle: ({ _id }) => letPackageGo(_id, now),
    budgetMs,
  });

/** Nobody's money is kept for care that was not given: days after a package ran out the rest goes back without being asked for. */
export const returnRests = (now: number, budgetMs: number): Promise<number> =>
  sweep<CarePackage>({
    find: found({ state: 'active', returnAt: _.lte(now) }, 'returnAt'),
    handle: ({ _id }) => transact((transaction) => returnRest(transaction, _id, now)),
    budgetMs,
  });

/** A visit that an order still has stays with it: what comes of that is seen at the next run. */
async function returnRest(transaction: Transaction, packageId: string, now: number): Promise<boolean> {
  const one = await transaction.get<CarePackage>('packages', packageId);
  if (one?.state !== 'active' || one.returnAt === null || one.returnAt > now) return false;
  if (freeVisits(one).length === 0) {
    await transaction.put('packages', { ...one, returnAt: now + DAY });
    return true;
  }
  const { after, refundFen } = refundUnused(one);
  await transaction.put('packages', after.returnAt === null ? after : { ...after, returnAt: now + DAY });
  await sendBack(transaction, packageId, refundFen, now);
  return true;
}

/** Once, some days before it runs out. */
export const remindOfPackages = (now: number, budgetMs: number, p: OperationParameters): Promise<number> =>
  sweep<CarePackage>({
    find: found(
      {
        ...{ state: 'active', remindedAt: null },
        validUntil: _.gt(now).and(_.lte(now + p.packages.reminderDays * DAY)),
      },
      'validUntil',
    ),
    handle: ({ _id }) => transact((transaction) => remind(transaction, _id, now)),
    budgetMs,
  });

async function remind(transaction: Transaction, packageId: string, now: number): Promise<boolean> {
  const one = await transaction.get<CarePackage>('packages', packageId);
  if (one?.state !== 'active' || one.remindedAt !== null || one.validUntil === null) return false;
  await transaction.put('packages', { ...one, remindedAt: now });
  const left = freeVisits(one).length;
  if (left === 0) return true;
  const lastDay = yearTimeText(one.validUntil - 1).split(' ')[0] ?? '';
  const note = `还剩 ${left} 次，到${lastDay}`;
  await tellOwner(transaction, one, { note, cause: `packageEnds:${packageId}` }, now);
  return true;
}
