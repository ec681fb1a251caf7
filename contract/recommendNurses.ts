import * as v from 'valibot';
import { Id } from './fields';
import type { NurseCard } from './people';
import { Wish } from './wish';

/** Who could come, best first, each with the reason. `about`: more on one of them, instead of the list. */
export const RecommendNurses = v.strictObject({ ...Wish.entries, about: v.optional(v.nullable(Id), null) });
export type RecommendNursesInput = v.InferInput<typeof RecommendNurses>;

/** Ratings in three dimensions and past cases; counts, never whose. */
export interface NurseDetails {
  readonly nurseId: string;
  /** Means, to the tenth; null: nobody rated her yet. */
  readonly ratings: {
    readonly count: number;
    readonly professional: number;
    readonly attitude: number;
    readonly environment: number;
  } | null;
  /** Completed visits with the service that is wished for, and with those she did most often. */
  readonly thisService: number;
  readonly services: readonly { readonly serviceName: string; readonly visits: number }[];
}

export interface RecommendNursesReply {
  readonly nurses: readonly NurseCard[];
  readonly about: NurseDetails | null;
}
