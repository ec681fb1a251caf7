/** What a rule is: a number, a version, a source, and one question that is answered with null or with what stands against it. */
import type { RefusalCode } from '../refusal';
import type { Facts } from './facts';

export type Audience = 'patient' | 'nurse' | 'operator';
export type Part = Exclude<keyof Facts, 'moment' | 'now' | 'visit' | 'service'>;

export interface Breach {
  /** Simple Chinese: what is wrong and what to do. */
  readonly sentence: string;
  readonly details?: Readonly<Record<string, unknown>>;
  /** Where one rule refuses in more than one way. */
  readonly code?: RefusalCode;
}

export interface Rule {
  /** `P-…` of docs/POLICY.md, or `H-…`: a house rule of our own. */
  readonly id: string;
  readonly version: number;
  readonly stage: 'provider' | 'staff' | 'subject' | 'service' | 'consent' | 'schedule';
  readonly source: string;
  /** `warn`: told and stored, but it refuses nothing. */
  readonly severity: 'block' | 'warn';
  readonly audience: readonly Audience[];
  readonly code: RefusalCode;
  /** The parts of the facts it looks at; without one of them it does not speak. */
  readonly needs: readonly Part[];
  readonly check: (facts: Facts) => Breach | null;
}

export const nameOf = ({ id, version }: Pick<Rule, 'id' | 'version'>): string => `${id}@${version}`;

/** The part of the facts that a rule named in `needs`. */
export function part<P extends Part>(facts: Facts, name: P): NonNullable<Facts[P]> {
  const found = facts[name];
  if (found === null) throw new Error(`a rule looked at ${name} without needing it`);
  return found as NonNullable<Facts[P]>;
}

/** Most rules of one stage share these. */
export const stageOf =
  (shared: Pick<Rule, 'stage' | 'audience' | 'code' | 'needs'>) =>
  (rule: Pick<Rule, 'id' | 'source' | 'check'> & Partial<Rule>): Rule => ({
    version: 1,
    severity: 'block',
    ...shared,
    ...rule,
  });
