import * as v from 'valibot';
import { DISPUTE_REASONS } from '#domain/dispute/dispute';
import type { GivenBack } from '#domain/order/ending';
import { INTERRUPT_REASONS, type InterruptReason } from '#domain/order/interrupt';
import { REFUSAL_GROUNDS, type RefusalGround } from '#domain/order/refuseVisit';
import type { NurseThen } from '#domain/order/reschedule';
import { FileId, Id, Instant, Position, Text } from './fields';
import { VisitRecord } from './visitRecord';

/** Fixed words: the other side, operators and a message read the reason, and free text would carry personal data there. */
export const CANCEL_REASONS = {
  patient: ['时间有变', '临时有事', '身体好些了', '已去医院', '选错了', '不需要了', '其他'],
  nurse: ['身体不适', '临时有急事', '发现不适合上门做', '其他'],
  operator: ['护士临时不能来', '患者来电取消', '不适合上门做', '系统故障', '其他'],
} as const;

const Fen = v.pipe(v.number(), v.integer(), v.minValue(0));
const Preview = v.optional(v.boolean(), false);
const Day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/));

/**
 * Whatever changes an order on its way. Where it costs something `preview` tells what and changes nothing; the deed names what was
 * shown, and is refused with the new terms (TERMS_CHANGED) where they are others by now.
 */
export const ChangeOrder = v.variant('kind', [
  /** The patient or the nurse calls it off; the published tiers decide what comes back. */
  v.strictObject({
    kind: v.literal('cancel'),
    orderId: Id,
    reason: v.picklist([...CANCEL_REASONS.patient, ...CANCEL_REASONS.nurse]),
    preview: Preview,
    expectedFeeFen: v.optional(Fen),
    /** What was shown of the visit of a package. */
    expectedPackage: v.optional(v.picklist(['back', 'used'])),
  }),
  /** Half hours of a day to which the visit could be moved. The nurse sees only when she herself could. */
  v.strictObject({ kind: v.literal('times'), orderId: Id, day: Day }),
  /** The family moves the visit. */
  v.strictObject({
    kind: v.literal('reschedule'),
    orderId: Id,
    startAt: Instant,
    preview: Preview,
    expectedFeeFen: v.optional(Fen),
    expectedNurse: v.optional(v.picklist(['stays', 'searched', 'none'])),
  }),
  /** The nurse asks for another time; the family answers. */
  v.strictObject({ kind: v.literal('proposeTime'), orderId: Id, startAt: Instant }),
  v.strictObject({ kind: v.literal('answerTime'), orderId: Id, startAt: Instant, accept: v.boolean() }),
  /** The family lets another nurse come (O-08); calling off instead costs nothing then. */
  v.strictObject({ kind: v.literal('agreeTransfer'), orderId: Id }),
  /** One side does not want to meet the other again, or takes that back; the other side is not told. */
  v.strictObject({ kind: v.literal('block'), orderId: Id, on: v.boolean() }),
  /** The nurse says when she will be there (O-11). */
  v.strictObject({ kind: v.literal('late'), orderId: Id, arriveAt: Instant }),
  /** She stands at the door; from now on her waiting counts. */
  v.strictObject({ kind: v.literal('arrive'), orderId: Id, position: Position }),
  /** Nobody opened (R4): the place, her calls as her phone noted them, a photograph of the door. */
  v.strictObject({
    kind: v.literal('patientNoShow'),
    orderId: Id,
    position: Position,
    callsAt: v.pipe(v.array(Instant), v.maxLength(20)),
    photoFileId: FileId,
  }),
  /** The family says that nobody came. */
  v.strictObject({ kind: v.literal('nurseNoShow'), orderId: Id }),
  /** The nurse must not do it: on clinical or safety grounds, or because the answers before the visit were untrue. */
  v.strictObject({
    kind: v.literal('refuseVisit'),
    orderId: Id,
    ground: v.picklist(Object.keys(REFUSAL_GROUNDS) as [RefusalGround, ...RefusalGround[]]),
    preview: Preview,
  }),
  /** The family asks for money back after the visit, or does not accept what was decided. `text`: for the desk alone. */
  v.strictObject({
    kind: v.literal('dispute'),
    orderId: Id,
    reason: v.picklist(DISPUTE_REASONS),
    text: v.pipe(Text, v.minLength(5), v.maxLength(500)),
  }),
  /** The service is broken off: what was done stands in the record. */
  v.strictObject({
    kind: v.literal('interrupt'),
    reason: v.picklist(Object.keys(INTERRUPT_REASONS) as [InterruptReason, ...InterruptReason[]]),
    preview: Preview,
    ...VisitRecord.entries,
  }),
]);
export type ChangeOrderInput = v.InferInput<typeof ChangeOrder>;
export type Change<K extends ChangeOrderInput['kind']> = Extract<v.InferOutput<typeof ChangeOrder>, { kind: K }>;

/** What the change means in money; for a change of time also who comes then. */
export interface ChangeTerms {
  readonly tier: 'R0' | 'R1' | 'R2' | 'R3' | 'R4';
  readonly feeFen: number;
  readonly refundFen: number;
  /** Owed by the platform beside what goes back (O-10); absent: nothing. */
  readonly compensationFen?: number;
  /** Of coupon and points; absent: there were none. */
  readonly givenBack?: GivenBack;
  readonly nurse?: NurseThen;
}

/** When the visit could be. `searched`: not with her, but others could. */
export interface MoveTimes {
  readonly times: readonly { readonly startAt: number; readonly nurse: NurseThen | 'nobody' | 'recipientBusy' }[];
}
export type ChangeOrderReply = ChangeTerms | MoveTimes;
