/**
 * What operators change rarely and nearly every call asks for: the settings with their coming changes, institutions, prices, and
 * which city a district belongs to. One question, remembered: a function that was at rest for a minute would else ask five.
 */
import type { PriceList } from '#domain/payment/priceList';
import type { District, Station } from './places';
import { remembered } from './remembered';
import type { SettingChange } from './settings';
import { readTogether } from './together';

type Parts = {
  settings: { readonly _id: string };
  changes: SettingChange;
  stations: Station;
  priceLists: PriceList;
  districts: Pick<District, '_id' | 'city'>;
};

export interface Reference {
  readonly settings: ReadonlyMap<string, object>;
  /** By the hour from which they hold. */
  readonly changes: readonly SettingChange[];
  readonly stations: readonly Station[];
  readonly priceLists: readonly PriceList[];
  readonly cityOfDistrict: ReadonlyMap<string, string>;
}

/** As the database has it at this moment, past the memory. */
export async function readReference(): Promise<Reference> {
  const found = await readTogether<object, Parts>(
    'settings',
    { _id: 'operations' },
    {
      settings: { from: 'settings', all: true },
      changes: { from: 'settingChanges', all: true },
      stations: { from: 'institutions', all: true },
      priceLists: { from: 'priceLists', all: true },
      districts: { from: 'districts', all: ['city'] },
    },
  );
  if (!found) throw notFilled('operations');
  const { settings, changes, stations, priceLists, districts } = found.related;
  return {
    settings: new Map(settings.map((document) => [document._id, document])),
    changes: [...changes].sort((a, b) => a.from - b.from || (a._id < b._id ? -1 : 1)),
    stations: byId(stations),
    priceLists: byId(priceLists),
    cityOfDistrict: new Map(districts.map(({ _id, city }) => [_id, city])),
  };
}

const byId = <T extends { readonly _id: string }>(rows: readonly T[]): readonly T[] =>
  [...rows].sort((a, b) => (a._id < b._id ? -1 : 1));

const remember = remembered(readReference);

export const reference = (now: number): Promise<Reference> => remember('all', now);

/** A document of `settings`; a database without it was never filled. */
export async function setting<T extends object>(name: string, now: number): Promise<T> {
  const found = (await reference(now)).settings.get(name);
  if (!found) throw notFilled(name);
  return found as T;
}

const notFilled = (name: string) =>
  new Error(`settings/${name} is missing: fill the database from database/data first`);
