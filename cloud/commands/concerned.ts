/** Nobody at the desk decides about herself: an operator may work here as a nurse, or have somebody cared for, under the same account. */
import type { CommandInput } from '#contract/runCommand';
import type { Assessment } from '#domain/assessment/assessment';
import type { Nurse } from '#domain/nurse/nurse';
import type { Order } from '#domain/order/order';
import type { CarePackage } from '#domain/payment/packages/carePackage';
import { Refusal } from '#domain/refusal';
import { identityId } from '../accounts';
import { read } from '../database';
import type { Operator } from '../doors/fromOperator';
import type { Recipient } from '../recipients';
import type { DifferenceRow } from '../reconciliation/reconcileDay';
import type { Refund } from '../refundRequests';
import { moneyOfDifference } from '../reconciliation/moneyOfDifference';

export async function assertNotConcerned({ _id: uid }: Operator, command: CommandInput): Promise<void> {
  const identity = await read<{ readonly userId: string }>('identities', identityId({ openid: '', uid }));
  if (!identity) return;
  const concerned = await usersConcerned(command);
  if (concerned.includes(identity.userId)) throw new Refusal('FORBIDDEN', { kind: command.kind, why: 'own case' });
}

/** The accounts that gain or lose by it. */
async function usersConcerned(command: CommandInput): Promise<readonly (string | undefined)[]> {
  switch (command.kind) {
    case 'decideAppeal':
      return [await userOfNurse((await read<{ nurseId: string }>('standingAppeals', command.appealId))?.nurseId)];
    case 'decideAssessment':
      return [await ownerOf((await read<Assessment>('assessments', command.assessmentId))?.recipientId)];
    case 'recordVisitAssessment':
    case 'confirmComplaint':
    case 'cancelOrder':
    case 'issueCoupon':
    case 'answerDispute':
    case 'decideDispute':
    case 'confirmDispute':
    case 'releaseOrder':
    case 'reviewTransfer':
    case 'retryInvoice':
    case 'holdIncome':
    case 'releaseIncome':
      return partiesOf(command.orderId);
    case 'assignOrder':
      return [await userOfNurse(command.nurseId), ...(await partiesOf(command.orderId))];
    case 'decideDeduction':
      return [await userOfNurse((await read<{ nurseId: string }>('deductionAppeals', command.appealId))?.nurseId)];
    case 'settlePayout':
      return [await userOfNurse((await read<{ nurseId: string }>('payouts', command.payoutId))?.nurseId)];
    case 'closeDifference':
      return [
        ...(await nurseOfDifference(command.differenceId)),
        ...(await partiesOfMoney(await moneyOfDifference(command.differenceId))),
      ];
    case 'settleRefund':
    case 'refundToCard':
      return partiesOfMoney(await read<Refund>('refunds', command.outRefundNo));
    case 'closeAlert':
    case 'setParameter':
    case 'publishPriceList':
    case 'setInstitutionShare':
    case 'settleInstitution':
    case 'openCampaign':
    case 'publishPackage':
    case 'withdrawPackage':
    case 'closeCampaign':
    case 'noteCall':
    case 'retryErrand':
    case 'releasePhone':
    case 'planDay':
    case 'releasePlan':
      return [];
    default:
      return [await userOfNurse(command.nurseId)];
  }
}

/** Of a payment or refund: the people of its order, or whose package it is. */
async function partiesOfMoney(
  money: Pick<Refund, 'orderId' | 'packageId'> | null,
): Promise<readonly (string | undefined)[]> {
  if (!money) return [];
  if (money.packageId === undefined) return partiesOf(money.orderId);
  return [(await read<CarePackage>('packages', money.packageId))?.ownerUserId];
}

async function partiesOf(orderId: string): Promise<readonly (string | undefined)[]> {
  const order = await read<Order>('orders', orderId);
  return [order?.patientUserId, await userOfNurse(order?.nurseId ?? undefined)];
}

/** Whose transfer differs. */
async function nurseOfDifference(differenceId: string) {
  const difference = await read<DifferenceRow>('reconciliationDifferences', differenceId);
  if (difference?.move !== 'transfer') return [];
  return [await userOfNurse((await read<{ nurseId: string }>('payouts', difference.number))?.nurseId)];
}

const userOfNurse = async (nurseId: string | undefined) =>
  nurseId === undefined ? undefined : (await read<Nurse>('nurses', nurseId))?.userId;

const ownerOf = async (recipientId: string | undefined) =>
  recipientId === undefined ? undefined : (await read<Recipient>('recipients', recipientId))?.ownerUserId;
