/** One's own packages (contract/ownPackages.ts). */
import type {
  BuyPackageReply,
  OwnPackagesInput,
  OwnPackagesReply,
  PackageOfferView,
  PackageView,
} from '#contract/ownPackages';
import { type CarePackage, freeVisits, handedOver, returnedFen } from '#domain/payment/packages/carePackage';
import type { PackageOffer } from '#domain/payment/packages/offer';
import { sum } from '#domain/payment/fen';
import { Refusal } from '#domain/refusal';
import type { Account } from '../accounts';
import { serviceByCode } from '../catalogue';
import { _, db } from '../database';
import { plain } from '../plain';
import { type Recipient, recipientsOf } from '../recipients';
import { transact } from '../transact';
import { sheetOf } from '../payDoor/payDoor';
import { buyPackage } from './buying';
import { openOffers } from './offers';
import { ownPackage, refundPackage } from './refunding';

type Reply = OwnPackagesReply | BuyPackageReply;

export async function ownPackages(input: OwnPackagesInput, account: Account, now: number): Promise<Reply> {
  const { userId } = account;
  if (input.kind === 'buyPackage') return bought(input, account, now);
  if (input.kind === 'refundPackage') await refundPackage(input, userId, now);
  if (input.kind === 'transferPackage') await transfer(input, userId, now);
  return page(userId, now);
}

async function bought(
  input: Extract<OwnPackagesInput, { kind: 'buyPackage' }>,
  account: Account,
  now: number,
): Promise<BuyPackageReply> {
  const asked = await buyPackage(input, account, now);
  const { _id: outTradeNo, packageId = '', amountFen, expiresAt } = asked;
  return {
    kind: 'buyPackage',
    ...{ packageId, outTradeNo, amountFen, payBy: expiresAt, payment: sheetOf(asked, now) },
  };
}

/** To another of the same owner's people; both are looked at in the transaction. */
const transfer = (
  { packageId, recipientId }: { readonly packageId: string; readonly recipientId: string },
  userId: string,
  now: number,
): Promise<void> =>
  transact(async (transaction) => {
    const one = await ownPackage(transaction, packageId, userId);
    const recipient = await transaction.get<Recipient>('recipients', recipientId);
    if (recipient?.ownerUserId !== userId) throw new Refusal('NOT_FOUND', { recipientId });
    await transaction.put('packages', handedOver(one, recipientId, now));
  });

const MOST = 100;

/** Unpaid ones are no packages yet; the newest first. */
async function packagesOf(userId: string): Promise<readonly CarePackage[]> {
  const { data } = await db
    .collection('packages')
    .where({ ownerUserId: userId, state: _.in(['active', 'ended']) })
    .orderBy('createdAt', 'desc')
    .limit(MOST)
    .get();
  return plain(data as CarePackage[]);
}

async function page(userId: string, now: number): Promise<OwnPackagesReply> {
  const [packages, offers, recipients] = await Promise.all([packagesOf(userId), openOffers(), recipientsOf(userId)]);
  const people = recipients.map(({ _id, maskedName }) => ({ recipientId: _id, name: maskedName }));
  const nameOf = (recipientId: string) => people.find((one) => one.recipientId === recipientId)?.name ?? '';
  return {
    kind: 'packages',
    packages: await Promise.all(packages.map((one) => packageView(one, nameOf(one.recipientId), now))),
    offers: await Promise.all(offers.map((offer) => offerView(offer, now))),
    people,
  };
}

const servicesOf = (codes: readonly string[], now: number): Promise<readonly string[]> =>
  Promise.all(codes.map(async (code) => (await serviceByCode(code, now)).name));

async function offerView(offer: PackageOffer, now: number): Promise<PackageOfferView> {
  const { _id, name, visitCount, priceFen, validMonths, covers } = offer;
  const services = await servicesOf(offer.serviceCodes, now);
  return { offerId: _id, name, services, visitCount, priceFen, validMonths, covers };
}

async function packageView(one: CarePackage, recipientName: string, now: number): Promise<PackageView> {
  const { _id, name, covers, recipientId, visitCount, paidFen, returnAt } = one;
  const validUntil = one.validUntil ?? 0;
  const free = freeVisits(one);
  const count = (state: CarePackage['visits'][number]['state']) =>
    one.visits.filter((visit) => visit.state === state).length;
  return {
    ...{ packageId: _id, name, services: await servicesOf(one.serviceCodes, now), covers },
    state: one.state === 'ended' ? 'ended' : validUntil <= now ? 'expired' : 'active',
    ...{ recipientId, recipientName, visitCount, paidFen, validUntil, returnAt },
    ...{ left: free.length, reserved: count('reserved'), used: count('used') },
    refundableFen: sum(...free.map(({ shareFen }) => shareFen)),
    returnedFen: returnedFen(one),
  };
}
