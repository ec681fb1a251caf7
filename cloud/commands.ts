/** Carries out what operators ask for, by the same rules as everybody else. */
import type { CommandInput, Said } from '#contract/runCommand';
import { mayCommand } from '#domain/operations/operatorRoles';
import { assign } from '#domain/order/accept';
import { cancel } from '#domain/order/cancel';
import type { Order } from '#domain/order/order';
import { yuan } from '#domain/payment/fen';
import { Refusal } from '#domain/refusal';
import { bookingFor, taken } from './acceptance';
import { calledOff } from './cancellations';
import { AlreadyAnswered, answerRow, commandOf, refuseRow, type CommandRow } from './commandRows';
import { decideAssessment } from './commands/decideAssessment';
import { runReleasePhone } from './commands/releasePhone';
import { runStandingCommand } from './commands/standing';
import { assertNotConcerned } from './commands/concerned';
import { read } from './database';
import type { Operator } from './doors/fromOperator';
import { tell } from './messages';
import { nurseIn } from './nurses';
import { offerId, type Offer } from './offers';
import { runReviewCommand } from './onboarding/reviewCommands';
import { changeOrder, type Change } from './orders';
import { operations } from './settings';
import { runCompetencyCommand } from './training/competencyCommands';
import type { Transaction } from './transact';

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
    case 'releasePhone':
      return runReleasePhone(command, row, now);
    case 'assignOrder':
      return assignOrder(command, row, now);
    case 'cancelOrder':
      return cancelOrder(command, row, now);
  }
}

/** The same hard rules as for a nurse who accepts; only the choice is a person's. */
async function assignOrder({ orderId, nurseId }: { orderId: string; nurseId: string }, row: CommandRow, now: number) {
  const p = await operations(now);
  await changeOrder(orderId, async (order, transaction): Promise<Change> => {
    const nurse = await nurseIn(transaction, nurseId);
    const booking = await bookingFor(transaction, order, nurse, now);
    const change = await taken(transaction, assign(order, nurse, now, p), booking);
    await acceptOpenOffer(transaction, orderId, nurseId);
    await answerRow(transaction, row, 'done', `已安排 ${nurse.displayName}`, now);
    return {
      ...change,
      effects: [...(change.effects ?? []), ...tell('nurse', change.order, 'orderAccepted', '平台已为您安排订单')],
    };
  });
}

/** She may have been asked already: then that offer is the one she has now. */
async function acceptOpenOffer(transaction: Transaction, orderId: string, nurseId: string): Promise<void> {
  const offer = await transaction.get<Offer>('offers', offerId(orderId, nurseId));
  if (offer?.status === 'open') await transaction.put('offers', { ...offer, status: 'accepted' });
}

async function cancelOrder({ orderId, reason }: { orderId: string; reason: string }, row: CommandRow, now: number) {
  await changeOrder(orderId, async (order: Order, transaction) => {
    const decision = cancel(order, 'operator', reason, now);
    const change = await calledOff(transaction, decision, now);
    const { refundingFen } = decision.order.money;
    await answerRow(transaction, row, 'done', refundingFen > 0 ? `已取消，退款 ${yuan(refundingFen)}` : '已取消', now);
    return change;
  });
}
