/** Campaigns of coupons, opened and closed by operators. Commands of `runCommand`. */
import * as v from 'valibot';
import { Id, Instant, ServiceCode, Text } from './fields';

const Fen = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));
const Days = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(366));
/** ¥2,000 a coupon, ¥10,000,000 a campaign: more is a slip of the keyboard. */
const Each = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200_000));
const MOST_BUDGET_FEN = 1_000_000_000;

export const CAMPAIGN_COMMANDS = [
  /** People take coupons themselves in the mini-program until the budget is used up or the time is over. */
  v.strictObject({
    kind: v.literal('openCampaign'),
    title: v.pipe(Text, v.minLength(2), v.maxLength(20)),
    worth: v.variant('kind', [
      v.strictObject({ kind: v.literal('amount'), amountFen: Each }),
      v.strictObject({
        kind: v.literal('percent'),
        percentOff: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(90)),
        capFen: Each,
      }),
    ]),
    leastFen: v.optional(Fen(1_000_000), 0),
    /** Empty: every service. */
    serviceCodes: v.optional(v.pipe(v.array(ServiceCode), v.maxLength(60)), []),
    budgetFen: Fen(MOST_BUDGET_FEN),
    perAccount: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10)), 1),
    claimFrom: v.nullable(Instant),
    claimUntil: Instant,
    validDays: Days,
  }),
  /** Nobody takes any more; what was taken stays good. */
  v.strictObject({ kind: v.literal('closeCampaign'), campaignId: Id }),
] as const;
