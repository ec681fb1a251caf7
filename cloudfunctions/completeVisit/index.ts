/** The nurse is done: the record is whole or refused with what is missing; measured values go into the health record. */
import { CompleteVisit, type CompleteVisitReply } from '#contract/completeVisit';
import { serviceByCode } from '#cloud/catalogue';
import { fromNurse } from '#cloud/doors/fromMiniProgram';
import { orderById } from '#cloud/orders';
import { finishVisit } from '#cloud/finish';
import { assertOfVisit, assertStored } from '#cloud/visitPhotos';
import { finish } from '#domain/order/visit';

export const main = fromNurse(CompleteVisit, async (record, nurse, now): Promise<CompleteVisitReply> => {
  assertOfVisit(record.photos, record.orderId);
  const order = await orderById(record.orderId);
  const service = await serviceByCode(order.serviceCode, now);
  // The rules are asked first, so that storage is asked only about a record that is whole; they are asked again when it is kept.
  finish(order, nurse._id, record, service, now);
  await assertStored(record.photos);
  const alerts = await finishVisit(record, nurse._id, service, now);
  return { alerts };
});
