/** What a patient wants, looked up: the same checks and the same price for quoting and for booking. */
import type { WishInput } from '#contract/wish';
import type { Service } from '#domain/care/service';
import type { ProviderFacts } from '#domain/eligibility/facts';
import type { OperationParameters } from '#domain/operations/parameters';
import type { Price } from '#domain/payment/price';
import { quote } from '#domain/payment/quote';
import { assertBookable } from '#domain/schedule/slots';
import { accountById, type Account } from './accounts';
import { ownAddress, type Address } from './addresses';
import type { Wanted } from './candidates';
import { offeredService } from './catalogue';
import { familyOf } from './eligibility/family';
import { recipientFor } from './people/careRights';
import { providers } from './places';
import type { Recipient } from './recipients';
import { operations } from './settings';

export interface Wish {
  readonly service: Service;
  readonly recipient: Recipient;
  /** Whose order it becomes when one of the family books for the person's owner; null: the one who books. */
  readonly owner: Account | null;
  readonly familyUserIds: readonly string[];
  readonly address: Address;
  readonly startAt: number;
  readonly price: Price;
  /** The institutions that send nurses. */
  readonly providers: ReadonlyMap<string, ProviderFacts>;
  readonly p: OperationParameters;
}

/** Refuses what cannot be booked; everything but the four ids is read here, never received. */
export async function lookUp(wish: WishInput, userId: string, now: number): Promise<Wish> {
  const { startAt } = wish;
  const [p, service, recipient, address, sending] = await Promise.all([
    operations(now),
    offeredService(wish.serviceCode, now),
    recipientFor(wish.recipientId, userId, 'manage', now),
    ownAddress(wish.addressId, userId),
    providers(now),
  ]);
  assertBookable(startAt, now, p.booking);
  const owner = recipient.ownerUserId === userId ? null : await accountById(recipient.ownerUserId);
  const familyUserIds = await familyOf({ recipientId: recipient._id, ownerUserId: recipient.ownerUserId }, now);
  const price = quote(service, address.routeMeters, startAt, p.price);
  return { service, recipient, owner, familyUserIds, address, startAt, price, providers: sending, p };
}

export const wantedBy = ({
  service,
  recipient,
  familyUserIds,
  address,
  startAt,
  providers: sending,
}: Wish): Wanted => ({
  service,
  startAt,
  position: address.location.coordinates,
  district: address.district,
  providers: sending,
  recipientId: recipient._id,
  familyUserIds,
});
