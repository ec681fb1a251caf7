/** An assessor decides a first assessment (one that waits, or one by the record of an assessment visit), or a doctor's order. */
import type { CommandInput } from '#contract/runCommand';
import type { Assessment, Verdict } from '#domain/assessment/assessment';
import { decideByVisit, decideWaiting } from '../assessment/firstAssessment';
import { answerRow, type CommandRow } from '../commandRows';
import { hurryWaiting } from '../papers';
import { transact } from '../transact';

type Command = Extract<CommandInput, { kind: 'decideAssessment' | 'recordVisitAssessment' }>;

const SAID: Record<Assessment['decision'], string> = {
  allowed: '评估通过',
  conditional: '评估有条件通过',
  refused: '评估不通过',
  waiting: '等待评估',
};
const SAID_OF_ORDER = { ...SAID, allowed: '医嘱审核通过', refused: '医嘱没有通过' };

/** A doctor's order that was decided sends on the visits that wait for it. */
export async function decideAssessment(command: Command, row: CommandRow, now: number): Promise<void> {
  const decided = await decide(command, row, now);
  if (decided.kind === 'order') await hurryWaiting(decided.recipientId, decided.serviceCodes);
}

const decide = (command: Command, row: CommandRow, now: number): Promise<Assessment> =>
  transact(async (transaction) => {
    const by = row.requestedBy;
    const decided = await (command.kind === 'decideAssessment'
      ? decideWaiting(transaction, command.assessmentId, verdictOf(command), by, now)
      : decideByVisit(transaction, command.orderId, verdictOf(command), by, now));
    const said = decided.kind === 'order' ? SAID_OF_ORDER : SAID;
    await answerRow(transaction, row, 'done', said[decided.decision], now);
    return decided;
  });

const verdictOf = ({ decision, reasonCodes = [], advice = [], conditions = [], papers = [] }: Command): Verdict => ({
  decision,
  reasonCodes,
  advice,
  conditions,
  papersUntil: Object.fromEntries(papers.map(({ serviceCode, validUntil }) => [serviceCode, validUntil])),
});
