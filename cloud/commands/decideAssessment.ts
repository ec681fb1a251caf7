/** An assessor decides a first assessment: one that waits, or one by the record of an assessment visit. */
import type { CommandInput } from '#contract/runCommand';
import type { Assessment, Verdict } from '#domain/assessment/assessment';
import { decideByVisit, decideWaiting } from '../assessment/firstAssessment';
import { answerRow, type CommandRow } from '../commandRows';
import { transact } from '../transact';

type Command = Extract<CommandInput, { kind: 'decideAssessment' | 'recordVisitAssessment' }>;

const SAID: Record<Assessment['decision'], string> = {
  allowed: '评估通过',
  conditional: '评估有条件通过',
  refused: '评估不通过',
  waiting: '等待评估',
};

export async function decideAssessment(command: Command, row: CommandRow, now: number): Promise<void> {
  await transact(async (transaction) => {
    const by = row.requestedBy;
    const decided = await (command.kind === 'decideAssessment'
      ? decideWaiting(transaction, command.assessmentId, verdictOf(command), by, now)
      : decideByVisit(transaction, command.orderId, verdictOf(command), by, now));
    await answerRow(transaction, row, 'done', SAID[decided.decision], now);
  });
}

const verdictOf = ({ decision, reasonCodes = [], advice = [], conditions = [], papers = [] }: Command): Verdict => ({
  decision,
  reasonCodes,
  advice,
  conditions,
  papersUntil: Object.fromEntries(papers.map(({ serviceCode, validUntil }) => [serviceCode, validUntil])),
});
