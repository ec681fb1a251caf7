/** What a family may know of a nurse before it chooses her: how she was rated, and what she has done how often. Counts, never whose. */
import type { NurseDetails } from '#contract/recommendNurses';
import { _, db } from './database';

const $ = _.aggregate;
/** Services with the most visits. */
const MOST_SERVICES = 6;

interface Means {
  readonly count: number;
  readonly professional: number;
  readonly attitude: number;
  readonly environment: number;
}
interface Done {
  readonly _id: string;
  readonly serviceName: string;
  readonly visits: number;
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

export async function nurseDetails(nurseId: string, serviceCode: string): Promise<NurseDetails> {
  const [marks, done] = await Promise.all([meansOf(nurseId), doneBy(nurseId)]);
  const { count = 0, professional = 0, attitude = 0, environment = 0 } = marks ?? {};
  const means = { professional: tenth(professional), attitude: tenth(attitude), environment: tenth(environment) };
  return {
    nurseId,
    ratings: count === 0 ? null : { count, ...means },
    thisService: done.find(({ _id }) => _id === serviceCode)?.visits ?? 0,
    services: done.slice(0, MOST_SERVICES).map(({ serviceName, visits }) => ({ serviceName, visits })),
  };
}

async function meansOf(nurseId: string): Promise<Means | undefined> {
  const { data } = await db
    .collection('reviews')
    .aggregate()
    .match({ nurseId })
    .group({
      ...{ _id: null, count: $.sum(1), professional: $.avg('$professional') },
      ...{ attitude: $.avg('$attitude'), environment: $.avg('$environment') },
    })
    .end();
  return (data as Means[])[0];
}

/** Most visits first; of equally many in the order of the catalogue. */
async function doneBy(nurseId: string): Promise<readonly Done[]> {
  const { data } = await db
    .collection('orders')
    .aggregate()
    .match({ nurseId, status: 'completed' })
    .group({ _id: '$serviceCode', serviceName: $.last('$serviceName'), visits: $.sum(1) })
    .sort({ visits: -1, _id: 1 })
    .end();
  return data as Done[];
}
