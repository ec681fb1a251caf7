/** The ways between a visit and what its nurse has on the same day, as the map knows them. */
import type { MeasuredMinutes } from '#domain/eligibility/nurseFacts';
import type { Position } from '#domain/geo/distance';
import type { Booking } from '#domain/nurse/nurse';
import type { OperationParameters } from '#domain/operations/parameters';
import { DAY, startOfBeijingDay } from '#domain/schedule/beijing';
import { bookingsOf } from './candidates';
import { read } from './database';
import { offerId, type Offer } from './offers';
import { orderPrivateById } from './orderPrivate';
import { waysTo } from './travelTimes';

/** Absent where she has nothing else that day, or was never asked: then nothing is looked up. */
export async function waysBesides(
  orderId: string,
  nurseId: string,
  now: number,
  p: OperationParameters,
  known?: Offer,
): Promise<MeasuredMinutes | undefined> {
  const offer = known ?? (await read<Offer>('offers', offerId(orderId, nurseId)));
  if (offer?.status !== 'open') return undefined;
  const midnight = startOfBeijingDay(offer.startAt);
  const bookings = await bookingsOf([nurseId], { startAt: midnight, endAt: midnight + DAY });
  const others = (bookings.get(nurseId) ?? []).filter(({ _id }) => _id !== orderId);
  if (others.length === 0) return undefined;
  const { location } = await orderPrivateById(orderId);
  return measured(others, location.coordinates, offer.startAt, now, p);
}

async function measured(
  others: readonly Booking[],
  position: Position,
  startAt: number,
  now: number,
  p: OperationParameters,
): Promise<MeasuredMinutes> {
  const places = others.map(({ coordinates }) => coordinates);
  const ways = await waysTo(places, position, startAt, now, p);
  const minutes = new Map<string, number>();
  ways.forEach((way, index) => {
    if (!way.isEstimated) minutes.set(String(places[index]), way.minutes);
  });
  // There and back are taken to be equally long; between two others nobody asked.
  const here = String(position);
  return (from, to) => {
    const other = String(to) === here ? String(from) : String(from) === here ? String(to) : null;
    return other === null ? null : (minutes.get(other) ?? null);
  };
}
