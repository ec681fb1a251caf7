/** Where a nurse's stars come from, as whoever decides her appeal reads it. */
import { capText, explained, type Line, type Standing, type StandingRules } from '#domain/nurse/standing';

export interface StandingWords {
  readonly stars: number;
  readonly score: number;
  readonly lines: readonly Line[];
  readonly cap: string;
}

/** Of a row of `nurseStandings`, by the rules that hold now. */
export function standingWords(row: unknown, p: StandingRules): StandingWords {
  const standing = row as Standing;
  const { stars, score } = standing;
  return { stars, score, lines: explained(standing, p), cap: capText(standing, p) };
}

const ITEM_WORDS: Readonly<Record<string, string>> = {
  review: '一条评价',
  late: '一次迟到',
  cancel: '一次临时取消',
  complaint: '一次确认的投诉',
};

/** `late:<order id>` */
export function itemOf(itemId: string): { readonly what: string; readonly orderId: string } {
  const [kind = '', ...rest] = itemId.split(':');
  return { what: ITEM_WORDS[kind] ?? kind, orderId: rest.join(':') };
}
