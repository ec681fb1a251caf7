/** What may be done at home here: the positive lists of province, city and institution, and the negative list (P-025, P-026). */
import type { ListFacts, ServiceList } from '#domain/eligibility/facts';
import type { NegativeList } from '#domain/eligibility/negativeList';
import { read } from '../database';
import { remembered } from '../remembered';

/** `settings/serviceLists`. A list whose `codes` is null allows everything. */
interface ServiceLists {
  readonly province: ServiceList;
  readonly city: ServiceList;
  readonly institutions: Readonly<Record<string, ServiceList>>;
}

const setting = <T>(name: string) => {
  const readIt = remembered(async () => {
    const found = await read<T>('settings', name);
    if (!found) throw new Error(`settings/${name} is missing: fill the database from database/data first`);
    return found;
  });
  return (now: number) => readIt(name, now);
};

const serviceLists = setting<ServiceLists>('serviceLists');
export const negativeList = setting<NegativeList>('negativeList');

/** All lists that hold where this institution sends somebody. */
export async function listFacts(institutionId: string, now: number): Promise<ListFacts> {
  const { province, city, institutions } = await serviceLists(now);
  const own = institutions[institutionId];
  const plain = (level: ListFacts[number]['level'], { version, codes }: ServiceList) => ({ level, version, codes });
  return [plain('province', province), plain('city', city), ...(own ? [plain('institution', own)] : [])];
}
