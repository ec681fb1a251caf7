/** What every environment starts with, demo or not: the catalogue, the stations, the served districts, the operators' numbers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Station as CloudStation } from '#cloud/places';
import type { Service } from '#domain/care/service';
import type { GeoPoint } from '#domain/geo/distance';
import { OPERATOR_ROLES } from '#domain/operations/operatorRoles';
import type { OperationParameters } from '#domain/operations/parameters';
import type { PriceList } from '#domain/payment/priceList';
import { districts } from './places';

const folder = join(__dirname, '../../database/data');
const json = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;

export const services = (): Service[] => json<Service[]>('catalogue.json');
/** The first of them is the platform's own. */
export const priceLists = (): PriceList[] => json<PriceList[]>('priceLists.json');
export const operations = (): OperationParameters => json<OperationParameters>('operations.json');

type Station = CloudStation & {
  readonly location: GeoPoint;
};

export const stations = (): Station[] => json<Station[]>('stations.json');

/** A setting as a new environment has it. */
export const setting = <T>(name: string): T => json<T>(`${name}.json`);

/** Settings that carry a version of their own. */
const VERSIONED = ['serviceLists', 'negativeList', 'riskQuestionnaire', 'consentTexts', 'invoicing', 'dialects'];

/** Collection → its documents, each with its `_id`. */
export type Documents = Record<string, readonly object[]>;

export const baseData = (): Documents => ({
  services: services().map((service) => ({ ...service, _id: service.code })),
  priceLists: priceLists(),
  institutions: stations(),
  districts: districts().map(({ name, polygon }) => ({ _id: name, name, city: '杭州市', polygon })),
  settings: [
    { ...operations(), _id: 'operations' },
    ...VERSIONED.map((name) => ({ ...json<object>(`${name}.json`), _id: name })),
  ],
  courses: json<object[]>('courses.json'),
  examQuestions: json<object[]>('examQuestions.json'),
  // One desk, one person: in a real office everybody has one role.
  operators: [{ _id: 'operator-1', name: '值班运营', role: '运营', roles: OPERATOR_ROLES }],
});
