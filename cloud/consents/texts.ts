/** What people agree to, in the versions that count: `settings/consentTexts`, default database/data/consentTexts.json. */
import type { ConsentKind } from '#domain/consent/kinds';
import { Refusal } from '#domain/refusal';
import { read } from '../database';
import { remembered } from '../remembered';

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

const readTexts = remembered(async (name) => {
  const texts = await read<ConsentTexts>('settings', name);
  if (!texts) throw new Error(`settings/${name} is missing: fill the database from database/data first`);
  return texts;
});

export const consentTexts = (now: number): Promise<ConsentTexts> => readTexts('consentTexts', now);

/** Nobody signs a text that no longer counts. */
export function assertVisitText({ visit }: ConsentTexts, version: number): void {
  if (version !== visit.version) throw new Refusal('CONSENT_OUTDATED', { kinds: ['visit'], version: visit.version });
}
