/** What every environment starts with, demo or not: the catalogue, the stations, the served districts, the operators' numbers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Service } from '#domain/care/service';
import type { OperationParameters } from '#domain/operations/parameters';
import { districts } from './places';

const folder = join(__dirname, '../../database/data');
const json = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;

export const services = (): Service[] => json<Service[]>('catalogue.json');
export const operations = (): OperationParameters => json<OperationParameters>('operations.json');

interface Station {
  readonly _id: string;
  readonly name: string;
  readonly district: string;
  readonly location: { readonly type: 'Point'; readonly coordinates: [number, number] };
}

export const stations = (): Station[] => json<Station[]>('stations.json');

/** Collection → its documents, each with its `_id`. */
export type Documents = Record<string, readonly object[]>;

export const baseData = (): Documents => ({
  services: services().map((service) => ({ ...service, _id: service.code })),
  institutions: stations(),
  districts: districts().map(({ name, polygon }) => ({ _id: name, name, city: '杭州市', polygon })),
  settings: [{ ...operations(), _id: 'operations' }],
  operators: [{ _id: 'operator-1', name: '值班运营', role: '运营' }],
});
