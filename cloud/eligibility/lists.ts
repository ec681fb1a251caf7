/** What may be done at home here: the positive lists of province, city and institution, and the negative list (P-025, P-026). */
import type { ListFacts, ServiceList } from '#domain/eligibility/facts';
import type { NegativeList } from '#domain/eligibility/negativeList';
import { setting } from '../reference';

/** `settings/serviceLists`. A list whose `codes` is null allows everything. */
interface ServiceLists {
  readonly province: ServiceList;
  readonly city: ServiceList;
  readonly institutions: Readonly<Record<string, ServiceList>>;
}

export const negativeList = (now: number): Promise<NegativeList> => setting<NegativeList>('negativeList', now);

/** All lists that hold where this institution sends somebody. */
export async function listFacts(institutionId: string, now: number): Promise<ListFacts> {
  const { province, city, institutions } = await setting<ServiceLists>('serviceLists', now);
  const own = institutions[institutionId];
  const plain = (level: ListFacts[number]['level'], { version, codes }: ServiceList) => ({ level, version, codes });
  return [plain('province', province), plain('city', city), ...(own ? [plain('institution', own)] : [])];
}
