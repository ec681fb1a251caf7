/** Who could come at this time, best first, each with the reason. */
import { RecommendNurses, type RecommendNursesReply } from '#contract/recommendNurses';
import type { NurseCard } from '#contract/people';
import type { Ranked } from '#domain/dispatch/rank';
import { findCandidates } from '#cloud/candidates';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { lookUp, wantedBy } from '#cloud/wishes';

const SHOWN = 20;

export const main = fromMiniProgram(RecommendNurses, async (input, account, now): Promise<RecommendNursesReply> => {
  const wish = await lookUp(input, account.userId, now);
  const candidates = await findCandidates(wantedBy(wish), { now, p: wish.p, enough: 1 });
  return { nurses: candidates.slice(0, SHOWN).map(cardOf) };
});

const cardOf = ({ nurse, distanceMeters, travelMinutes, pastVisits, reason }: Ranked): NurseCard => ({
  nurseId: nurse._id,
  name: nurse.displayName,
  sex: nurse.sex,
  title: nurse.title,
  years: nurse.years,
  stars: nurse.stars,
  reviewCount: nurse.reviewCount,
  certificates: nurse.certificates,
  distanceMeters,
  travelMinutes,
  pastVisits,
  reason,
});
