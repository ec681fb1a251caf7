/** A nurse's plan: what she may change about it, and how it looks. */
import type { PlanWorkInput } from '#contract/planWork';
import type { Dialects } from '#domain/care/dialect';
import type { Booking, Nurse } from '#domain/nurse/nurse';
import * as change from '#domain/nurse/planChange';
import type { OperationParameters } from '#domain/operations/parameters';
import { UNDER_WAY } from '#domain/order/handOver';
import { Refusal } from '#domain/refusal';
import { beijingDay, DAY } from '#domain/schedule/beijing';
import { _, db, everyRow } from '../database';
import { meetInDiary } from '../diaries';
import { enqueue } from '../outbox';
import { dialects } from '../dialects';
import { districts } from '../places';
import { transact } from '../transact';

type Change = Exclude<PlanWorkInput, { kind: 'read' }>;

/**
 * Whoever binds her writes her diary, and so does this: of the two at once one runs again and sees the other. Her orders are read
 * between the diary's being read and being written, so none is missed.
 */
export async function changePlan(nurseId: string, wished: Change, now: number, p: OperationParameters): Promise<Nurse> {
  const city = wished.kind === 'saveArea' ? await districts(now) : [];
  const spoken = wished.kind === 'saveDialects' ? await dialects(now) : NONE;
  return transact(async (transaction) => {
    await transaction.get('diaries', nurseId);
    const before = await transaction.get<Nurse>('nurses', nurseId);
    if (!before) throw new Refusal('NOT_FOUND', { nurseId });
    const after = changed(before, wished, { city, spoken }, now, p);
    const blocked = change.inTheWay(before, after, await promisedOf(nurseId, now), p);
    const orderIds = change.handedOver(blocked, 'handOver' in wished && wished.handOver === true, now, p);
    await transaction.put('nurses', after);
    await meetInDiary(transaction, nurseId, { changedAt: now });
    if (orderIds.length > 0) {
      const payload = { nurseId, serviceCodes: null, orderIds, reason: '护士调整了排班' };
      const cause = `plan:${nurseId}:${now}`;
      await enqueue(transaction, [{ kind: 'handOver', payload }], { orderId: '', cause, now });
    }
    return after;
  });
}

const NONE: Dialects = { version: 0, items: [] };

/** What a change is held against, read outside the transaction. */
interface Known {
  readonly city: Parameters<typeof change.withArea>[2];
  readonly spoken: Dialects;
}

function changed(nurse: Nurse, wished: Change, { city, spoken }: Known, now: number, p: OperationParameters): Nurse {
  switch (wished.kind) {
    case 'saveArea':
      return change.withArea(nurse, wished, city, p.dispatch);
    case 'saveHours':
      return change.withHours(nurse, wished.shifts, p.rest);
    case 'saveException':
      assertNear(wished.exception.day, now);
      return change.withException(nurse, wished.exception, now);
    case 'deleteException':
      return change.withoutException(nurse, wished.exception);
    case 'importHospitalRoster':
      wished.rows.forEach(({ day }) => assertNear(day, now));
      return change.withRoster(nurse, wished.rows, now);
    case 'saveServices':
      return change.withServices(nurse, wished.serviceCodes, now);
    case 'saveDialects':
      return change.withDialects(nurse, wished.codes, spoken);
  }
}

const MOST_DAYS_AHEAD = 366;

/** A slip of the keyboard is not planned for. */
function assertNear(day: string, now: number): void {
  const last = beijingDay(now + MOST_DAYS_AHEAD * DAY);
  if (day > last) throw new Refusal('HOURS_INVALID', { reason: 'tooFar', last });
}

/** What she has promised, and where it is. */
export async function promisedOf(nurseId: string, now: number): Promise<readonly change.Promised[]> {
  const fields = ['serviceCode', 'serviceName', 'startAt', 'endAt', 'status', 'district'];
  const [orders, bookings] = await Promise.all([
    everyRow<Omit<change.Promised, 'coordinates'>>(
      db
        .collection('orders')
        .where({ nurseId, status: _.in([...UNDER_WAY]) })
        .field(Object.fromEntries(['_id', ...fields].map((name) => [name, true])))
        .orderBy('_id', 'asc'),
    ),
    everyRow<Pick<Booking, '_id' | 'coordinates'>>(
      db
        .collection('bookings')
        .where({ nurseId, startAt: _.gte(now - DAY) })
        .field({ _id: true, coordinates: true })
        .orderBy('_id', 'asc'),
    ),
  ]);
  const places = new Map(bookings.map(({ _id, coordinates }) => [_id, coordinates]));
  return orders.flatMap((order) => {
    const coordinates = places.get(order._id);
    return coordinates ? [{ ...order, coordinates }] : [];
  });
}
