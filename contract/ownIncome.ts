/** A nurse's own income: what she earned, week by week, and having it. Steps of `ownMoney`, for nurses only. */
import * as v from 'valibot';
import type { DeductionAppeal } from '#domain/payment/statement/appeal';
import type { IncomeItem } from '#domain/payment/statement/items';
import type { Statement } from '#domain/payment/statement/statement';
import type { YearlySheet } from '#domain/payment/statement/yearly';
import { Text } from './fields';
import type { DocumentReply } from './ownInvoices';

const StatementId = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{1,64}:\d{4}-\d{2}-\d{2}$/));

const Year = v.pipe(v.number(), v.integer(), v.minValue(2020), v.maxValue(2100));

const FileType = v.optional(v.picklist(['pdf', 'csv']), 'pdf');

export const OWN_INCOME_STEPS = [
  /** Today, this month, and the weeks; `before` is `next` of the page before. */
  v.strictObject({ kind: v.literal('income'), before: v.optional(v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/))) }),
  /** One week. */
  v.strictObject({ kind: v.literal('statement'), statementId: StatementId }),
  /**
   * All that may be had of the week: handed to WeChat Pay, where she confirms each transfer (`wx.requestMerchantTransfer`). Again: the same
   * transfers. NOTHING_TO_CLAIM · INCOME_HELD · NOT_IN_WECHAT.
   */
  v.strictObject({ kind: v.literal('claim'), statementId: StatementId }),
  /** Against what this line took off her, once, within the days: APPEAL_TOO_LATE · ALREADY_APPEALED. Answers the week. */
  v.strictObject({
    kind: v.literal('appealDeduction'),
    statementId: StatementId,
    entryId: v.pipe(v.string(), v.regex(/^[0-9A-Za-z:_-]{1,160}$/)),
    text: v.pipe(Text, v.minLength(5), v.maxLength(500)),
  }),
  /** A year for the tax office: by month what was earned and what arrived. */
  v.strictObject({
    kind: v.literal('yearly'),
    year: Year,
  }),
  /** Both to print or hand in, or as a table to count with; TOO_MANY_TRIES. */
  v.strictObject({ kind: v.literal('statementFile'), statementId: StatementId, type: FileType }),
  v.strictObject({ kind: v.literal('yearlyFile'), year: Year, type: FileType }),
] as const;
export type OwnIncomeInput = v.InferOutput<(typeof OWN_INCOME_STEPS)[number]>;

export type IncomeItemView = IncomeItem & {
  /** Its order is looked into: this line cannot be had yet. */
  readonly held: boolean;
  /** What it took off her, where she may appeal against that now; 0: she may not. */
  readonly appealableFen: number;
  readonly appeal: DeductionAppealView | null;
};

export type DeductionAppealView = Pick<DeductionAppeal, 'state' | 'text' | 'at' | 'answer' | 'amountFen'>;

export interface StatementLine extends Pick<
  Statement,
  'week' | 'fromAt' | 'toAt' | 'totalFen' | 'paidFen' | 'underwayFen'
> {
  readonly statementId: string;
  readonly state: Statement['state'];
  /** How many visits and the like. */
  readonly lines: number;
}

export interface IncomeReply {
  readonly kind: 'income';
  readonly todayFen: number;
  readonly monthFen: number;
  /** Newest first. */
  readonly earned: readonly IncomeItem[];
  readonly statements: readonly StatementLine[];
  readonly next: string | null;
}

export interface PayoutView {
  readonly payoutId: string;
  readonly amountFen: number;
  /** `asking`: WeChat Pay has not taken it yet · `confirm`: waits for her · `arriving` · `arrived` · `failed`. */
  readonly state: 'asking' | 'confirm' | 'arriving' | 'arrived' | 'failed';
  /** For `wx.requestMerchantTransfer`; null: nothing to confirm. */
  readonly transfer: { readonly mchId: string; readonly appId: string; readonly package: string } | null;
  /** Why not, and what to do; `''`: nothing is wrong. */
  readonly problem: string;
  readonly at: number;
}

export interface StatementReply extends StatementLine {
  readonly kind: 'statement';
  readonly items: readonly IncomeItemView[];
  readonly itemsFen: number;
  readonly broughtFen: number;
  readonly carryFen: number;
  readonly heldFen: number;
  readonly claimableFen: number;
  /** Until when its lines may be appealed against. */
  readonly appealUntil: number;
  /** Newest first. */
  readonly payouts: readonly PayoutView[];
}

export interface YearlyReply extends YearlySheet {
  readonly kind: 'yearly';
}
export type OwnIncomeReply = IncomeReply | StatementReply | YearlyReply | DocumentReply;
