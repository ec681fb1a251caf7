/** Who could come at this time, best first, each with the reason. */
import { type NurseDetails, RecommendNurses, type RecommendNursesReply } from '#contract/recommendNurses';
import type { NurseCard } from '#contract/people';
import { namesOf, type Dialects } from '#domain/care/dialect';
import type { Ranked } from '#domain/dispatch/rank';
import type { Nurse } from '#domain/nurse/nurse';
import { partOf } from '#domain/payment/price';
import { Refusal } from '#domain/refusal';
import { findCandidates } from '#cloud/candidates';
import { read } from '#cloud/database';
import { dialects } from '#cloud/dialects';
import { besideCare, type CareParts } from '#cloud/caredFor';
import { fromMiniProgramBeside } from '#cloud/doors/fromMiniProgram';
import { nurseDetails } from '#cloud/nurseDetails';
import { lookUp, wantedBy, type Wish } from '#cloud/wishes';

const SHOWN = 20;

export const main = fromMiniProgramBeside<typeof RecommendNurses, CareParts, RecommendNursesReply>(
  RecommendNurses,
  besideCare,
  async (input, account, found, now) => {
    const wish = await lookUp(input, account.userId, found, now);
    if (input.about !== null) return { nurses: [], about: await shownNurse(input.about, wish) };
    const candidates = await findCandidates(wantedBy(wish), { now, p: wish.p, enough: SHOWN });
    const list = await dialects(now);
    return { nurses: candidates.slice(0, SHOWN).map((candidate) => cardOf(candidate, wish, list)), about: null };
  },
);

/** Only of nurses who are in service, and not of one whom the family, or who, does not want to meet again. */
async function shownNurse(nurseId: string, { service, blockedNurseIds }: Wish): Promise<NurseDetails> {
  const nurse = await read<Nurse>('nurses', nurseId);
  const isShown = nurse?.status === 'active' && !blockedNurseIds.includes(nurseId);
  if (!isShown) throw new Refusal('NURSE_UNAVAILABLE', { nurseId });
  return nurseDetails(nurseId, service.code);
}

const cardOf = (
  { nurse, distanceMeters, travelMinutes, pastVisits, speaks = null, reason }: Ranked,
  wish: Wish,
  list: Dialects,
): NurseCard => ({
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
  dialects: namesOf(nurse.dialects ?? [], list),
  speaks,
  reason,
  premiumFen: partOf(wish.priceAt(wish.startAt, nurse), 'star'),
});
