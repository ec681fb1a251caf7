import * as v from 'valibot';
import { Day } from './applyAsNurse';
import { Id, ServiceCode, Text } from './fields';

/** Nothing we do at a home costs more than ten thousand yuan: more is a slip of the finger. */
const AmountFen = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));

const Line = v.strictObject({
  serviceCode: ServiceCode,
  serviceFen: AmountFen,
  consumablesFen: AmountFen,
  itemKind: v.picklist(['medical', 'lifeCare']),
});

/**
 * A new version of the prices of a city, the platform's own (`institutionId` null) or an institution's, from a day on. `edits`: what is new
 * or different; `expectedVersion`: what it was made from, 0 where there is none yet.
 */
export const PublishPriceList = v.strictObject({
  kind: v.literal('publishPriceList'),
  city: v.pipe(Text, v.minLength(2), v.maxLength(20)),
  institutionId: v.nullable(Id),
  filingNumber: v.pipe(Text, v.minLength(4), v.maxLength(60)),
  fromDay: Day,
  untilDay: v.nullable(Day),
  expectedVersion: v.pipe(v.number(), v.integer(), v.minValue(0)),
  edits: v.pipe(v.array(Line), v.maxLength(200)),
  reason: v.pipe(Text, v.minLength(2), v.maxLength(100)),
});
