/** The end of a visit: the record with its proofs, the health record, and the nurse's track gone, all in one transaction. */
import type { VisitRecordInput } from '#contract/visitRecord';
import type { Service } from '#domain/care/service';
import { alerts } from '#domain/care/vitals';
import { finish } from '#domain/order/visit';
import { ageYears } from '#domain/person/idNumber';
import type { About } from './doors/aboutOrder';
import { measurementOf } from './health';
import { tell } from './messages';
import type { OrderPrivate } from './orderPrivate';
import { changeOrder } from './orders';
import type { Recipient } from './recipients';
import type { Related } from './together';
import { evvOf, visitDocument } from './visits';

export type BesideFinish = { places: OrderPrivate; persons: Recipient };

/** Where it is and who is cared for: neither changes by what happens at a visit. */
export const besideFinish = (orderId: string): { readonly [K in keyof BesideFinish]: Related } => ({
  places: { from: 'orderPrivate', foreign: '_id', keys: [orderId] },
  persons: { from: 'recipients', foreign: '_id', of: 'orders', local: 'recipientId' },
});

/** Answers what a doctor should hear of. */
export async function finishVisit(
  record: VisitRecordInput,
  nurseId: string,
  service: Service,
  { seen, beside }: About<BesideFinish>,
  now: number,
): Promise<readonly string[]> {
  let found: readonly string[] = [];
  const [place] = beside.places;
  const [recipient] = beside.persons;
  await changeOrder(
    record.orderId,
    (order) => {
      const decision = finish(order, nurseId, record, service, now);
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
    },
    seen,
  );
  return found;
}
