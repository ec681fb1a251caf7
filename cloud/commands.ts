/** Carries out what operators ask for, by the same rules as everybody else. */
import type { CommandInput, Said } from '#contract/runCommand';
import { mayCommand } from '#domain/operations/operatorRoles';
import { cancel } from '#domain/order/cancel';
import type { Order } from '#domain/order/order';
import { yuan } from '#domain/payment/fen';
import { Refusal } from '#domain/refusal';
import { assignedTo } from './assigning';
import { calledOff } from './cancellations';
import { AlreadyAnswered, answerRow, commandOf, refuseRow, type CommandRow } from './commandRows';
import { runCouponCommand } from './commands/coupons';
import { runPackageCommand } from './commands/packages';
import { runDayPlanCommand } from './commands/dayPlans';
import { decideAssessment } from './commands/decideAssessment';
import { runDisputeCommand } from './commands/disputes';
import { isOfFinance, runFinanceCommand } from './commands/finance';
import { runMessageCommand } from './commands/messages';
import { runReleasePhone } from './commands/releasePhone';
import { runReviewTransfer } from './commands/reviewTransfer';
import { runSetParameter } from './commands/setParameter';
import { runStandingCommand } from './commands/standing';
import { assertNotConcerned } from './commands/concerned';
import { read } from './database';
import type { Operator } from './doors/fromOperator';
import { runReviewCommand } from './onboarding/reviewCommands';
import { changeOrder } from './orders';
import { runPublishPriceList } from './prices/publish';
import { operations } from './settings';
import { runCompetencyCommand } from './training/competencyCommands';

/** True: this call carried the command out or refused it; false: another one did. */
export async function runCommandRow(row: CommandRow, now: number, said: Said = {}): Promise<boolean> {
  try {
    const operator = await read<Operator>('operators', row.requestedBy);
    if (!operator) throw new Refusal('FORBIDDEN', { requestedBy: row.requestedBy });
    const command = commandOf(row, said);
    if (!mayCommand(operator, command.kind)) throw new Refusal('FORBIDDEN', { kind: command.kind });
    await assertNotConcerned(operator, command);
    await execute(command, row, now);
    return true;
  } catch (error) {
    if (error instanceof AlreadyAnswered) return false;
    if (!(error instanceof Refusal)) console.error(`command ${row._id}`, error);
    return refuseRow(row, error instanceof Refusal ? error : new Refusal('INTERNAL'), now);
  }
}

function execute(command: CommandInput, row: CommandRow, now: number): Promise<void> {
  if (isOfFinance(command)) return runFinanceCommand(command, row, now);
  switch (command.kind) {
    case 'startNurseReview':
    case 'recordRegistryLookup':
    case 'approveNurse':
    case 'returnNurse':
    case 'rejectNurse':
      return runReviewCommand(command, row, now);
    case 'certifyCompetency':
    case 'revokeCompetency':
      return runCompetencyCommand(command, row, now);
    case 'decideAssessment':
    case 'recordVisitAssessment':
      return decideAssessment(command, row, now);
    case 'renewPaper':
    case 'recordPolicy':
    case 'confirmComplaint':
    case 'decideAppeal':
    case 'releaseOrder':
    case 'closeAlert':
      return runStandingCommand(command, row, now);
    case 'noteCall':
    case 'retryErrand':
      return runMessageCommand(command, row, now);
    case 'releasePhone':
      return runReleasePhone(command, row, now);
    case 'publishPriceList':
      return runPublishPriceList(command, row, now);
    case 'setParameter':
      return runSetParameter(command, row, now);
    case 'reviewTransfer':
      return runReviewTransfer(command, row, now);
    case 'planDay':
    case 'releasePlan':
      return runDayPlanCommand(command, row, now);
    case 'answerDispute':
    case 'decideDispute':
    case 'confirmDispute':
      return runDisputeCommand(command, row, now);
    case 'issueCoupon':
    case 'openCampaign':
    case 'closeCampaign':
      return runCouponCommand(command, row, now);
    case 'publishPackage':
    case 'withdrawPackage':
      return runPackageCommand(command, row, now);
    case 'assignOrder':
      return assignOrder(command, row, now);
    case 'cancelOrder':
      return cancelOrder(command, row, now);
  }
}

async function assignOrder(
  { orderId, nurseId, overrideReason }: Extract<CommandInput, { kind: 'assignOrder' }>,
  row: CommandRow,
  now: number,
) {
  const p = await operations(now);
  await changeOrder(orderId, async (order, transaction) => {
    const { change, nurse } = await assignedTo(transaction, order, nurseId, now, p, overrideReason ?? null);
    await answerRow(transaction, row, 'done', `已安排 ${nurse.displayName}`, now);
    return change;
  });
}

async function cancelOrder({ orderId, reason }: { orderId: string; reason: string }, row: CommandRow, now: number) {
  const p = await operations(now);
  await changeOrder(orderId, async (order: Order, transaction) => {
    const decision = cancel(order, 'operator', reason, now, p);
    const change = await calledOff(transaction, decision, now);
    const { refundingFen } = decision.order.money;
    await answerRow(transaction, row, 'done', refundingFen > 0 ? `已取消，退款 ${yuan(refundingFen)}` : '已取消', now);
    return change;
  });
}
