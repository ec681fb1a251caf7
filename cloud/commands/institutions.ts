/** Finance about institutions that send nurses: what is agreed with them, and paying their months. */
import type { CommandInput } from '#contract/runCommand';
import { institutionPaidEntry } from '#domain/institution/earned';
import { type InstitutionStatement, paidStatement } from '#domain/institution/monthly';
import { agreedShare } from '#domain/institution/share';
import { yuan } from '#domain/payment/fen';
import { Refusal } from '#domain/refusal';
import { yearTimeText } from '#domain/schedule/beijing';
import { answerRow, type CommandRow } from '../commandRows';
import { read } from '../database';
import { book } from '../ledger';
import { transact } from '../transact';

type Command = Extract<CommandInput, { kind: 'setInstitutionShare' | 'settleInstitution' }>;
type Of<K extends Command['kind']> = Extract<Command, { kind: K }>;

export const runInstitutionCommand = (command: Command, row: CommandRow, now: number): Promise<void> =>
  command.kind === 'setInstitutionShare' ? setShare(command, row, now) : settle(command, row, now);

/** The document has the row's id: the same row twice is one rule. */
async function setShare({ kind: _, ...wanted }: Of<'setInstitutionShare'>, row: CommandRow, now: number) {
  if (!(await read('institutions', wanted.institutionId)))
    throw new Refusal('NOT_FOUND', { institutionId: wanted.institutionId });
  const share = agreedShare({ ...wanted, _id: row._id, by: row.requestedBy }, now);
  await transact(async (transaction) => {
    await transaction.put('institutionShares', share);
    const words = `护士 ${share.nursePercent}%，机构 ${share.institutionPercent}%，${yearTimeText(share.from)} 起接的单适用`;
    await answerRow(transaction, row, 'done', words, now);
  });
}

const settle = ({ statementId, proof }: Of<'settleInstitution'>, row: CommandRow, now: number): Promise<void> =>
  transact(async (transaction) => {
    const found = await transaction.get<InstitutionStatement>('institutionStatements', statementId);
    if (!found) throw new Refusal('NOT_FOUND', { statementId });
    const statement = paidStatement(found, { proof, by: row.requestedBy }, now);
    const { institutionId, totalFen: amountFen } = statement;
    await transaction.put('institutionStatements', statement);
    await book(transaction, institutionPaidEntry({ institutionId, statementId, amountFen }, now));
    await answerRow(transaction, row, 'done', `已登记付款 ${yuan(amountFen)}`, now);
  });
