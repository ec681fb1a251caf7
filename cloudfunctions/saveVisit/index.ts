/** Keeps what the nurse has written so far, whole or not, as often as she likes while the service is under way. */
import { SaveVisit, type SaveVisitReply } from '#contract/saveVisit';
import { fromNurseAboutOrder } from '#cloud/doors/aboutOrder';
import { orderById } from '#cloud/orders';
import { assertOfVisit } from '#cloud/visitPhotos';
import { keepDraft } from '#cloud/visitDrafts';
import { visitDocument, type VisitRecordDocument } from '#cloud/visits';
import { Refusal } from '#domain/refusal';

export const main = fromNurseAboutOrder<typeof SaveVisit, { drafts: VisitRecordDocument }, SaveVisitReply>(
  SaveVisit,
  (orderId) => ({ drafts: { from: 'visitRecords', foreign: '_id', keys: [orderId] } }),
  async (record, nurse, { seen, beside }, now) => {
    assertOfVisit(record.photos, record.orderId);
    const order = seen.orders[0] ?? (await orderById(record.orderId));
    if (order.nurseId !== nurse._id) throw new Refusal('FORBIDDEN', { orderId: order._id });
    if (order.status !== 'inService') throw new Refusal('ILLEGAL_STEP', { status: order.status, event: 'saveVisit' });
    await keepDraft(visitDocument(order, record, null, now), beside.drafts.length > 0);
    return { savedAt: now };
  },
);
