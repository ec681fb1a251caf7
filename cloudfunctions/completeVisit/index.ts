/** The nurse is done: the record is whole or refused with what is missing; measured values go into the health record. */
import { CompleteVisit, type CompleteVisitReply } from '#contract/completeVisit';
import { serviceByCode } from '#cloud/catalogue';
import { fromNurse } from '#cloud/doors/fromMiniProgram';
import { poke } from '#cloud/functions';
import { orderById } from '#cloud/orders';
import { finishVisit } from '#cloud/finish';

export const main = fromNurse(CompleteVisit, async (record, nurse, now): Promise<CompleteVisitReply> => {
  const service = await serviceByCode((await orderById(record.orderId)).serviceCode, now);
  const alerts = await finishVisit(record, nurse._id, service, now);
  await poke('outboxTimer');
  return { alerts };
});
