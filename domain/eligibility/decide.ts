/** Who may care for whom, when: one decision with all its reasons, which can be made again from what was stored. */
import type { RefusalCode } from '../refusal';
import { Refusal } from '../refusal';
import type { Facts } from './facts';
import { type Audience, nameOf, type Rule } from './rule';
import { IN_FORCE, keyWithVersion, ruleByKey } from './table';

export interface Reason {
  /** `P-006@1`. */
  readonly rule: string;
  readonly code: RefusalCode;
  readonly severity: Rule['severity'];
  readonly audience: readonly Audience[];
  readonly sentence: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface Eligibility {
  readonly allowed: boolean;
  /** All of them, in the order of the table. */
  readonly reasons: readonly Reason[];
  /** Every rule that was asked, with its stage and version. */
  readonly rules: readonly string[];
}

export const decideEligibility = (facts: Facts): Eligibility =>
  decideBy(
    IN_FORCE.filter(({ needs }) => needs.every((name) => facts[name] !== null)),
    facts,
  );

/** The same answer as on that day: by the versions that were asked then. */
export const replay = ({ facts, rules }: { readonly facts: Facts; readonly rules: readonly string[] }): Eligibility =>
  decideBy(rules.map(ruleByKey), facts);

function decideBy(rules: readonly Rule[], facts: Facts): Eligibility {
  const reasons = rules.flatMap((rule) => {
    const reason = reasonOf(rule, facts);
    return reason ? [reason] : [];
  });
  return {
    allowed: reasons.every(({ severity }) => severity === 'warn'),
    reasons,
    rules: rules.map(keyWithVersion),
  };
}

function reasonOf(rule: Rule, facts: Facts): Reason | null {
  const breach = rule.check(facts);
  if (!breach) return null;
  return {
    rule: nameOf(rule),
    code: breach.code ?? rule.code,
    severity: rule.severity,
    audience: rule.audience,
    sentence: breach.sentence,
    details: breach.details ?? {},
  };
}

/** What one side may read of it. */
export const reasonsFor = ({ reasons }: Eligibility, audience: Audience): readonly Reason[] =>
  reasons.filter((reason) => reason.audience.includes(audience));

/** Refuses with the first reason that counts; `details.rules` names all that do. */
export function assertAllowed({ allowed, reasons }: Eligibility): void {
  if (allowed) return;
  const blocking = reasons.filter(({ severity }) => severity === 'block');
  const [first] = blocking;
  if (first) throw new Refusal(first.code, { ...first.details, rules: blocking.map(({ rule }) => rule) });
}

/** One text for the same facts, however they were put together: what a fingerprint is taken of. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(',')}}`;
}
