/** The nurse leaves for the patient, who is told and may follow the way from now on. */
import { SetOut, type SetOutReply } from '#contract/setOut';
import { fromNurse } from '#cloud/doors/fromMiniProgram';
import { poke } from '#cloud/functions';
import { tell } from '#cloud/messages';
import { changeOrder } from '#cloud/orders';
import { operations } from '#cloud/settings';
import { newTrack } from '#cloud/tracks';
import { setOut } from '#domain/order/visit';

export const main = fromNurse(SetOut, async ({ orderId }, nurse, now): Promise<SetOutReply> => {
  const p = await operations(now);
  await changeOrder(orderId, (order) => {
    const decision = setOut(order, nurse._id, now, p);
    return {
      ...decision,
      effects: tell('patient', decision.order, 'nurseDeparted', '护士已出发，请留意查看位置'),
      alsoWrite: (transaction) => transaction.put('tracks', newTrack(order, now)),
    };
  });
  await poke('outboxTimer');
  return {};
});
