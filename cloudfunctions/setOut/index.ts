/** The nurse leaves for the patient, who is told and may follow the way from now on. */
import { SetOut, type SetOutReply } from '#contract/setOut';
import { fromNurseAboutOrder } from '#cloud/doors/aboutOrder';
import { dayActs, dayPapers, decideOnTheDay, type DayActs } from '#cloud/eligibility/visitDecision';
import { onceCovered } from '#cloud/insurance/onceCovered';
import { tell } from '#cloud/messages';
import { nurseIn } from '#cloud/nurses';
import { changeOrder } from '#cloud/orders';
import { operations } from '#cloud/settings';
import { newTrack } from '#cloud/tracks';
import { setOut } from '#domain/order/visit';

export const main = fromNurseAboutOrder<typeof SetOut, DayActs, SetOutReply>(
  SetOut,
  dayActs,
  async ({ orderId }, nurse, { seen, beside }, now) => {
    const [p, papers] = await Promise.all([operations(now), dayPapers(now)]);
    await onceCovered(orderId, now, () =>
      changeOrder(
        orderId,
        async (order, transaction) => {
          const decision = setOut(order, nurse._id, now, p);
          // As she is now: she may have been suspended since she was read at the door.
          const current = await nurseIn(transaction, nurse._id);
          const keepDecision = await decideOnTheDay(
            order,
            current,
            'departure',
            papers,
            now,
            transaction.trusting ? beside : null,
          );
          return {
            ...decision,
            effects: tell('patient', decision.order, 'nurseDeparted', '护士已出发，请留意查看位置'),
            alsoWrite: async (also) => {
              await also.put('tracks', newTrack(order, now));
              await keepDecision(also);
            },
          };
        },
        seen,
      ),
    );
    return {};
  },
);
