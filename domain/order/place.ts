import type { DialectWish } from '../care/dialect';
import type { Service } from '../care/service';
import { startSearch } from '../dispatch/search';
import { assertAllowed, type Eligibility } from '../eligibility/decide';
import type { Nurse } from '../nurse/nurse';
import type { OperationParameters } from '../operations/parameters';
import type { Price } from '../payment/price';
import { Refusal } from '../refusal';
import { assertBookable, visitWindow } from '../schedule/slots';
import type { Decision, Order } from './order';

export interface Wanted {
  readonly requestId: string;
  readonly patient: { readonly userId: string; readonly openid: string; readonly uid: string };
  readonly recipient: { readonly _id: string; readonly maskedName: string };
  readonly service: Service;
  readonly startAt: number;
  readonly urgent?: boolean;
  readonly seriesId?: string | null;
  readonly nurseSex?: Nurse['sex'] | null;
  /** What the nurse should, or must, speak. */
  readonly dialect?: DialectWish | null;
  readonly address: { readonly _id: string; readonly district: string };
  readonly price: Price;
  /** The coupon in it; absent or null: none. */
  readonly couponId?: string | null;
  /** The package that gives a visit; absent or null: none. */
  readonly packageId?: string | null;
  readonly chosenNurse: Nurse | null;
  /** What the rules say about all of it. */
  readonly eligibility: Eligibility;
}

/** A patient books a visit; the search for a nurse begins at once. Creation is the order itself, so there is no fact. */
export function place(wanted: Wanted, now: number, p: OperationParameters): Decision {
  const { service } = wanted;
  if (!service.offered) throw new Refusal('SERVICE_NOT_OFFERED', { serviceCode: service.code });
  assertBookable(wanted.startAt, now, p.booking, wanted.urgent);
  assertAllowed(wanted.eligibility);
  return { order: newOrder(wanted, now), fact: null };
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
    ...(wanted.urgent && { urgent: true }),
    ...(wanted.nurseSex && { nurseSex: wanted.nurseSex }),
    ...(wanted.dialect && { dialect: wanted.dialect }),
    ...(wanted.seriesId && { seriesId: wanted.seriesId }),
    chosenNurseId: chosenNurse?._id ?? null,
    nurseId: null,
    nurseName: null,
    status: 'pendingAcceptance',
    statusSince: now,
    dispatch: startSearch(chosenNurse?._id ?? null, now, wanted.urgent),
    money: {
      ...{ price: wanted.price, paidFen: 0, refundedFen: 0, refundingFen: 0, cancellationFeeFen: 0 },
      ...(wanted.couponId && { couponId: wanted.couponId }),
      ...(wanted.packageId && { packageId: wanted.packageId }),
    },
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
