/** Keeps what the nurse has written so far, whole or not, as often as she likes while the service is under way. */
import { SaveVisit, type SaveVisitReply } from '#contract/saveVisit';
import { fromNurse } from '#cloud/doors/fromMiniProgram';
import { changeOrder } from '#cloud/orders';
import { assertOfVisit } from '#cloud/visitPhotos';
import { visitDocument } from '#cloud/visits';
import { Refusal } from '#domain/refusal';

export const main = fromNurse(SaveVisit, async (record, nurse, now): Promise<SaveVisitReply> => {
  assertOfVisit(record.photos, record.orderId);
  await changeOrder(record.orderId, (order) => {
    if (order.nurseId !== nurse._id) throw new Refusal('FORBIDDEN', { orderId: order._id });
    if (order.status !== 'inService') throw new Refusal('ILLEGAL_STEP', { status: order.status, event: 'saveVisit' });
    const draft = visitDocument(order, record, null, now);
    return { order, fact: null, alsoWrite: (transaction) => transaction.put('visitRecords', draft) };
  });
  return { savedAt: now };
});
