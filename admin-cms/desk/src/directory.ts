/** Names for codes and ids: services by code, nurses by id. Read once, shared by all tables. */
import { computed, ref } from 'vue';
import { database } from './cloud';
import type { Row } from './models';

const services = ref<readonly Row[]>([]);
const nurses = ref<ReadonlyMap<string, string>>(new Map());

/** More than a city has. */
const MOST = 1000;

async function all(collection: string): Promise<readonly Row[]> {
  const { data } = (await database().collection(collection).where({}).orderBy('_id', 'asc').limit(MOST).get()) as {
    data: Row[];
  };
  return data;
}

export async function readDirectory(): Promise<void> {
  const [known, people] = await Promise.all([all('services'), all('nurses')]);
  services.value = known;
  nurses.value = new Map(people.map(({ _id, displayName }) => [_id, String(displayName)]));
}

const names = computed(() => new Map(services.value.map(({ code, name }) => [String(code), String(name)])));

/** A service that is no longer in the catalogue keeps its code. */
export const serviceName = (code: string): string => names.value.get(code) ?? code;
export const nurseName = (nurseId: string): string => nurses.value.get(nurseId) ?? '';

export const nurseOptions = (): readonly Option[] => [...nurses.value];

type Option = readonly [code: string, name: string];
export const serviceOptions = (): readonly Option[] => [...names.value];
/** Services that need a doctor's order or prescription. */
export const orderedServiceOptions = (): readonly Option[] =>
  services.value.filter(({ orderRequired }) => orderRequired).map(({ code, name }) => [String(code), String(name)]);
