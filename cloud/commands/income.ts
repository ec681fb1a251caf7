/** Finance about nurses' income: holding it back, and transfers that do not go through. */
import type { CommandInput } from '#contract/runCommand';
import { yuan } from '#domain/payment/fen';
import { cameBack } from '#domain/payment/statement/claim';
import type { Statement } from '#domain/payment/statement/statement';
import { Refusal } from '#domain/refusal';
import { answerRow, type CommandRow } from '../commandRows';
import { decideDeduction } from '../income/appeals';
import { entriesOfOrder } from '../income/entries';
import { hold, release } from '../income/holds';
import type { Payout } from '../income/payouts';
import { lookUp } from '../income/transfers';
import { transact } from '../transact';

type Command = Extract<CommandInput, { kind: 'holdIncome' | 'releaseIncome' | 'settlePayout' | 'decideDeduction' }>;
type Of<K extends Command['kind']> = Extract<Command, { kind: K }>;

const CAUSE = 'finance';

export function runIncomeCommand(command: Command, row: CommandRow, now: number): Promise<void> {
  if (command.kind === 'decideDeduction') return decided(command, row, now);
  return command.kind === 'settlePayout' ? settlePayout(command, row, now) : holdOrRelease(command, row, now);
}

const decided = ({ appealId, accepted, reply }: Of<'decideDeduction'>, row: CommandRow, now: number): Promise<void> =>
  decideDeduction(appealId, { accepted, reply, by: row.requestedBy }, now, (transaction, { amountFen }) =>
    answerRow(
      transaction,
      row,
      'done',
      accepted ? `申诉成立，${yuan(amountFen)} 退还护士` : '申诉不成立，扣减不变',
      now,
    ),
  );

async function holdOrRelease(
  { kind, orderId, reason }: Of<'holdIncome' | 'releaseIncome'>,
  row: CommandRow,
  now: number,
): Promise<void> {
  const nurseIds = await nursesOf(orderId);
  await transact(async (transaction) => {
    for (const nurseId of nurseIds) {
      if (kind === 'releaseIncome') await release(transaction, nurseId, { orderId, cause: CAUSE }, now);
      else await hold(transaction, nurseId, { orderId, cause: CAUSE, reason, by: row.requestedBy }, now);
    }
    const answer = kind === 'releaseIncome' ? '已解除暂缓，护士可以领取' : '已暂缓，这笔收入暂不能领取';
    await answerRow(transaction, row, 'done', answer, now);
  });
}

/** Whoever earned by it. */
async function nursesOf(orderId: string): Promise<readonly string[]> {
  const nurseIds = [...new Set((await entriesOfOrder(orderId)).flatMap(({ nurseId }) => nurseId ?? []))];
  if (nurseIds.length === 0) throw new Refusal('NOT_FOUND', { orderId });
  return nurseIds;
}

/** Given up is only what WeChat Pay does not know: else it might arrive after all, beside the next one. */
async function settlePayout({ payoutId, how }: Of<'settlePayout'>, row: CommandRow, now: number): Promise<void> {
  const isKnown = how === 'giveUp' && (await lookUp(payoutId, now));
  await transact(async (transaction) => {
    const payout = await transaction.get<Payout>('payouts', payoutId);
    if (!payout) throw new Refusal('NOT_FOUND', { payoutId });
    if (payout.state !== 'stuck' || isKnown) throw new Refusal('ILLEGAL_STEP', { payoutId, state: payout.state });
    if (how === 'retry') {
      await transaction.put('payouts', { ...payout, state: 'requested', attempts: 0, nextAskAt: now } satisfies Payout);
      return answerRow(transaction, row, 'done', '马上再试', now);
    }
    const statement = await transaction.get<Statement>('nurseStatements', payout.statementId);
    if (!statement) throw new Error(`payout ${payoutId} without its statement`);
    await transaction.put('payouts', {
      ...payout,
      state: 'failed',
      problem: 'NOT_TAKEN',
      endedAt: now,
    } satisfies Payout);
    await transaction.put('nurseStatements', cameBack(statement, payout.amountFen));
    return answerRow(transaction, row, 'done', '已退回，护士可以重新领取', now);
  });
}
