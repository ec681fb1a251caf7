/** Packages on sale: `packageOffers`. */
import type { PackageOffer } from '#domain/payment/packages/offer';
import { db, rows } from '../database';

const MOST_OPEN = 50;

/** The newest first. */
export const openOffers = (): Promise<readonly PackageOffer[]> =>
  rows<PackageOffer>(
    db.collection('packageOffers').where({ state: 'open' }).orderBy('publishedAt', 'desc'),
    MOST_OPEN,
    'packages on sale',
  );
