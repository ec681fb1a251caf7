/** What a series would be before it exists: the visits that would be booked now, their prices, and what stands in the way. */
import type { PreviewedVisit, SeriesWanted } from '#contract/careSeries';
import { MESSAGES } from '#contract/messages';
import { bookingsNeeded, whyNot } from '#domain/nurse/eligible';
import type { Booking, Nurse } from '#domain/nurse/nurse';
import type { RefusalCode } from '#domain/refusal';
import { beijingDay, DAY } from '#domain/schedule/beijing';
import { assertPlan, visitsOf, type SeriesVisit } from '#domain/schedule/series';
import { assertBookable, recipientSlotIds, visitWindow } from '#domain/schedule/slots';
import { bookingsOf, nursesNear } from '../candidates';
import { read } from '../database';
import { recipientSlotsTaken } from '../slots';
import { wantedBy, type Wish } from '../wishes';

export interface Previewed {
  readonly visits: readonly PreviewedVisit[];
  readonly later: number;
}

interface Known {
  readonly wish: Wish;
  /** In the order in which they would be asked; the rest only counts. */
  readonly named: readonly Nurse[];
  readonly near: readonly Nurse[];
  readonly bookings: ReadonlyMap<string, readonly Booking[]>;
  readonly taken: ReadonlySet<string>;
  readonly now: number;
}

/** The visits that would be booked at once. */
export function visitsDueNow({ plan }: Pick<SeriesWanted, 'plan'>, now: number, horizonDays: number) {
  return visitsOf(plan, plan.firstDay, beijingDay(now + horizonDays * DAY));
}

export async function previewOf(wanted: SeriesWanted, wish: Wish, now: number): Promise<Previewed> {
  const { booking } = wish.p;
  assertPlan(wanted.plan, now, booking);
  const due = visitsDueNow(wanted, now, booking.seriesHorizonDays);
  const all = visitsOf(wanted.plan, wanted.plan.firstDay, beijingDay(now + 2 * booking.seriesMaxDays * DAY));
  if (due.length === 0) return { visits: [], later: all.length };
  const known = await lookAround(wanted, wish, due, now);
  return { visits: due.map((visit) => previewed(visit, known)), later: all.length - due.length };
}

/** Everything that is asked about any of the visits, read once. */
async function lookAround(
  { nurseId, backupNurseIds, recipientId }: SeriesWanted,
  wish: Wish,
  due: readonly SeriesVisit[],
  now: number,
): Promise<Known> {
  const window = { startAt: due[0]?.startAt ?? now, endAt: (due.at(-1)?.startAt ?? now) + DAY };
  const ids = nurseId === null ? [] : [nurseId, ...backupNurseIds];
  const [found, around, taken] = await Promise.all([
    Promise.all(ids.map((id) => read<Nurse>('nurses', id))),
    nursesNear(wantedBy(wish), wish.p.dispatch.candidateLimit, wish.p, now),
    recipientSlotsTaken(recipientId, ...due.map(({ startAt }) => visitWindow(wish.service, startAt))),
  ]);
  const named = found.filter((nurse) => nurse !== null).filter((nurse) => isWanted(nurse, wish));
  const near = around.map(({ nurse }) => nurse).filter((nurse) => isWanted(nurse, wish));
  const { startAt } = bookingsNeeded(window.startAt);
  const { endAt } = bookingsNeeded(window.endAt);
  const everybody = [...new Set([...named, ...near].map(({ _id }) => _id))];
  return { wish, named, near, taken, now, bookings: await bookingsOf(everybody, { startAt, endAt }) };
}

const isWanted = ({ _id }: Nurse, { blockedNurseIds }: Wish) => !blockedNurseIds.includes(_id);

function previewed({ startAt, number }: SeriesVisit, known: Known): PreviewedVisit {
  const { wish, named, near } = known;
  const canCome = (nurse: Nurse) => canBeAsked(nurse, startAt, known);
  const first = named.find(canCome) ?? null;
  const { totalFen } = wish.priceAt(startAt, first);
  const anybody = first !== null || near.some(canCome);
  const against = againstTheDay(startAt, known) ?? (anybody ? null : 'NURSE_UNAVAILABLE');
  const conflict = against && MESSAGES[against];
  return { startAt, number, totalFen, nurseName: against ? null : (first?.displayName ?? null), conflict };
}

function canBeAsked(nurse: Nurse, startAt: number, { wish, bookings, now }: Known): boolean {
  const around = bookingsNeeded(startAt);
  const hers = (bookings.get(nurse._id) ?? []).filter(
    (one) => one.startAt >= around.startAt && one.startAt < around.endAt,
  );
  return whyNot(nurse, { ...wantedBy(wish), startAt, bookings: hers, now }, wish.p) === null;
}

function againstTheDay(startAt: number, { wish, taken, now }: Known): RefusalCode | null {
  if (startAt < now + wish.p.booking.minimumLeadMinutes * 60_000) return 'SLOT_IN_PAST';
  assertBookable(startAt, now, wish.p.booking);
  const busy = recipientSlotIds(wish.recipient._id, visitWindow(wish.service, startAt)).some((id) => taken.has(id));
  return busy ? 'RECIPIENT_BUSY' : null;
}
