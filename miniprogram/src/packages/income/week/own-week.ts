import type { PayoutView, StatementReply } from '#contract/ownIncome';
import { AppError } from '@/cloud/app-error';
import { call } from '@/cloud/call';
import { strings } from '@/strings/income';
import { receive } from './receive';

async function asked(kind: 'statement' | 'claim', statementId: string): Promise<StatementReply> {
  const reply = await call('ownMoney', { kind, statementId });
  if (reply.kind !== 'statement') throw new Error(`asked for a statement, got ${reply.kind}`);
  return reply;
}

export const readWeek = (statementId: string): Promise<StatementReply> => asked('statement', statementId);
export const claimWeek = (statementId: string): Promise<StatementReply> => asked('claim', statementId);

/** Answers the week with the appeal in it. */
export async function appealLine(statementId: string, entryId: string, text: string): Promise<StatementReply> {
  const reply = await call('ownMoney', { kind: 'appealDeduction', statementId, entryId, text });
  if (reply.kind !== 'statement') throw new Error(`asked for a statement, got ${reply.kind}`);
  return reply;
}

const LOOKS = 8;
const BETWEEN_LOOKS_MS = 1_000;
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const isOver = ({ state }: PayoutView) => state === 'arrived' || state === 'failed';

/** The phone's word proves nothing: afterwards the server is asked until it knows. `look` lets the screen follow meanwhile. */
export async function receivePayout(
  statementId: string,
  { payoutId, transfer, amountFen }: PayoutView,
  look: (week: StatementReply) => void,
): Promise<void> {
  if (!transfer) return;
  if (!(await receive(transfer, amountFen))) return;
  for (let n = 0; n < LOOKS; n += 1) {
    if (n > 0) await pause(BETWEEN_LOOKS_MS);
    const week = await readWeek(statementId);
    look(week);
    if (week.payouts.some((one) => one.payoutId === payoutId && isOver(one))) return;
  }
  throw new AppError('UNREACHABLE', strings.week.later);
}
