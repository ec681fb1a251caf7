/** Packages on sale: so many visits paid at once, published by operators (P1). What was sold keeps the words it was sold under. */
import { Refusal } from '../../refusal';
import { wholeFen } from '../fen';

/**
 * What a visit of the package pays: `service`: service fee and consumables, the way and surcharges stay to be paid; `visit`: all of it
 * but the one fen without which WeChat Pay takes no payment.
 */
export type Covers = 'service' | 'visit';

export interface PackageTerms {
  /** What families read: 伤口换药 5 次. */
  readonly name: string;
  readonly serviceCodes: readonly string[];
  readonly visitCount: number;
  readonly priceFen: number;
  readonly validMonths: number;
  readonly covers: Covers;
}

/** A document of `packageOffers`. */
export interface PackageOffer extends PackageTerms {
  readonly _id: string;
  /** `withdrawn`: nobody buys it any more; what was bought stays good. */
  readonly state: 'open' | 'withdrawn';
  readonly reason: string;
  readonly publishedBy: string;
  readonly publishedAt: number;
}

export const MOST_VISITS = 50;
/** WeChat Pay sends money back for one year after it was paid: a package and its days of grace must be over by then. */
export const MOST_MONTHS = 10;

/** Refuses a package nobody could use, and one of which a visit would be worth less than a fen. */
export function assertSensibleOffer({ serviceCodes, visitCount, priceFen, validMonths }: PackageTerms): void {
  const wrong = [
    ...(serviceCodes.length === 0 || new Set(serviceCodes).size < serviceCodes.length ? ['serviceCodes'] : []),
    ...(isWithin(visitCount, 2, MOST_VISITS) ? [] : ['visitCount']),
    ...(isWithin(validMonths, 1, MOST_MONTHS) ? [] : ['validMonths']),
    ...(wholeFen(priceFen) >= visitCount ? [] : ['priceFen']),
  ];
  if (wrong.length > 0) throw new Refusal('BAD_INPUT', { fields: wrong });
}

const isWithin = (count: number, least: number, most: number): boolean =>
  Number.isSafeInteger(count) && count >= least && count <= most;
