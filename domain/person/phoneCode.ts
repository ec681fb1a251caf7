/** One-time codes by SMS (requirement A2): 6 digits, 5 minutes, 5 tries, one a minute and ten a day for a number. */
import { MINUTE } from '../schedule/beijing';
import { Refusal } from '../refusal';

export const CODE_LIVES_MS = 5 * MINUTE;
export const CODE_PAUSE_MS = MINUTE;
export const MOST_TRIES = 5;
/** A day, in Beijing. The number's limit is A2's; an account and a device serve a family, an address (a whole hospital's network) many. */
export const MOST_CODES_A_DAY = { number: 10, account: 10, device: 10, address: 100 } as const;
export type CodeCounter = keyof typeof MOST_CODES_A_DAY;

/** The last code sent to a number, and what became of it. The code itself is nowhere. */
export interface SentCode {
  readonly sentAt: number;
  readonly tries: number;
  readonly used: boolean;
  /** The account that asked: nobody else can use it. */
  readonly userId: string;
}

/** May another code go out? `counts`: codes of today, by whatever counts. */
export function assertMaySend(
  last: SentCode | null,
  counts: Readonly<Partial<Record<CodeCounter, number>>>,
  now: number,
): void {
  const retryAt = (last?.sentAt ?? -CODE_PAUSE_MS) + CODE_PAUSE_MS;
  if (now < retryAt) throw new Refusal('PHONE_CODE_TOO_SOON', { retryAt });
  for (const [what, most] of Object.entries(MOST_CODES_A_DAY) as [CodeCounter, number][]) {
    if ((counts[what] ?? 0) >= most) throw new Refusal('TOO_MANY_TRIES', { what: `sms.${what}`, most });
  }
}

export type Attempt =
  | { readonly outcome: 'right'; readonly next: SentCode }
  | { readonly outcome: 'wrong'; readonly next: SentCode; readonly triesLeft: number }
  /** Nothing is compared any more. */
  | { readonly outcome: 'dead' };

/** One try. `matches` is asked only of a code that lives. Every answer but `dead` is to be kept, or tries would be free. */
export function attempt(last: SentCode | null, userId: string, matches: () => boolean, now: number): Attempt {
  const lives = last && !last.used && last.userId === userId && last.tries < MOST_TRIES;
  if (!lives || now >= last.sentAt + CODE_LIVES_MS) return { outcome: 'dead' };
  const tries = last.tries + 1;
  if (matches()) return { outcome: 'right', next: { ...last, tries, used: true } };
  return { outcome: 'wrong', next: { ...last, tries }, triesLeft: MOST_TRIES - tries };
}
