/** The visit itself: the nurse sets out, proves person and place at the door, and leaves a whole record. */
import type { Service } from '../care/service';
import { checkVitals, type Vitals } from '../care/vitals';
import type { OperationParameters } from '../operations/parameters';
import { Refusal } from '../refusal';
import { MINUTE } from '../schedule/beijing';
import { assertAtPlace, assertHers, type Standing } from './atPlace';
import { assertCovered } from './insure';
import { lateDiscount } from './late';
import { type Decision, move, type Order } from './order';
import { reduced } from './reduce';

/** From now on the patient may follow the way. */
export function setOut(order: Order, nurseId: string, now: number, p: OperationParameters): Decision {
  assertHers(order, 'setOut', nurseId);
  const earliestAt = order.startAt - p.visit.earliestDepartureMinutes * MINUTE;
  if (now < earliestAt) throw new Refusal('TOO_EARLY', { earliestAt });
  assertCovered(order);
  return move(order, { event: 'setOut', by: 'nurse', now, change: { departedAt: now } });
}

export interface AtTheDoor extends Standing {
  readonly visitCode: string;
  readonly expectedCode: string;
}

/** Right person (P-035) and right place (P-033, 200 m), or the service does not start. */
export function checkIn(order: Order, door: AtTheDoor, now: number, p: OperationParameters): Decision {
  assertHers(order, 'checkIn', door.nurseId);
  if (door.visitCode !== door.expectedCode) throw new Refusal('WRONG_VISIT_CODE', { orderId: order._id });
  const meters = assertAtPlace(door, p);
  const { money, refundFen } = reduced(order.money, lateDiscount(order, now, p));
  const details = { meters, ...(refundFen > 0 && { refundFen }) };
  return move(order, { event: 'checkIn', by: 'nurse', now, change: { checkedInAt: now, money }, details });
}

export interface VisitRecord {
  /** Places in the service's SOP list, from 0. */
  readonly checkedSteps: readonly number[];
  readonly vitals: Vitals;
  readonly photos: readonly { readonly label: string }[];
  readonly summary: string;
}

/** A record with gaps does not end a visit (P-036, P-037). */
export function finish(order: Order, nurseId: string, record: VisitRecord, service: Service, now: number): Decision {
  assertHers(order, 'finish', nurseId);
  const steps = service.sop.map((_, index) => index).filter((index) => !record.checkedSteps.includes(index));
  if (steps.length > 0) throw new Refusal('CHECKLIST_INCOMPLETE', { missing: steps });
  checkVitals(record.vitals, service.requiredVitals);
  const photos = service.requiredPhotos.filter((wanted) => !record.photos.some(({ label }) => label === wanted));
  if (photos.length > 0) throw new Refusal('PHOTOS_MISSING', { missing: photos });
  if (record.summary.trim() === '') throw new Refusal('SUMMARY_MISSING');
  return move(order, { event: 'finish', by: 'nurse', now, change: { finishedAt: now } });
}
