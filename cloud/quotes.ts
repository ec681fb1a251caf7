/**
 * A price that was shown, kept for some minutes. The token is our own seal over who asked, what for, every part of the price and
 * until when: nothing is stored, and nobody can change any of it. The order costs exactly this or is refused with a new quote.
 */
import type { Quote } from '#contract/quoteOrder';
import { canonical } from '#domain/eligibility/decide';
import { Refusal } from '#domain/refusal';
import { MINUTE } from '#domain/schedule/beijing';
import { lookupHash } from './personalData';
import type { Wish } from './wishes';

type Quoted = Pick<Wish, 'service' | 'recipient' | 'address' | 'startAt' | 'urgent' | 'price' | 'p'>;

function sealOf({ service, recipient, address, startAt, urgent, price }: Quoted, userId: string, goodUntil: number) {
  const wish = [service.code, recipient._id, address._id, startAt, urgent];
  return lookupHash(`quote/${canonical([userId, wish, price, goodUntil])}`);
}

export function quoteFor(quoted: Quoted, userId: string, now: number): Quote {
  const goodUntil = now + quoted.p.booking.quoteMinutes * MINUTE;
  return { token: `${goodUntil}.${sealOf(quoted, userId, goodUntil)}`, goodUntil };
}

/** Refuses another price, another wish, somebody else's quote, and one that is too old; each time with a new one. */
export const assertQuoted =
  (shown: { readonly token: string; readonly totalFen: number }, userId: string, now: number) =>
  (wish: Quoted): void => {
    const { price } = wish;
    const [until = '', seal] = shown.token.split('.');
    const again = { totalFen: price.totalFen, price, quote: quoteFor(wish, userId, now) };
    if (shown.totalFen !== price.totalFen || seal !== sealOf(wish, userId, Number(until)))
      throw new Refusal('QUOTE_CHANGED', again);
    if (now >= Number(until)) throw new Refusal('QUOTE_EXPIRED', again);
  };
