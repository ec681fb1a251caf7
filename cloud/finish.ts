/** The end of a visit: the record with its proofs, the health record, and the nurse's track gone, all in one transaction. */
import type { VisitRecordInput } from '#contract/visitRecord';
import type { Service } from '#domain/care/service';
import { alerts } from '#domain/care/vitals';
import { finish } from '#domain/order/visit';
import { ageYears } from '#domain/person/idNumber';
import { measurementOf } from './health';
import { tell } from './messages';
import type { OrderPrivate } from './orderPrivate';
import { changeOrder } from './orders';
import type { Recipient } from './recipients';
import { evvOf, visitDocument } from './visits';

/** Answers what a doctor should hear of. */
export async function finishVisit(
  record: VisitRecordInput,
  nurseId: string,
  service: Service,
  now: number,
): Promise<readonly string[]> {
  let found: readonly string[] = [];
  await changeOrder(record.orderId, async (order, transaction) => {
    const decision = finish(order, nurseId, record, service, now);
    const place = await transaction.get<OrderPrivate>('orderPrivate', order._id);
    const recipient = await transaction.get<Recipient>('recipients', order.recipientId);
    if (!place) throw new Error(`order ${order._id} has no private part`);
    found = alerts(record.vitals, recipient?.birthYear == null ? null : ageYears(recipient.birthYear, now));
    const document = visitDocument(order, record, evvOf(order, place.location, now), now);
    return {
      ...decision,
      effects: tell('patient', decision.order, 'visitFinished', '服务已结束，请确认'),
      alsoWrite: async (also) => {
        await also.put('visitRecords', document);
        if (Object.keys(record.vitals).length > 0) {
          await also.put('measurements', measurementOf(order, record.vitals, found, now));
        }
        await also.remove('tracks', order._id);
      },
    };
  });
  return found;
}
