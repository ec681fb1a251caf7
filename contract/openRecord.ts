/** An operator opens one sensitive thing of an applicant, of a first assessment, of a call to make or of a dispute, says why, and leaves a trace. */
import * as v from 'valibot';
import { DOCUMENT_KINDS } from '#domain/onboarding/application';
import { Id, Text } from './fields';

/** Why a record may be opened. */
export const OPEN_PURPOSES = [
  '资质审核',
  '首诊评估',
  '联系申请人',
  '投诉核查',
  '监管要求',
  '本人要求',
  '电话通知',
  '退款核实',
  '税务申报',
] as const;

const Why = {
  purpose: v.picklist(OPEN_PURPOSES),
  /** In one's own words. */
  reason: v.pipe(Text, v.minLength(4), v.maxLength(200)),
};
const Place = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(29)), 0);

/** Of a nurse's application. Roles: 审核, 客服. */
const OfNurse = v.strictObject({
  nurseId: Id,
  item: v.variant('kind', [
    v.strictObject({ kind: v.picklist(['name', 'idNumber', 'phone', 'licenceNumber'] as const) }),
    v.strictObject({ kind: v.literal('document'), document: v.picklist(DOCUMENT_KINDS), place: Place }),
    /** The screenshot of the register that a reviewer kept. */
    v.strictObject({ kind: v.literal('registryScreenshot') }),
  ]),
  ...Why,
});

/** Of a first assessment that a family asked for. Role: 审核. */
const OfAssessment = v.strictObject({
  assessmentId: Id,
  item: v.variant('kind', [
    /** What the family wrote, how the person is by its words, and which documents there are (`documents`). */
    v.strictObject({ kind: v.literal('request') }),
    v.strictObject({ kind: v.literal('document'), place: Place }),
  ]),
  ...Why,
});

/** What the nurse wrote of a finished assessment visit. Role: 审核. */
const OfVisit = v.strictObject({
  orderId: Id,
  item: v.strictObject({ kind: v.literal('visitSummary') }),
  ...Why,
});

/** The number of somebody on the list of people to phone. Roles: 客服, 运营. */
const OfCall = v.strictObject({
  callId: v.pipe(v.string(), v.regex(/^[0-9A-Za-z:_-]{1,160}$/)),
  item: v.strictObject({ kind: v.literal('phone') }),
  ...Why,
});

/** What the family wrote when it asked for money back. Roles: 客服, 运营, 财务. */
const OfDispute = v.strictObject({
  disputeId: Id,
  item: v.strictObject({ kind: v.literal('text') }),
  ...Why,
});

/** A nurse's year in money as a table (CSV), from the ledger. Role: 财务. */
const OfIncome = v.strictObject({
  earnerId: Id,
  item: v.strictObject({
    kind: v.literal('yearlyTable'),
    year: v.pipe(v.number(), v.integer(), v.minValue(2020), v.maxValue(2100)),
  }),
  ...Why,
});

export const OpenRecord = v.union([OfNurse, OfAssessment, OfVisit, OfCall, OfDispute, OfIncome]);
export type OpenIncomeInput = v.InferInput<typeof OfIncome>;
export type OpenDisputeInput = v.InferInput<typeof OfDispute>;
export type OpenCallInput = v.InferInput<typeof OfCall>;
export type OpenRecordInput = v.InferInput<typeof OpenRecord>;
export type OpenNurseInput = v.InferInput<typeof OfNurse>;
export type OpenAssessmentInput = v.InferInput<typeof OfAssessment>;
export type OpenVisitInput = v.InferInput<typeof OfVisit>;
export interface OpenRecordReply {
  /** Text for what is text, a link for what is a picture. Kept nowhere: show it, forget it. */
  readonly text: string | null;
  readonly url: string | null;
  /** `request`: the kinds of the documents, each to be opened by its place. */
  readonly documents?: readonly string[];
  /** When the link ends; also when the screen has to take the text away. */
  readonly endsAt: number;
}
