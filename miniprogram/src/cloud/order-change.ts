/** Changes of an order on its way, each answered with what it means in money, or with the hours one may choose from. */
import type { ChangeOrderInput, ChangeTerms, MoveTimes } from '#contract/changeOrder';
import { call } from './call';

type Asking = Exclude<ChangeOrderInput, { kind: 'times' }>;

export async function changeOrder(asking: Asking): Promise<ChangeTerms> {
  const answer = await call('changeOrder', asking);
  if ('times' in answer) throw new Error(`hours were answered to ${asking.kind}`);
  return answer;
}

export async function timesToMove(orderId: string, day: string): Promise<MoveTimes['times']> {
  const answer = await call('changeOrder', { kind: 'times', orderId, day });
  if (!('times' in answer)) throw new Error('terms were answered to a question about hours');
  return answer.times;
}
