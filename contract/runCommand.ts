import * as v from 'valibot';
import { ASSESSOR_REASONS, ORDER_REASONS } from '#domain/assessment/reasons';
import { CANCEL_REASONS } from './changeOrder';
import { APPLICATION_PARTS, REGISTRY_STATUSES } from '#domain/onboarding/application';
import { Day } from './applyAsNurse';
import { PublishPriceList } from './publishPriceList';
import { CAMPAIGN_COMMANDS } from './campaignCommands';
import { PACKAGE_COMMANDS } from './packageCommands';
import { DISPUTE_COMMANDS } from './disputeCommands';
import { FINANCE_COMMANDS, PayeeCard } from './financeCommands';
import { INSTITUTION_COMMANDS } from './institutionCommands';
import { FileId, Id, Instant, Phone, ServiceCode, Text } from './fields';

/** Where a reviewer may have looked. */
export const REGISTRY_SOURCES = [
  '国家卫生健康委护士执业注册信息查询',
  '国家卫生健康委医师执业注册信息查询',
  '卫生专业技术资格证书查询',
  '技能人才评价证书全国联网查询',
  '发证机关书面答复',
] as const;

const Sentences = v.optional(v.pipe(v.array(v.pipe(Text, v.minLength(2), v.maxLength(100))), v.maxLength(8)), []);
/** `refused` names reasons and advice (P-021), `conditional` its conditions; `papers`: orders and prescriptions seen whole (P-027). */
const Verdict = {
  decision: v.picklist(['allowed', 'conditional', 'refused']),
  reasonCodes: v.optional(v.array(v.picklist([...ASSESSOR_REASONS, ...ORDER_REASONS])), []),
  advice: Sentences,
  conditions: Sentences,
  papers: v.optional(
    v.pipe(v.array(v.strictObject({ serviceCode: ServiceCode, validUntil: Instant })), v.maxLength(30)),
    [],
  ),
};

/** `<order id>:<version>:<place>` and the like. */
const OutboxId = v.pipe(v.string(), v.regex(/^[0-9A-Za-z:_-]{1,160}$/));

/** What operators ask for by a row of `opCommands`. */
export const Command = v.variant('kind', [
  v.strictObject({
    kind: v.literal('approveNurse'),
    nurseId: Id,
    note: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
  }),
  v.strictObject({
    kind: v.literal('rejectNurse'),
    nurseId: Id,
    reason: v.pipe(v.string(), v.minLength(2), v.maxLength(200)),
  }),
  /** A reviewer takes the application in hand: from now on its owner cannot change it. */
  v.strictObject({ kind: v.literal('startNurseReview'), nurseId: Id }),
  /** What stood in the public register, who looked and when (P-006). The number is compared, then kept as a mask only. */
  v.strictObject({
    kind: v.literal('recordRegistryLookup'),
    nurseId: Id,
    source: v.picklist(REGISTRY_SOURCES),
    lookedAt: Instant,
    numberFound: v.pipe(v.string(), v.trim(), v.maxLength(30)),
    status: v.picklist(REGISTRY_STATUSES),
    validUntilDay: v.nullable(Day),
    placeFound: v.pipe(Text, v.maxLength(60)),
    placeMatches: v.boolean(),
    screenshotFileId: FileId,
  }),
  v.strictObject({
    kind: v.literal('returnNurse'),
    nurseId: Id,
    reasons: v.pipe(
      v.array(
        v.strictObject({
          part: v.picklist(APPLICATION_PARTS),
          reason: v.pipe(Text, v.minLength(2), v.maxLength(200)),
        }),
      ),
      v.minLength(1),
      v.maxLength(10),
    ),
  }),
  /** A line of the competency ledger (P-008). */
  v.strictObject({
    kind: v.literal('certifyCompetency'),
    nurseId: Id,
    serviceCode: ServiceCode,
    trainedAt: Instant,
    observedAt: Instant,
    observer: v.pipe(Text, v.minLength(2), v.maxLength(30)),
    validUntil: Instant,
  }),
  v.strictObject({
    kind: v.literal('revokeCompetency'),
    nurseId: Id,
    serviceCode: ServiceCode,
    reason: v.pipe(Text, v.minLength(2), v.maxLength(200)),
  }),
  /** Proof of a renewed paper: it counts to the end of its day, and the nurse works again if nothing else is missing. */
  v.strictObject({
    kind: v.literal('renewPaper'),
    nurseId: Id,
    paper: v.picklist(['licence', 'healthCertificate', 'training', 'review', 'competency']),
    /** Of a competency. */
    serviceCode: v.optional(ServiceCode),
    validUntil: Instant,
    evidenceFileId: FileId,
  }),
  /** One of the three policies of a nurse (P-015); the earliest end of the three is what counts. */
  v.strictObject({
    kind: v.literal('recordPolicy'),
    nurseId: Id,
    cover: v.picklist(['liability', 'medicalAccident', 'personalAccident']),
    insurer: v.pipe(Text, v.minLength(2), v.maxLength(60)),
    policyNumber: v.pipe(v.string(), v.regex(/^[0-9A-Za-z-]{6,40}$/)),
    validFrom: Instant,
    validUntil: Instant,
    evidenceFileId: FileId,
  }),
  /** A complaint found true after hearing both sides; it counts in the nurse's stars. */
  v.strictObject({
    kind: v.literal('confirmComplaint'),
    orderId: Id,
    severity: v.picklist(['ordinary', 'severe']),
    note: v.pipe(Text, v.minLength(2), v.maxLength(200)),
  }),
  /** A nurse's appeal against an entry of her standing; accepted: the entry no longer counts. */
  v.strictObject({
    kind: v.literal('decideAppeal'),
    appealId: v.pipe(v.string(), v.regex(/^[0-9A-Za-z:_-]{1,140}$/)),
    accepted: v.boolean(),
    /** What the nurse reads. */
    reply: v.pipe(Text, v.minLength(2), v.maxLength(200)),
  }),
  /** What an alert named is dealt with. */
  v.strictObject({ kind: v.literal('closeAlert'), alertId: v.pipe(v.string(), v.regex(/^[0-9A-Za-z:_-]{1,140}$/)) }),
  /** Takes an order from its nurse before the visit and looks for another one at once. */
  v.strictObject({
    kind: v.literal('releaseOrder'),
    orderId: Id,
    reason: v.pipe(Text, v.minLength(2), v.maxLength(100)),
  }),
  /** A first assessment (P-020): one that waits, or one out of a finished assessment visit (SPC-09, `orderId`). */
  v.strictObject({ kind: v.literal('decideAssessment'), assessmentId: Id, ...Verdict }),
  v.strictObject({ kind: v.literal('recordVisitAssessment'), orderId: Id, ...Verdict }),
  /** Takes a phone number off its account, so that its new owner, or the person's other account, can have it (ACCOUNTS_BOTH_USED). */
  v.strictObject({
    kind: v.literal('releasePhone'),
    phone: Phone,
    reason: v.pipe(Text, v.minLength(2), v.maxLength(100)),
  }),
  /** Somebody on the list of people to phone was phoned. Not reached: she stays on it. */
  v.strictObject({
    kind: v.literal('noteCall'),
    callId: OutboxId,
    reached: v.boolean(),
    note: v.optional(v.pipe(Text, v.maxLength(200)), ''),
  }),
  /** A difference between our books and the bill was cleared up. */
  v.strictObject({
    kind: v.literal('closeDifference'),
    differenceId: v.pipe(v.string(), v.regex(/^[0-9A-Za-z:_-]{1,160}$/)),
    note: v.pipe(Text, v.minLength(2), v.maxLength(200)),
  }),
  ...FINANCE_COMMANDS,
  ...INSTITUTION_COMMANDS,
  /** What was tried to the end (`deadLetter`) is tried again, from the beginning. */
  v.strictObject({ kind: v.literal('retryErrand'), outboxId: OutboxId }),
  /** A number of operation, from an hour on (null: at once); what held before stays on record. */
  v.strictObject({
    kind: v.literal('setParameter'),
    path: v.pipe(v.string(), v.regex(/^[a-zA-Z]{1,40}\.[a-zA-Z0-9]{1,60}$/)),
    value: v.pipe(v.number(), v.finite()),
    from: v.nullable(Instant),
    reason: v.pipe(Text, v.minLength(2), v.maxLength(100)),
  }),
  PublishPriceList,
  /** O-08: may another nurse go? Refused: she reads why, and goes. */
  v.strictObject({
    kind: v.literal('reviewTransfer'),
    orderId: Id,
    approved: v.boolean(),
    note: v.pipe(Text, v.minLength(2), v.maxLength(100)),
  }),
  /** Smart scheduling (X3): a proposal for the open visits of a day, and giving out what one proposes. */
  v.strictObject({ kind: v.literal('planDay'), city: v.pipe(Text, v.minLength(2), v.maxLength(20)), day: Day }),
  v.strictObject({
    kind: v.literal('releasePlan'),
    planId: v.pipe(v.string(), v.regex(/^[\p{L}]{2,20}:\d{4}-\d{2}-\d{2}$/u)),
  }),
  /** `overrideReason`: she is sent beyond her area or hours, as agreed with her; every other rule holds all the same. */
  v.strictObject({
    kind: v.literal('assignOrder'),
    orderId: Id,
    nurseId: Id,
    overrideReason: v.optional(v.pipe(Text, v.minLength(2), v.maxLength(100))),
  }),
  /** A coupon for something that went wrong (O-10), for the family of this order. */
  v.strictObject({
    kind: v.literal('issueCoupon'),
    orderId: Id,
    amountFen: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000)),
    reason: v.pipe(Text, v.minLength(2), v.maxLength(100)),
  }),
  ...DISPUTE_COMMANDS,
  ...CAMPAIGN_COMMANDS,
  ...PACKAGE_COMMANDS,
  v.strictObject({
    kind: v.literal('cancelOrder'),
    orderId: Id,
    reason: v.picklist(CANCEL_REASONS.operator),
  }),
]);
export type CommandInput = v.InferInput<typeof Command>;

/** Poke: run the command rows that wait; one by name, or all. The desk calls it after writing a row; a timer sweeps. */
export const RunCommand = v.strictObject({
  commandId: v.optional(Id),
  /**
   * Of the caller's own row `commandId`: what is not to stand on it, where the whole desk reads along (P-047). It goes into this
   * one call; a row that waits for it is given up after two minutes.
   */
  said: v.optional(
    v.strictObject({
      numberFound: v.optional(v.pipe(v.string(), v.maxLength(30))),
      phone: v.optional(Phone),
      card: v.optional(PayeeCard),
    }),
  ),
});
export type RunCommandInput = v.InferOutput<typeof RunCommand>;
/** The field of a kind that is said in the call instead of written on the row. */
export const SAID_FIELDS: Readonly<Record<string, keyof Said>> = {
  recordRegistryLookup: 'numberFound',
  releasePhone: 'phone',
  refundToCard: 'card',
};
export type Said = NonNullable<RunCommandInput['said']>;
export interface RunCommandReply {
  readonly ran: number;
}
