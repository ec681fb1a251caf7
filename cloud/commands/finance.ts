/** Finance: bills, nurses' income, institutions, invoices, refunds that stick. */
import type { CommandInput } from '#contract/runCommand';
import type { CommandRow } from '../commandRows';
import { runCloseDifference } from './closeDifference';
import { runIncomeCommand } from './income';
import { runInstitutionCommand } from './institutions';
import { runRetryInvoice } from './retryInvoice';
import { runSettleRefund } from './settleRefund';

const KINDS = [
  ...(['closeDifference', 'holdIncome', 'releaseIncome', 'settlePayout', 'decideDeduction'] as const),
  ...(['setInstitutionShare', 'settleInstitution', 'retryInvoice', 'settleRefund', 'refundToCard'] as const),
] as const;
export type FinanceCommand = Extract<CommandInput, { kind: (typeof KINDS)[number] }>;

export const isOfFinance = (command: CommandInput): command is FinanceCommand =>
  KINDS.some((kind) => kind === command.kind);

export function runFinanceCommand(command: FinanceCommand, row: CommandRow, now: number): Promise<void> {
  switch (command.kind) {
    case 'closeDifference':
      return runCloseDifference(command, row, now);
    case 'holdIncome':
    case 'releaseIncome':
    case 'settlePayout':
    case 'decideDeduction':
      return runIncomeCommand(command, row, now);
    case 'setInstitutionShare':
    case 'settleInstitution':
      return runInstitutionCommand(command, row, now);
    case 'retryInvoice':
      return runRetryInvoice(command, row, now);
    case 'settleRefund':
    case 'refundToCard':
      return runSettleRefund(command, row, now);
  }
}
