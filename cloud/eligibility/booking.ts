/** The decision at booking: everything about the family, the service and the institution; with a chosen nurse about her too. */
import type { EligibilityView } from '#contract/eligibility';
import { reasonsFor } from '#domain/eligibility/decide';
import { NOTHING_LOOKED_AT, type Facts } from '#domain/eligibility/facts';
import { forbiddenIn } from '#domain/eligibility/negativeList';
import { serviceFacts } from '#domain/eligibility/nurseFacts';
import { papersOf, sendingProvider } from '#domain/eligibility/provider';
import { visitWindow } from '#domain/schedule/slots';
import type { Wish } from '../wishes';
import { judge, type Judged } from './decisions';
import { factsOfFamily, type FamilyPapers } from './familyFacts';
import { listFacts, negativeList } from './lists';

export interface BookingJudged extends Judged {
  readonly conditions: readonly string[];
}

export async function judgeBooking(
  wish: Wish,
  papers: FamilyPapers,
  said: { readonly userId: string; readonly note: string; readonly institutionId: string | null },
  now: number,
): Promise<BookingJudged> {
  const { service, recipient, startAt } = wish;
  const visit = visitWindow(service, startAt);
  const provider =
    said.institutionId === null
      ? sendingProvider([...wish.providers.values()], wish.address.stationId, serviceFacts(service), visit)
      : (wish.providers.get(said.institutionId) ?? null);
  const [forbidden, lists] = await Promise.all([negativeList(now), listFacts(provider?.id ?? '', now)]);
  const { conditions, ...family } = factsOfFamily(
    papers,
    { recipient, userId: said.userId, serviceCode: service.code },
    now,
  );
  const facts: Facts = {
    moment: 'booking',
    now,
    visit,
    service: serviceFacts(service),
    ...NOTHING_LOOKED_AT,
    provider: provider && papersOf(provider),
    lists,
    forbiddenInNote: forbiddenIn(said.note, forbidden),
    ...family,
    recording: family.consents.recording.state,
  };
  return { ...judge(facts), conditions };
}

/** The patient's part: all reasons at once, so that a screen can lead to each. */
export const eligibilityView = ({ eligibility, conditions }: BookingJudged): EligibilityView => ({
  allowed: eligibility.allowed,
  reasons: reasonsFor(eligibility, 'patient').map(({ rule, code, sentence, details }) => ({
    rule,
    code,
    sentence,
    details,
  })),
  conditions,
});
