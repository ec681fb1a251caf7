/**
 * What operators change rarely and nearly every call asks for: the settings with their coming changes, institutions, prices, and
 * which city a district belongs to. One question, remembered; and whoever asks something else just then asks for it beside that
 * (`referenceBeside`), so that it mostly costs none.
 */
import type { InstitutionShare } from '#domain/institution/share';
import type { PriceList } from '#domain/payment/priceList';
import type { District, Station } from './places';
import { remembered } from './remembered';
import type { SettingChange } from './settings';
import { readTogether, type Related } from './together';

/** Under names that nothing else is read by. */
export type ReferenceParts = {
  allSettings: { readonly _id: string };
  allChanges: SettingChange;
  allStations: Station;
  allPriceLists: PriceList;
  allShares: InstitutionShare;
  allDistricts: Pick<District, '_id' | 'city'>;
};

const PARTS: { readonly [K in keyof ReferenceParts]: Related } = {
  allSettings: { from: 'settings', all: true },
  allChanges: { from: 'settingChanges', all: true },
  allStations: { from: 'institutions', all: true },
  allPriceLists: { from: 'priceLists', all: true },
  allShares: { from: 'institutionShares', all: true },
  allDistricts: { from: 'districts', all: ['city'] },
};

export interface Reference {
  readonly settings: ReadonlyMap<string, object>;
  /** By the hour from which they hold. */
  readonly changes: readonly SettingChange[];
  readonly stations: readonly Station[];
  readonly priceLists: readonly PriceList[];
  readonly shares: readonly InstitutionShare[];
  readonly cityOfDistrict: ReadonlyMap<string, string>;
}

/** As the database has it at this moment, past the memory. */
export async function readReference(): Promise<Reference> {
  const found = await readTogether<object, ReferenceParts>('settings', { _id: 'operations' }, PARTS);
  if (!found) throw notFilled('operations');
  return referenceOf(found.related);
}

function referenceOf({
  allSettings: settings,
  allChanges: changes,
  allStations: stations,
  allPriceLists: priceLists,
  allShares: shares,
  allDistricts: districts,
}: { readonly [K in keyof ReferenceParts]: readonly ReferenceParts[K][] }): Reference {
  return {
    settings: new Map(settings.map((document) => [document._id, document])),
    changes: [...changes].sort((a, b) => a.from - b.from || (a._id < b._id ? -1 : 1)),
    stations: byId(stations),
    priceLists: byId(priceLists),
    shares: byId(shares),
    cityOfDistrict: new Map(districts.map(({ _id, city }) => [_id, city])),
  };
}

const byId = <T extends { readonly _id: string }>(rows: readonly T[]): readonly T[] =>
  [...rows].sort((a, b) => (a._id < b._id ? -1 : 1));

const remember = remembered(readReference);

export const reference = (now: number): Promise<Reference> => remember('all', now);

/** What to ask for beside something else, where it is not remembered (any more). */
export const referenceBeside = (now: number): Partial<typeof PARTS> => (remember.knows('all', now) ? {} : PARTS);

/** Keeps what was answered to that. */
export function learnReference(related: Partial<Parameters<typeof referenceOf>[0]>, now: number): void {
  if (isWhole(related)) remember.learn('all', now, referenceOf(related));
}

const isWhole = (related: Partial<Parameters<typeof referenceOf>[0]>): related is Parameters<typeof referenceOf>[0] =>
  related.allSettings !== undefined && related.allSettings.length > 0;

/** A document of `settings`; a database without it was never filled. */
export async function setting<T extends object>(name: string, now: number): Promise<T> {
  const found = (await reference(now)).settings.get(name);
  if (!found) throw notFilled(name);
  return found as T;
}

const notFilled = (name: string) =>
  new Error(`settings/${name} is missing: fill the database from database/data first`);
