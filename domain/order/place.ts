import type { Service } from '../care/service';
import { startSearch } from '../dispatch/search';
import type { Nurse } from '../nurse/nurse';
import { meetsStaff } from '../nurse/qualification';
import type { OperationParameters } from '../operations/parameters';
import type { Price } from '../payment/price';
import { Refusal } from '../refusal';
import { assertBookable, visitWindow } from '../schedule/slots';
import type { Decision, Order } from './order';

export interface Wanted {
  readonly requestId: string;
  readonly patient: { readonly userId: string; readonly openid: string; readonly uid: string };
  readonly recipient: { readonly _id: string; readonly maskedName: string; readonly verified: boolean };
  readonly service: Service;
  readonly startAt: number;
  readonly address: { readonly _id: string; readonly district: string };
  readonly price: Price;
  readonly chosenNurse: Nurse | null;
}

/** A patient books a visit; the search for a nurse begins at once. Creation is the order itself, so there is no fact. */
export function place(wanted: Wanted, now: number, p: OperationParameters): Decision {
  const { service, recipient, chosenNurse } = wanted;
  if (!service.offered) throw new Refusal('SERVICE_NOT_OFFERED', { serviceCode: service.code });
  // P-016: care only for people whose identity was checked.
  if (!recipient.verified) throw new Refusal('RECIPIENT_NOT_VERIFIED', { recipientId: recipient._id });
  assertBookable(wanted.startAt, now, p.booking);
  if (chosenNurse) assertMayBeChosen(chosenNurse, service);
  return { order: newOrder(wanted, now), fact: null };
}

/** Time and place are dispatch's matter (`whyNot`); here only what no other day could change. */
function assertMayBeChosen(nurse: Nurse, service: Service): void {
  if (nurse.status !== 'active') throw new Refusal('NURSE_UNAVAILABLE', { nurseId: nurse._id });
  if (!meetsStaff(nurse, service.staff)) throw new Refusal('NURSE_NOT_QUALIFIED', { nurseId: nurse._id });
}

function newOrder(wanted: Wanted, now: number): Order {
  const { patient, recipient, service, address, chosenNurse } = wanted;
  const { startAt, endAt } = visitWindow(service, wanted.startAt);
  return {
    _id: wanted.requestId,
    patientUserId: patient.userId,
    patientOpenid: patient.openid,
    patientUid: patient.uid,
    nurseOpenid: '',
    nurseUid: '',
    recipientId: recipient._id,
    addressId: address._id,
    recipientMaskedName: recipient.maskedName,
    serviceCode: service.code,
    serviceName: service.name,
    district: address.district,
    startAt,
    endAt,
    chosenNurseId: chosenNurse?._id ?? null,
    nurseId: null,
    nurseName: null,
    status: 'pendingAcceptance',
    statusSince: now,
    dispatch: startSearch(chosenNurse?._id ?? null, now),
    money: { price: wanted.price, paidFen: 0, refundedFen: 0, refundingFen: 0, cancellationFeeFen: 0 },
    payBy: null,
    departedAt: null,
    checkedInAt: null,
    finishedAt: null,
    confirmedAt: null,
    reviewedAt: null,
    cancelReason: null,
    createdAt: now,
    version: 1,
  };
}
