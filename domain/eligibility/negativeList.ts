/** Finds in a note what may not be done at home (P-026). The list and its words are data; how a text is read is here. */
import type { NegativeName } from './facts';

export interface NegativeItem extends NegativeName {
  /** Any of these groups: of each part of a group one word must be there. */
  readonly words: readonly (readonly (readonly string[])[])[];
}

export interface NegativeList {
  readonly version: number;
  /** Harmless words that hold a forbidden one: `输液港` is not `输液`. */
  readonly harmless: readonly string[];
  readonly items: readonly NegativeItem[];
}

/** Full-width letters, spaces, punctuation and invisible signs between the characters hide nothing. */
export const squeezed = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Kept apart by a sign that no squeezed text has, so that what stands around a harmless word does not grow together. */
const GAP = '|';

export function forbiddenIn(text: string, { harmless, items }: NegativeList): readonly NegativeName[] {
  const read = harmless.reduce((left, word) => left.replaceAll(squeezed(word), GAP), squeezed(text));
  const isThere = (word: string) => read.includes(squeezed(word));
  return items
    .filter(({ words }) => words.some((group) => group.every((any) => any.some(isThere))))
    .map(({ code, name }) => ({ code, name }));
}
