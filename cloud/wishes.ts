/** What a patient wants, looked up: the same checks and the same price for quoting and for booking. */
import type { WishInput } from '#contract/wish';
import type { Service } from '#domain/care/service';
import type { OperationParameters } from '#domain/operations/parameters';
import type { Price } from '#domain/payment/price';
import { quote } from '#domain/payment/quote';
import { assertBookable } from '#domain/schedule/slots';
import { ownAddress, type Address } from './addresses';
import type { Wanted } from './candidates';
import { offeredService } from './catalogue';
import { ownRecipient, type Recipient } from './recipients';
import { operations } from './settings';

export interface Wish {
  readonly service: Service;
  readonly recipient: Recipient;
  readonly address: Address;
  readonly startAt: number;
  readonly price: Price;
  readonly p: OperationParameters;
}

/** Refuses what cannot be booked; everything but the four ids is read here, never received. */
export async function lookUp(wish: WishInput, userId: string, now: number): Promise<Wish> {
  const { startAt } = wish;
  const [p, service, recipient, address] = await Promise.all([
    operations(now),
    offeredService(wish.serviceCode, now),
    ownRecipient(wish.recipientId, userId),
    ownAddress(wish.addressId, userId),
  ]);
  assertBookable(startAt, now, p.booking);
  return { service, recipient, address, startAt, price: quote(service, address.routeMeters, startAt, p.price), p };
}

export const wantedBy = ({ service, recipient, address, startAt }: Wish): Wanted => ({
  service,
  startAt,
  position: address.location.coordinates,
  recipientId: recipient._id,
  patientUserId: recipient.ownerUserId,
});
