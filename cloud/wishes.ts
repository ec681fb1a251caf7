/** What a patient wants, looked up: the same checks and the same price for quoting and for booking. */
import type { WishInput } from '#contract/wish';
import type { Nurse } from '#domain/nurse/nurse';
import type { Service } from '#domain/care/service';
import type { Institution } from '#domain/eligibility/provider';
import type { OperationParameters } from '#domain/operations/parameters';
import type { Price } from '#domain/payment/price';
import { tariffOf } from '#domain/payment/priceList';
import { quote } from '#domain/payment/quote';
import { assertBookable } from '#domain/schedule/slots';
import { accountById, type Account } from './accounts';
import type { Address } from './addresses';
import { caredFor, type FoundCare } from './caredFor';
import type { Wanted } from './candidates';
import { learnServices, offeredService } from './catalogue';
import { consentTexts } from './consents/texts';
import type { FamilyPapers } from './eligibility/familyFacts';
import { cityOf, providers } from './places';
import { priceLists } from './prices/priceLists';
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
  /** Whom the family chose; null: nobody, or nobody who is here. */
  readonly chosen: Nurse | null;
  /** Who does not want to meet this family, or is not wanted by it. */
  readonly blockedNurseIds: readonly string[];
  readonly papers: FamilyPapers;
  readonly price: Price;
  /** What the same visit costs at another hour, or with another nurse whom the family chooses. */
  readonly priceAt: (startAt: number, chosen: Nurse | null) => Price;
  /** The institutions that send nurses. */
  readonly providers: ReadonlyMap<string, Institution>;
  readonly p: OperationParameters;
}

/** Refuses what cannot be booked; everything but the ids is read (`found`), never received. `nurseId`: whom the family chose. */
export async function lookUp(
  wish: WishInput & { readonly nurseId?: string | null },
  userId: string,
  found: FoundCare,
  now: number,
): Promise<Wish> {
  const { startAt, urgent = false, nurseSex = null } = wish;
  learnServices(found.services, now);
  const [p, service, cared, texts, sending, lists] = await Promise.all([
    operations(now),
    offeredService(wish.serviceCode, now),
    caredFor(wish, userId, found, now),
    consentTexts(now),
    providers(now),
    priceLists(now),
  ]);
  const [chosen = null] = found.chosen;
  const { recipient, address, familyUserIds, blockedNurseIds } = cared;
  assertBookable(startAt, now, p.booking, urgent);
  const owner = recipient.ownerUserId === userId ? null : await accountById(recipient.ownerUserId);
  const city = await cityOf(address.district, now);
  const priceAt = (at: number, nurse: Nurse | null): Price => {
    const owner = { city, institutionId: nurse?.institutionId ?? null };
    const visit = { routeMeters: address.routeMeters, startAt: at, chosen: nurse };
    return quote(tariffOf(lists, owner, service.code, now), visit, p.price);
  };
  const price = priceAt(startAt, chosen);
  const asked = { startAt, urgent, nurseSex, priceAt, chosen };
  const papers = { acts: cared.acts, assessments: cared.assessments, texts };
  const family = { recipient, owner, familyUserIds, blockedNurseIds, papers };
  return { service, ...family, address, ...asked, price, providers: sending, p };
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
  dialect: wish.recipient.dialect ?? null,
  blockedNurseIds: wish.blockedNurseIds,
});
