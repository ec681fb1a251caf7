/** The patient's three marks for a finished visit, once; the nurse's stars follow within a minute, by the published formula. */
import { ReviewOrder, type ReviewOrderReply } from '#contract/reviewOrder';
import { fromFamilyAboutOrder } from '#cloud/doors/aboutOrder';
import { changeOrder } from '#cloud/orders';
import { noteDone } from '#cloud/people/activities';
import { assertRight } from '#cloud/people/careRights';
import { reviewDocument } from '#cloud/reviews';
import { review } from '#domain/order/confirm';

export const main = fromFamilyAboutOrder(
  ReviewOrder,
  () => ({}),
  async ({ orderId, ...marks }, account, { seen }, now): Promise<ReviewOrderReply> => {
    await changeOrder(
      orderId,
      async (order, transaction) => {
        await assertRight(order, account.userId, 'manage', now, transaction.get);
        await noteDone(transaction, order, account.userId, 'reviewed', now);
        const written = reviewDocument(order, marks, now);
        return {
          ...review(order, now),
          effects: [{ kind: 'stars', payload: { nurseId: written.nurseId } }],
          alsoWrite: (transaction) => transaction.add('reviews', written),
        };
      },
      seen,
    );
    return {};
  },
);
