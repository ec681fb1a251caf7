/** The nurse is done: the record is whole or refused with what is missing; measured values go into the health record. */
import { CompleteVisit, type CompleteVisitReply } from '#contract/completeVisit';
import { serviceByCode } from '#cloud/catalogue';
import { fromNurseAboutOrder } from '#cloud/doors/aboutOrder';
import { orderById } from '#cloud/orders';
import { besideFinish, finishVisit, type BesideFinish } from '#cloud/finish';
import { assertOfVisit, assertStored } from '#cloud/visitPhotos';
import { finish } from '#domain/order/visit';

export const main = fromNurseAboutOrder<typeof CompleteVisit, BesideFinish, CompleteVisitReply>(
  CompleteVisit,
  besideFinish,
  async (record, nurse, about, now) => {
    assertOfVisit(record.photos, record.orderId);
    const order = about.seen.orders[0] ?? (await orderById(record.orderId));
    const service = await serviceByCode(order.serviceCode, now);
    // The rules are asked first, so that storage is asked only about a record that is whole; they are asked again when it is kept.
    finish(order, nurse._id, record, service, now);
    await assertStored(record.photos);
    const alerts = await finishVisit(record, nurse._id, service, about, now);
    return { alerts };
  },
);
