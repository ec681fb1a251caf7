/** What the desk finds this morning beside the orders: a campaign and a package that are open, and a family that asks for money back. */
import { db } from '#cloud/database';
import type { Order } from '#domain/order/order';
import { DAY } from '#domain/schedule/beijing';
import type { Players } from '../demo/players';
import { OPERATOR_UID } from './personas';

export async function leaveDeskWork(players: Players, now: number): Promise<void> {
  await openCampaign(players, now);
  await sellPackage(players, now);
  await askMoneyBack(players);
}

function openCampaign(players: Players, now: number): Promise<void> {
  const worth = { kind: 'amount', amountFen: 1500 };
  const terms = { title: '冬日关怀', worth, leastFen: 8000, budgetFen: 1_500_000, validDays: 30 };
  const campaign = { kind: 'openCampaign', ...terms, claimFrom: null, claimUntil: now + 30 * DAY };
  return commanded(players, 'demo-campaign', campaign, now);
}

function sellPackage(players: Players, now: number): Promise<void> {
  const terms = { name: '伤口换药 5 次', serviceCodes: ['MED-05'], visitCount: 5, priceFen: 69_000, validMonths: 6 };
  const offer = { kind: 'publishPackage', ...terms, covers: 'service', reason: '术后换药，多次更省' };
  return commanded(players, 'demo-package', offer, now);
}

/** As the desk does it: a row, and a poke. */
async function commanded(players: Players, commandId: string, words: object, now: number): Promise<void> {
  const asked = { requestedBy: OPERATOR_UID, requestedAt: now, state: 'waiting' };
  await db.collection('opCommands').add({ _id: commandId, ...words, ...asked });
  await players.call('runCommand', { commandId }, { uid: OPERATOR_UID });
  const { data } = await db.collection('opCommands').doc(commandId).get();
  const [row] = data as { state: string; answer?: string }[];
  if (row?.state !== 'done') throw new Error(`${commandId} was refused: ${row?.answer}`);
}

/** About the visit that ended last. */
async function askMoneyBack(players: Players): Promise<void> {
  const { data } = await db
    .collection('orders')
    .where({ status: 'completed' })
    .orderBy('finishedAt', 'desc')
    .limit(1)
    .get();
  const [order] = data as Order[];
  if (!order) throw new Error('no visit of the demo city is over');
  const words = { reason: '护士迟到或提前离开', text: '比约好的时间晚了四十分钟，没有提前告诉我们' };
  const as = order.patientOpenid ? { openid: order.patientOpenid } : { uid: order.patientUid };
  await players.call('changeOrder', { kind: 'dispute', orderId: order._id, ...words }, as);
}
