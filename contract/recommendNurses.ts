import type { NurseCard } from './people';
import { Wish } from './wish';

/** Who could come, best first, each with the reason. */
export const RecommendNurses = Wish;
export interface RecommendNursesReply {
  readonly nurses: readonly NurseCard[];
}
