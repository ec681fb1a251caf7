/** What somebody agreed to and took back: an append-only list of acts; the last act for a subject and kind is what counts. */
import { Refusal } from '../refusal';
import type { ConsentKind } from './kinds';

/** Who decides for somebody else, and as what. */
export interface OnBehalf {
  /** 父亲 · 母亲 · …, as registered. */
  readonly relation: string;
  readonly guardian: boolean;
}

/** One act. `visit` is the informed consent to one visit (P-030). */
export interface ConsentAct {
  readonly kind: ConsentKind | 'visit';
  /** 1, 2, 3 … for the same subject and kind. */
  readonly number: number;
  readonly version: number;
  readonly action: 'given' | 'withdrawn';
  readonly onBehalf: OnBehalf | null;
  readonly at: number;
}

export type ConsentState = 'given' | 'withdrawn' | 'outdated' | 'never';

export interface Standing {
  readonly state: ConsentState;
  readonly act: ConsentAct | null;
}

/** How it stands with one kind; `version` is the text that counts today. */
export function standing(acts: readonly ConsentAct[], kind: ConsentAct['kind'], version: number): Standing {
  const last = acts.filter((act) => act.kind === kind).reduce<ConsentAct | null>(later, null);
  if (!last) return { state: 'never', act: null };
  if (last.action === 'withdrawn') return { state: 'withdrawn', act: last };
  return { state: last.version === version ? 'given' : 'outdated', act: last };
}

const later = (known: ConsentAct | null, act: ConsentAct) => (known && known.number > act.number ? known : act);

export interface Asked {
  readonly kind: ConsentAct['kind'];
  readonly version: number;
  readonly action: ConsentAct['action'];
  readonly onBehalf: OnBehalf | null;
}

/** The act to add, or null where it stands like that already. Nobody agrees to a text that no longer counts. */
export function nextAct(acts: readonly ConsentAct[], asked: Asked, version: number, now: number): ConsentAct | null {
  const { state, act } = standing(acts, asked.kind, version);
  if (asked.action === 'withdrawn') {
    if (state === 'never' || state === 'withdrawn') return null;
    return { ...asked, version: act?.version ?? version, number: (act?.number ?? 0) + 1, at: now };
  }
  if (asked.version !== version) throw new Refusal('CONSENT_OUTDATED', { kinds: [asked.kind], version });
  // P-024: given before without a word for whom, or as somebody else: said anew, it is an act of its own.
  if (state === 'given' && sameBehalf(act?.onBehalf ?? null, asked.onBehalf)) return null;
  return { ...asked, number: (act?.number ?? 0) + 1, at: now };
}

const sameBehalf = (known: OnBehalf | null, said: OnBehalf | null): boolean =>
  known?.relation === said?.relation && known?.guardian === said?.guardian;

/** P-024: for somebody else one says so; for a child under 14 one is the guardian. `null` for oneself. */
export function onBehalfOf(
  { relation, isMinor }: { readonly relation: string; readonly isMinor: boolean },
  said: { readonly authorised: boolean; readonly guardian: boolean },
): OnBehalf | null {
  if (relation === '本人') return null;
  if (!said.authorised || (isMinor && !said.guardian)) {
    throw new Refusal('AUTHORISATION_MISSING', { guardian: isMinor });
  }
  return { relation, guardian: isMinor && said.guardian };
}
