/** What people agree to, in the versions that count: `settings/consentTexts`, default database/data/consentTexts.json. */
import type { ConsentKind } from '#domain/consent/kinds';
import { Refusal } from '#domain/refusal';
import { setting } from '../reference';

export interface ConsentText {
  readonly version: number;
  readonly title: string;
  readonly text: readonly string[];
  readonly purpose: string;
  readonly withdrawal: string;
}

export interface ConsentTexts {
  readonly kinds: Readonly<Record<ConsentKind, ConsentText>>;
  /** The informed consent to one visit (P-030). */
  readonly visit: Pick<ConsentText, 'version' | 'title' | 'text'>;
}

export const consentTexts = (now: number): Promise<ConsentTexts> => setting<ConsentTexts>('consentTexts', now);

/** Nobody signs a text that no longer counts. */
export function assertVisitText({ visit }: ConsentTexts, version: number): void {
  if (version !== visit.version) throw new Refusal('CONSENT_OUTDATED', { kinds: ['visit'], version: visit.version });
}
