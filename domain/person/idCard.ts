/** What the photographs of an ID card tell, and whether they are photographs of a card. */
import { Refusal } from '../refusal';
import { beijingDay } from '../schedule/beijing';
import { checkIdNumber, type IdNumber } from './idNumber';
import { checkName } from './name';

/** What the reader found on one side. */
export interface ReadSide {
  readonly name: string;
  readonly idNumber: string;
  /** `2015.07.21-2035.07.21`, `2015.07.21-长期`; on the back. */
  readonly validDate: string;
  readonly warnings: readonly number[];
}

export type CardWarning = 'borderCut' | 'covered' | 'reflection' | 'blurred' | 'expired';

export interface CardFacts extends IdNumber {
  readonly name: string;
  /** Null: for life. */
  readonly validUntil: string | null;
  readonly warnings: readonly CardWarning[];
}

/** Tencent Cloud's numbers. Whoever shows a copy, a screen, a montage or a temporary card has not shown the card. */
const NOT_THE_CARD: Readonly<Record<number, string>> = {
  [-9102]: 'copy',
  [-9103]: 'reshoot',
  [-9104]: 'temporary',
  [-9106]: 'altered',
  [-9108]: 'copy',
};
const NOTICED: Readonly<Record<number, CardWarning>> = {
  [-9101]: 'borderCut',
  [-9105]: 'covered',
  [-9107]: 'reflection',
  [-9109]: 'expired',
  [-8001]: 'blurred',
};

export function cardFacts(front: ReadSide, back: ReadSide, now: number): CardFacts {
  const codes = [...front.warnings, ...back.warnings];
  const refused = codes.flatMap((code) => NOT_THE_CARD[code] ?? []);
  if (refused.length > 0) throw new Refusal('CARD_REFUSED', { warnings: [...new Set(refused)] });
  const validUntil = lastDay(back.validDate);
  const noticed = codes.flatMap((code) => NOTICED[code] ?? []);
  const expired: CardWarning[] = validUntil !== null && validUntil < beijingDay(now) ? ['expired'] : [];
  return { ...person(front), validUntil, warnings: [...new Set([...noticed, ...expired])] };
}

/** A misread digit is the photograph's fault, and its check digit tells. */
function person({ name, idNumber }: ReadSide): IdNumber & { readonly name: string } {
  try {
    return { ...checkIdNumber(idNumber), name: checkName(name) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal('CARD_UNREADABLE', { side: 'FRONT' });
  }
}

function lastDay(validDate: string): string | null {
  const [, until] = /^\d{4}\.\d{2}\.\d{2}-(长期|\d{4}\.\d{2}\.\d{2})$/.exec(validDate.trim()) ?? [];
  if (!until) throw new Refusal('CARD_UNREADABLE', { side: 'BACK' });
  return until === '长期' ? null : until.replaceAll('.', '-');
}
