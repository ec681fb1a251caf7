import type { IncomeReply } from '#contract/ownIncome';
import { call } from '@/cloud/call';

/** What she earned, and her weeks; `before`: weeks earlier than that. */
export async function ownIncome(before?: string): Promise<IncomeReply> {
  const reply = await call('ownMoney', { kind: 'income', ...(before === undefined ? {} : { before }) });
  if (reply.kind !== 'income') throw new Error(`asked for income, got ${reply.kind}`);
  return reply;
}
