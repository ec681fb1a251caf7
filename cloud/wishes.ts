/** What a patient wants, looked up: the same checks and the same price for quoting and for booking. */
import type { WishInput } from '#contract/wish';
import type { Nurse } from '#domain/nurse/nurse';
import type { Service } from '#domain/care/service';
import type { Institution } from '#domain/eligibility/provider';
import type { OperationParameters } from '#domain/operations/parameters';
import type { Price } from '#domain/payment/price';
import { quote } from '#domain/payment/quote';
import { assertBookable } from '#domain/schedule/slots';
import { accountById, type Account } from './accounts';
import { blockedNurses } from './blocks';
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
  readonly urgent: boolean;
  readonly nurseSex: Nurse['sex'] | null;
  /** Who does not want to meet this family, or is not wanted by it. */
  readonly blockedNurseIds: readonly string[];
  readonly price: Price;
  /** The institutions that send nurses. */
  readonly providers: ReadonlyMap<string, Institution>;
  readonly p: OperationParameters;
}

/** Refuses what cannot be booked; everything but the four ids is read here, never received. */
export async function lookUp(wish: WishInput, userId: string, now: number): Promise<Wish> {
  const { startAt, urgent = false, nurseSex = null } = wish;
  const [p, service, recipient, address, sending] = await Promise.all([
    operations(now),
    offeredService(wish.serviceCode, now),
    recipientFor(wish.recipientId, userId, 'manage', now),
    ownAddress(wish.addressId, userId),
    providers(now),
  ]);
  assertBookable(startAt, now, p.booking, urgent);
  const owner = recipient.ownerUserId === userId ? null : await accountById(recipient.ownerUserId);
  const [familyUserIds, blockedNurseIds] = await Promise.all([
    familyOf({ recipientId: recipient._id, ownerUserId: recipient.ownerUserId }, now),
    blockedNurses(recipient.ownerUserId),
  ]);
  const price = quote(service, address.routeMeters, startAt, p.price);
  const asked = { startAt, urgent, nurseSex };
  return { service, recipient, owner, familyUserIds, blockedNurseIds, address, ...asked, price, providers: sending, p };
}

export const wantedBy = (wish: Wish): Wanted => ({
  service: wish.service,
  startAt: wish.startAt,
  position: wish.address.location.coordinates,
  district: wish.address.district,
  providers: wish.providers,
  recipientId: wish.recipient._id,
  familyUserIds: wish.familyUserIds,
  sex: wish.nurseSex,
  blockedNurseIds: wish.blockedNurseIds,
});
