/**
 * The rules by number and version. The last version of a number is the one in force; older ones stay, so that a stored
 * decision can be made again by the rules of its day. A rule that changes gets a new entry, never a new body.
 */
import { nameOf, type Rule } from './rule';
import * as consent from './rules/consent';
import * as provider from './rules/provider';
import * as schedule from './rules/schedule';
import * as service from './rules/service';
import * as staff from './rules/staff';
import * as subject from './rules/subject';

/** What stands against a nurse; the cheap questions first. The order is the order of the reasons. */
const ABOUT_NURSES: readonly Rule[] = [
  staff.admitted,
  staff.insured,
  staff.notOwnFamily,
  staff.mayMeetAgain,
  staff.asWished,
  staff.understood,
  staff.mayBeLocated,
  staff.rightRole,
  staff.enoughYears,
  staff.rightTitle,
  staff.licenceValid,
  staff.registeredThere,
  staff.competentV1,
  staff.competent,
  staff.trained,
  staff.certified,
  provider.licensed,
  provider.filed,
  provider.underAgreement,
  schedule.inReach,
  schedule.onShift,
  schedule.free,
  schedule.rested,
];

/** Every version ever in force. What an elderly person should settle first stands first. */
const ALL: readonly Rule[] = [
  subject.identified,
  subject.hasContacts,
  consent.agreed,
  subject.authorised,
  service.onPositiveList,
  service.nothingForbidden,
  subject.stable,
  subject.safeForOthers,
  subject.documented,
  subject.firstAssessed,
  subject.notRefused,
  subject.hardToMove,
  service.orderedV1,
  service.ordered,
  consent.recorded,
  consent.signed,
  ...ABOUT_NURSES,
];

/** The same number may be kept in two places (P-031 binds families and nurses); stage and number name a rule. */
const keyOf = ({ stage, id }: Rule) => `${stage}:${id}`;

const latest = (rules: readonly Rule[]): readonly Rule[] =>
  rules.filter((rule) => !rules.some((other) => keyOf(other) === keyOf(rule) && other.version > rule.version));

export const IN_FORCE = latest(ALL);
export const NURSE_RULES_IN_FORCE = latest(ABOUT_NURSES);

/** How a decision names a rule: `staff:P-008@2`. */
export const keyWithVersion = (rule: Rule): string => `${rule.stage}:${nameOf(rule)}`;

const BY_KEY: ReadonlyMap<string, Rule> = new Map(ALL.map((rule) => [keyWithVersion(rule), rule]));

export function ruleByKey(key: string): Rule {
  const rule = BY_KEY.get(key);
  if (!rule) throw new Error(`no rule ${key}: versions that were in force must stay in the table`);
  return rule;
}
