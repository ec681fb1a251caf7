/** The visits of a day that still look for a nurse of the platform's choice. One that a family chose is asked first, alone. */
import type { Order } from '#domain/order/order';
import { DAY, startOfBeijingDay } from '#domain/schedule/beijing';
import { _, db, everyRow } from '../database';
import { districts } from '../places';

type OpenOrder = Pick<Order, '_id' | 'district' | 'startAt'>;

export async function cities(now: number): Promise<readonly string[]> {
  return [...new Set((await districts(now)).map(({ city }) => city))];
}

/** Neighbours in one part: by district, then by hour. */
export async function openOrdersOf(city: string, day: string, now: number): Promise<readonly string[]> {
  const midnight = startOfBeijingDay(day);
  const own = new Set((await districts(now)).filter((one) => one.city === city).map(({ name }) => name));
  const orders = await everyRow<OpenOrder>(
    db
      .collection('orders')
      .where({
        status: 'pendingAcceptance',
        chosenNurseId: null,
        startAt: _.gte(Math.max(midnight, now)).and(_.lt(midnight + DAY)),
      })
      .orderBy('startAt', 'asc')
      .orderBy('_id', 'asc')
      .field({ _id: true, district: true, startAt: true }),
  );
  return orders
    .filter(({ district }) => own.has(district))
    .sort((a, b) => (a.district === b.district ? a.startAt - b.startAt : a.district < b.district ? -1 : 1))
    .map(({ _id }) => _id);
}
