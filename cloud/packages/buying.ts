/** Buying a package: written down as unpaid with its request for money, which WeChat Pay then hears of. */
import { type CarePackage, wanted } from '#domain/payment/packages/carePackage';
import type { PackageOffer } from '#domain/payment/packages/offer';
import { Refusal } from '#domain/refusal';
import { type Announced, announced, type Reserved } from '../announced';
import type { Account } from '../accounts';
import { asRequested, type Payment } from '../payments';
import type { Recipient } from '../recipients';
import { operations } from '../settings';
import { transact, type Transaction } from '../transact';

interface PackageWish {
  readonly offerId: string;
  readonly recipientId: string;
  readonly requestId: string;
}

/** Who cannot decide keeps a few purchases open, not many. */
const MOST_UNPAID = 5;

export const paymentNumber = (packageId: string): string => `${packageId}P1`;

/** The same wish again, by a second tap or on a second phone, is the same package as long as it waits for its money. */
export async function buyPackage(wish: PackageWish, account: Account, now: number): Promise<Announced> {
  // WeChat Pay asks a person whom WeChat knows; in a browser outside WeChat nobody is.
  if (!account.openid) throw new Refusal('NOT_IN_WECHAT', {});
  const { packages: p } = await operations(now);
  return announced(() => transact((transaction) => reserve(transaction, wish, account, now, p)), now);
}

async function reserve(
  transaction: Transaction,
  { offerId, recipientId, requestId }: PackageWish,
  { userId, openid }: Account,
  now: number,
  p: Parameters<typeof wanted>[3],
): Promise<Reserved> {
  const recipient = await transaction.get<Recipient>('recipients', recipientId);
  if (recipient?.ownerUserId !== userId) throw new Refusal('NOT_FOUND', { recipientId });
  // Whoever buys writes the account's document: of two at once one runs again and sees the other's.
  await transaction.increment('users', userId, 'packagesAsked');
  const unpaid = await transaction.find<CarePackage>('packages', { ownerUserId: userId, state: 'unpaid' });
  const waiting = unpaid.filter(({ payBy }) => payBy !== null && payBy > now);
  const same = waiting.find((one) => one.offerId === offerId && one.recipientId === recipientId);
  const open = same && (await transaction.get<Payment>('payments', paymentNumber(same._id)));
  if (open?.state === 'requested') return { payment: open, description: same?.name ?? '' };
  if (waiting.length >= MOST_UNPAID) throw new Refusal('TOO_MANY_TRIES', { unpaid: waiting.length });
  if (await transaction.get('packages', requestId)) throw new Refusal('REQUEST_ID_TAKEN');
  const offer = await transaction.get<PackageOffer>('packageOffers', offerId);
  if (!offer) throw new Refusal('PACKAGE_OFFER_GONE', { offerId });
  const one = wanted(offer, { _id: requestId, ownerUserId: userId, recipientId }, now, p);
  const payment = requestFor(one, openid, now);
  await transaction.add('packages', one);
  await transaction.add('payments', payment);
  return { payment, description: one.name };
}

function requestFor({ _id: packageId, priceFen, payBy }: CarePackage, openid: string, now: number): Payment {
  const asked = { orderId: '', packageId, part: 'full' as const, amountFen: priceFen, openid };
  return asRequested({ _id: paymentNumber(packageId), ...asked, expiresAt: payBy ?? now }, now);
}
