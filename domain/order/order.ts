import type { DialectWish } from '../care/dialect';
import type { Nurse } from '../nurse/nurse';
import type { OrderDispute } from '../dispute/dispute';
import type { Commission } from '../payment/commission';
import type { Price } from '../payment/price';
import type { Actor, OrderEvent, OrderStatus } from './status';
import { step } from './status';
import { Refusal } from '../refusal';

/**
 * The nurse wants another one to go (O-08). Why she does stands in `transfers`, which only operators read. `consent`: the
 * family chose her and is asked; `dispatcher`: too near, or nobody answered: a person at the desk finds somebody.
 */
export interface Transfer {
  readonly state: 'review' | 'consent' | 'dispatcher' | 'refused';
  readonly askedAt: number;
  /** When somebody must have answered; null: nobody needs to any more. */
  readonly dueAt: number | null;
  /** The colleague she named. */
  readonly toNurseId: string | null;
  readonly toNurseName: string | null;
}

/** How far the search for a nurse has come. */
export interface Dispatch {
  /**
   * `papers`: nobody is looked for before the doctor's order was seen (P-027). `exclusive`: the nurse the patient chose has the offer
   * alone. `alternates`: up to ten at once. `operators`: a person decides.
   */
  readonly stage: 'papers' | 'exclusive' | 'waves' | 'alternates' | 'operators';
  /** Since when the order looks for a nurse; a released order starts anew. */
  readonly startedAt: number;
  readonly wave: number;
  /** Offers already made, so nobody is asked twice in one search. */
  readonly offeredNurseIds: readonly string[];
  /** When the next step of the search is due; timers sweep by it. */
  readonly nextStepAt: number;
  /** Many wait for few nurses: its nurse is found together with the others' (domain/dispatch/overload). Absent: no. */
  readonly inBatch?: boolean;
}

/** Taken off the price after it was agreed: the nurse was late, not all was done, or another one comes than was paid for. */
export interface Reduction {
  readonly kind: 'late' | 'partial' | 'star' | 'dispute';
  /** What the patient reads. */
  readonly label: string;
  readonly amountFen: number;
  /** How much of it the nurse earns less. */
  readonly nurseFen: number;
  /** What coupon and points pay less beside it. Absent: nothing. */
  readonly couponFen?: number;
  readonly pointsFen?: number;
  /** What a package pays less: that part of its visit goes back. Absent: nothing. */
  readonly packageFen?: number;
}

/** Money of the order. paid − refunded = what we hold or have earned. */
export interface OrderMoney {
  readonly price: Price;
  readonly paidFen: number;
  /** How much of what was paid, and is not back, the medical insurance paid. Absent: nothing. */
  readonly insuredFen?: number;
  readonly refundedFen: number;
  /** Asked back but not yet arrived. */
  readonly refundingFen: number;
  readonly cancellationFeeFen: number;
  readonly reductions?: readonly Reduction[];
  /** The coupon that pays a part; what it and points pay stands in the price. Absent: none. */
  readonly couponId?: string;
  /** The package of which it takes a visit; how much that pays stands in the price. Absent: none. */
  readonly packageId?: string;
  /** Owed to the family by the platform, beside what was paid (O-10). */
  readonly compensationFen?: number;
  /** The nurse's share as it was when she took the order (domain/payment/commission.ts). Absent: nobody took it yet. */
  readonly commission?: Commission;
  /** The platform adds so much of the service fee for the nurse's stars (P-053); absent: nothing. */
  readonly starBonusPercent?: number;
}

/** Another time that the nurse asks for; it counts while she has the order and the visit stands where it stood. */
export interface Proposal {
  readonly nurseId: string;
  readonly startAt: number;
  readonly endAt: number;
  readonly at: number;
}

/** The insurance of one visit. Its number stands on the order; the policies behind it in `orderCovers`. */
export interface OrderCover {
  readonly number: string;
  readonly insurer: string;
  readonly nurseId: string;
}

/**
 * One home visit from booking to the end: a document of `orders`. It holds no personal data, since its patient, its nurse
 * and operators may watch it; name, phone, address, note and visit code stand in `orderPrivate` under the same id.
 * Instants are epoch milliseconds; coordinates are not here.
 */
export interface Order {
  readonly _id: string;
  readonly patientUserId: string;
  /** The platform's own names of the patient and the nurse: security rules compare them. `''` where there is none. */
  readonly patientOpenid: string;
  readonly patientUid: string;
  readonly nurseOpenid: string;
  readonly nurseUid: string;
  readonly recipientId: string;
  /** The family's own address as it was called at booking; where the nurse goes to stands in `orderPrivate`. */
  readonly addressId: string;
  /** Shown on cards: `王**`. */
  readonly recipientMaskedName: string;
  readonly serviceCode: string;
  readonly serviceName: string;
  readonly district: string;
  readonly startAt: number;
  readonly endAt: number;
  /** As soon as possible (B5): several nurses are asked at once. Absent: no. */
  readonly urgent?: boolean;
  /** The family asks for a woman, or for a man; absent: either. */
  readonly nurseSex?: Nurse['sex'];
  /** What the nurse should, or must, speak; absent: nothing was wished for. */
  readonly dialect?: DialectWish;
  /** The series it is a visit of (B9); absent or null: it stands alone. */
  readonly seriesId?: string | null;
  readonly chosenNurseId: string | null;
  readonly nurseId: string | null;
  readonly nurseName: string | null;
  readonly status: OrderStatus;
  readonly statusSince: number;
  readonly dispatch: Dispatch;
  readonly money: OrderMoney;
  /** Unpaid orders are let go at this time. */
  readonly payBy: number | null;
  readonly transfer?: Transfer | null;
  /** The insurer's word for this visit by this nurse (P-015); nobody sets out without. Absent or null: not yet. */
  readonly cover?: OrderCover | null;
  /** How often the visit was moved; absent: never. */
  readonly movedTimes?: number;
  readonly proposal?: Proposal | null;
  /** O-11: when the nurse says she will be there; absent or null: in time. */
  readonly expectedAt?: number | null;
  /** She stands at the door, and nobody has let her in yet. */
  readonly atDoorAt?: number | null;
  /** When a person was asked to look why it is not over. Absent: never. */
  readonly overdueAt?: number | null;
  readonly departedAt: number | null;
  readonly checkedInAt: number | null;
  readonly finishedAt: number | null;
  readonly confirmedAt: number | null;
  readonly reviewedAt: number | null;
  /** Money asked back after the visit; absent: never. */
  readonly dispute?: OrderDispute | null;
  readonly cancelReason: string | null;
  readonly createdAt: number;
  /** When it was moved to the archive; also one that came back has its older history there. Absent: never. */
  readonly archivedAt?: number;
  readonly version: number;
}

/** An entry of the immutable history, `orderEvents`. */
export interface OrderFact {
  readonly event: OrderEvent;
  readonly by: Actor;
  readonly from: OrderStatus;
  readonly to: OrderStatus;
  readonly at: number;
  /** Numbers and codes that explain the step; never personal data. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** What a decision answers: the order as it is now, and what happened. `fact` null: nothing changed. */
export interface Decision {
  readonly order: Order;
  readonly fact: OrderFact | null;
}

export interface Move {
  readonly event: OrderEvent;
  readonly by: Actor;
  readonly now: number;
  /** Needed only where the table leaves a choice. */
  readonly to?: OrderStatus;
  readonly change?: Partial<Order>;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The only way a status changes. */
export function move(order: Order, { event, by, now, to, change = {}, details = {} }: Move): Decision {
  const allowed = step(order.status, event, by);
  const target = to ?? allowed[0];
  if (!target || !allowed.includes(target)) throw new Refusal('ILLEGAL_STEP', { status: order.status, event, to });
  const statusSince = target === order.status ? order.statusSince : now;
  return {
    order: { ...order, ...change, status: target, statusSince, version: order.version + 1 },
    fact: { event, by, from: order.status, to: target, at: now, details },
  };
}
