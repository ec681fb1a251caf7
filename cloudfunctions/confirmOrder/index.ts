/** The patient says the service was done. Whatever is not paid yet is due now; an order paid in full is completed. */
import { ConfirmOrder, type ConfirmOrderReply } from '#contract/confirmOrder';
import { confirmVisit } from '#cloud/confirmations';
import { fromFamilyAboutOrder } from '#cloud/doors/aboutOrder';
import { noteDone } from '#cloud/people/activities';
import { assertRight } from '#cloud/people/careRights';
import { dueFen } from '#domain/payment/due';

export const main = fromFamilyAboutOrder(
  ConfirmOrder,
  () => ({}),
  async ({ orderId }, account, { seen }, now): Promise<ConfirmOrderReply> => {
    const { userId } = account;
    const order = await confirmVisit(
      orderId,
      userId,
      now,
      async (current, transaction) => {
        await assertRight(current, userId, 'manage', now, transaction.get);
        await noteDone(transaction, current, userId, 'confirmed', now);
      },
      seen,
    );
    return { dueFen: dueFen(order) };
  },
);
