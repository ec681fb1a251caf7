/** The published price lists, remembered for half a minute: a new one is published days before it holds. */
import { findTariff, nextTariff, type PriceList, type Tariff } from '#domain/payment/priceList';
import { db, everyRow } from '../database';
import { reference } from '../reference';

/** As the database has them at this moment, past the memory: for whoever publishes the next. */
export const priceListsNow = (): Promise<readonly PriceList[]> =>
  everyRow<PriceList>(db.collection('priceLists').where({}).orderBy('_id', 'asc'));

export const priceLists = async (now: number): Promise<readonly PriceList[]> => (await reference(now)).priceLists;

/** The platform's prices as everybody may see them before anything is booked: what holds, and what is announced. */
export interface Published {
  readonly list: PriceList;
  readonly priceOf: (serviceCode: string) => Tariff | null;
  readonly nextOf: (serviceCode: string) => Tariff | null;
}

/** Of the city served first; who browses has not said yet where he lives. */
export async function publishedPrices(now: number): Promise<Published> {
  const lists = await priceLists(now);
  const list = lists.find(
    (one) => one.institutionId === null && one.validFrom <= now && (one.validUntil === null || now < one.validUntil),
  );
  if (!list) throw new Error('no price list holds: fill the database from database/data/priceLists.json first');
  const owner = { city: list.city, institutionId: null };
  return {
    list,
    priceOf: (serviceCode) => findTariff(lists, owner, serviceCode, now),
    nextOf: (serviceCode) => nextTariff(lists, owner, serviceCode, now),
  };
}
