/** Packages put on sale, and taken off it. Commands of `runCommand`. */
import * as v from 'valibot';
import { MOST_MONTHS, MOST_VISITS } from '#domain/payment/packages/offer';
import { Id, ServiceCode, Text } from './fields';

const Count = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const Reason = v.pipe(Text, v.minLength(2), v.maxLength(200));
/** ¥50,000: more is a slip of the keyboard. */
const MOST_PRICE_FEN = 5_000_000;

export const PACKAGE_COMMANDS = [
  v.strictObject({
    kind: v.literal('publishPackage'),
    name: v.pipe(Text, v.minLength(2), v.maxLength(20)),
    serviceCodes: v.pipe(v.array(ServiceCode), v.minLength(1), v.maxLength(20)),
    visitCount: Count(2, MOST_VISITS),
    priceFen: Count(1, MOST_PRICE_FEN),
    validMonths: Count(1, MOST_MONTHS),
    /** `service`: service fee and consumables; `visit`: the way and surcharges too. */
    covers: v.picklist(['service', 'visit']),
    reason: Reason,
  }),
  /** Nobody buys it any more; what was bought stays good. */
  v.strictObject({ kind: v.literal('withdrawPackage'), offerId: Id, reason: Reason }),
] as const;
