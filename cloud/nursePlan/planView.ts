/** The plan as its nurse reads it. */
import type { PlanView } from '#contract/planWork';
import { bordersNear } from '#domain/geo/outline';
import { serviceCodesOn } from '#domain/nurse/expiry';
import type { Booking, Nurse } from '#domain/nurse/nurse';
import { exceptionsFrom } from '#domain/nurse/planChange';
import type { OperationParameters } from '#domain/operations/parameters';
import type { Order } from '#domain/order/order';
import { DAY, startOfBeijingDay } from '#domain/schedule/beijing';
import { planOf, type PlannedVisit } from '#domain/schedule/plan';
import { serviceByCode } from '../catalogue';
import { _, db, everyRow } from '../database';
import { dialects } from '../dialects';
import { districts } from '../places';

/** Bends of a border smaller than this are not seen in a sketch. */
const SKETCH_METERS = 500;

export async function planView(nurse: Nurse, now: number, p: OperationParameters): Promise<PlanView> {
  const [city, visits, services, { items }] = await Promise.all([
    districts(now),
    visitsOf(nurse._id, now, p),
    servicesOf(nurse, now),
    dialects(now),
  ]);
  return {
    area: {
      radiusMeters: nurse.serviceRadiusMeters,
      mostRadiusMeters: p.dispatch.searchRadiusMeters,
      districts: nurse.areaDistricts,
      polygon: nurse.areaPolygon,
      cityDistricts: city.map(({ name }) => name),
      center: nurse.location.coordinates,
      borders: city
        .map(({ name, polygon }) => ({
          name,
          rings: bordersNear(polygon, nurse.location.coordinates, p.dispatch.searchRadiusMeters, SKETCH_METERS),
        }))
        .filter(({ rings }) => rings.length > 0),
    },
    shifts: nurse.shifts,
    exceptions: exceptionsFrom(nurse, now),
    services,
    dialects: items.map((one) => ({ ...one, spoken: nurse.dialects?.includes(one.code) ?? false })),
    schedule: planOf(nurse, visits, now, p),
  };
}

/** Bound time from this week on; where the order is hers already, with it and the end of the visit. */
async function visitsOf(nurseId: string, now: number, p: OperationParameters): Promise<readonly PlannedVisit[]> {
  const today = startOfBeijingDay(now);
  const within = _.gte(today - 7 * DAY).and(_.lt(today + (p.booking.horizonDays + 7) * DAY));
  const [bookings, orders] = await Promise.all([
    everyRow<Booking>(db.collection('bookings').where({ nurseId, startAt: within }).orderBy('_id', 'asc')),
    everyRow<Pick<Order, '_id' | 'endAt'>>(
      db
        .collection('orders')
        .where({ nurseId, startAt: within })
        .field({ _id: true, endAt: true })
        .orderBy('_id', 'asc'),
    ),
  ]);
  const ends = new Map(orders.map(({ _id, endAt }) => [_id, endAt]));
  return bookings.map(({ _id, startAt, endAt, coordinates }) => ({
    ...{ startAt, endAt, coordinates },
    orderId: ends.has(_id) ? _id : null,
    visitEndAt: ends.get(_id) ?? endAt,
  }));
}

async function servicesOf(nurse: Nurse, now: number): Promise<PlanView['services']> {
  const certified = serviceCodesOn({ ...nurse, servicesOff: [] }, now);
  return Promise.all(
    certified.map(async (serviceCode) => ({
      serviceCode,
      name: (await serviceByCode(serviceCode, now)).name,
      offered: nurse.serviceCodes.includes(serviceCode),
      validUntil: nurse.competencies.find((one) => one.serviceCode === serviceCode)?.validUntil ?? 0,
    })),
  );
}
