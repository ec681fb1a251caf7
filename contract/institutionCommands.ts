/** What is agreed with institutions that send nurses, and paying them. Commands of `runCommand`. */
import * as v from 'valibot';
import { SHARE_CATEGORIES } from '#domain/institution/share';
import { Id, Instant, Text } from './fields';

const Percent = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100));
const Reason = v.pipe(Text, v.minLength(2), v.maxLength(100));

export const INSTITUTION_COMMANDS = [
  /** The nurse's and the institution's share of the service fee, from an hour on (null: at once). SHARES_TOO_MUCH. */
  v.strictObject({
    kind: v.literal('setInstitutionShare'),
    institutionId: Id,
    category: v.picklist(SHARE_CATEGORIES),
    nursePercent: Percent,
    institutionPercent: Percent,
    from: v.nullable(Instant),
    until: v.nullable(Instant),
    reason: Reason,
  }),
  /** The month of an institution was paid from our bank account; `proof`: the transfer's number there. */
  v.strictObject({
    kind: v.literal('settleInstitution'),
    statementId: v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{1,64}:\d{4}-\d{2}$/)),
    proof: v.pipe(Text, v.minLength(4), v.maxLength(100)),
  }),
] as const;
