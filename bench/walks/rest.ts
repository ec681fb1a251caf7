/** The end of a walk: what people have begun they finish, the desk calls off what nobody comes to, and the clock does the rest. */
import type { Order } from '#domain/order/order';
import { settle } from '../../scripts/lives/settle';
import { commanded, type Life } from '../../scripts/lives/wave';
import { checksIn, confirms, finishes } from './acts';
import { familyOf, type Walk } from './walk';

const PLAN: Life['plan'] = { pays: 'full', ends: 'visit', confirms: 'once' };
/** A wrong code, or somebody else at the door: tried again. */
const TURNS = 3;

export async function bringToRest(walking: Walk): Promise<void> {
  const { town, acknowledged } = walking;
  const inState = (status: Order['status']) => town.rows<Order>('orders', { status, _id: { $in: acknowledged } });
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const order of await inState('travelling')) await checksIn(walking, order);
    for (const order of await inState('inService')) await finishes(walking, order);
    for (const order of await inState('pendingConfirmation')) await confirms(walking, order);
  }
  for (const { _id } of await inState('travelling'))
    await commanded(town, `rest${_id}`, { kind: 'cancelOrder', orderId: _id, reason: '护士临时不能来' });
  const orders = await town.rows<Order>('orders', { _id: { $in: acknowledged } });
  const lives = orders.flatMap((order): Life[] => {
    const [pair] = town.pairs;
    return pair ? [{ ...pair, family: familyOf(walking, order), orderId: order._id, plan: PLAN }] : [];
  });
  await settle(town, lives);
}
