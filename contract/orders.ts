/** Orders as screens see them. */
import type { Vitals } from '#domain/care/vitals';
import type { OrderStatus } from '#domain/order/status';
import type { Price } from '#domain/payment/price';

export type { Vitals };

export interface OrderCard {
  readonly orderId: string;
  readonly status: OrderStatus;
  /** 待接单 … 已退款 */
  readonly statusText: string;
  readonly serviceCode: string;
  readonly serviceName: string;
  readonly recipientMaskedName: string;
  readonly district: string;
  readonly startAt: number;
  readonly endAt: number;
  readonly nurseName: string | null;
  readonly totalFen: number;
  readonly dueFen: number;
  /** What the same visit once more begins with; null for the nurse. */
  readonly again: {
    readonly recipientId: string;
    readonly addressId: string;
    readonly nurseId: string | null;
  } | null;
  /** The nurse has asked that another one goes (O-08). The family sees it only while it is asked. */
  readonly transfer: {
    readonly state: 'review' | 'consent' | 'dispatcher' | 'refused';
    readonly dueAt: number | null;
    readonly toNurseName: string | null;
  } | null;
  /** What one of the family may do here; null for a nurse. `follow` reads and does nothing. */
  readonly rights: 'owner' | 'manage' | 'follow' | null;
}

export interface TimelineEntry {
  readonly at: number;
  /** `护士已接单` */
  readonly text: string;
}

export interface DisputeView {
  readonly state: 'open' | 'decided';
  readonly reason: string;
  readonly decideBy: number;
  /** The desk's first answer; null: not yet. */
  readonly answer: string | null;
  /** Of the last decision; null while it is open. */
  readonly reply: string | null;
  readonly amountFen: number | null;
}

/** The whole order for one of the two people it belongs to. What the asker may not see in this state is null. */
export interface OrderView extends OrderCard {
  readonly role: 'patient' | 'nurse';
  /** As soon as possible: several nurses are asked at once. */
  readonly urgent: boolean;
  readonly price: Price;
  readonly paidFen: number;
  readonly refundedFen: number;
  /** Of `paidFen`: what the medical insurance paid, by its settled answer, and has not taken back. */
  readonly insuredFen: number;
  /** The medical insurance may be asked to pay a part (domain/payment/insurance/cities.ts). */
  readonly insurable: boolean;
  readonly refundingFen: number;
  /** Taken off the price after it was agreed: the nurse was late, or not all was done. */
  readonly reductions: readonly { readonly label: string; readonly amountFen: number }[];
  /** Owed to the family by the platform beside what goes back; 0: nothing. */
  readonly compensationFen: number;
  readonly payBy: number | null;
  /** What the patient may pay now. */
  readonly payable: readonly { readonly part: PaymentPart; readonly amountFen: number }[];
  readonly dispatchStage: 'papers' | 'exclusive' | 'waves' | 'alternates' | 'operators';
  /** While a nurse is sought: until when those asked may answer before others are. Stands still at night. */
  readonly searchAnswerBy: number;
  readonly nurse: {
    readonly nurseId: string;
    readonly name: string;
    readonly title: string;
    readonly stars: number;
  } | null;
  readonly recipient: {
    readonly name: string;
    readonly sex: 'female' | 'male' | null;
    readonly ageYears: number | null;
    readonly conditions: readonly string[];
    readonly allergies: readonly string[];
  } | null;
  readonly address: { readonly text: string; readonly position: readonly [number, number] } | null;
  readonly contactPhone: string | null;
  readonly note: string;
  /** What the assessment asks for at this visit, ready to show; for the family and the nurse who comes. */
  readonly conditions: readonly string[];
  /** P-030: the informed consent to this visit is signed (`giveConsent` sign); without it the nurse cannot check in. */
  readonly consentSigned: boolean;
  /** Six digits the patient says to the nurse at the door; only the patient sees it, only before the visit. */
  readonly visitCode: string | null;
  readonly sop: readonly string[];
  readonly requiredVitals: readonly string[];
  readonly requiredPhotos: readonly string[];
  readonly visit: VisitView | null;
  readonly review: ReviewView | null;
  readonly incomeFen: number | null;
  /** Of it: what the platform adds for the nurse's stars (P-053); 0 for the family. */
  readonly starBonusFen: number;
  /** P-015: the insurance of this visit; null until it is issued, then the nurse may set out. */
  readonly insurance: { readonly number: string; readonly insurer: string } | null;
  readonly timeline: readonly TimelineEntry[];
  /** Another time the nurse asks for; the family may answer. */
  readonly proposal: { readonly startAt: number; readonly endAt: number } | null;
  /** Money asked back after the visit; what was written stays with the desk. Null: never. */
  readonly dispute: DisputeView | null;
  /** Until when the family may ask, or may ask again after a decision; null: not. */
  readonly disputeUntil: number | null;
  /** O-11: when the nurse says she will be there; null: in time. */
  readonly expectedAt: number | null;
  /** O-11: from how late on calling off is free, and what waiting takes off the price. */
  readonly lateness: { readonly freeCancelMinutes: number; readonly discountPercent: number };
  /** From when on the family may say that nobody came; null: not a matter now. */
  readonly noShowFrom: number | null;
  /** Since when the nurse stands at the door, and from when on she may leave; null: she does not. */
  readonly atDoor: { readonly since: number; readonly mayLeaveAt: number; readonly calls: number } | null;
  readonly cancelReason: string | null;
}

export type PaymentPart = 'deposit' | 'full' | 'balance';

export interface VisitView {
  readonly checkedSteps: readonly number[];
  readonly vitals: Vitals;
  readonly photos: readonly {
    readonly label: string;
    readonly fileId: string;
    /** Short-lived link. */ readonly url: string;
  }[];
  readonly summary: string;
  readonly finishedAt: number | null;
}

export interface ReviewView {
  readonly professional: number;
  readonly attitude: number;
  readonly environment: number;
  readonly text: string;
  readonly at: number;
}
