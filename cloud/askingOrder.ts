/** In which order nurses are asked: the published score over what the database and the map know about those who could come. */
import type { Ranked } from '#domain/dispatch/rank';
import { byScore, scored, withNewcomers, type Scorable, type Scored } from '#domain/dispatch/score';
import type { Position } from '#domain/geo/distance';
import { travelMinutesAt } from '#domain/geo/travel';
import type { OperationParameters } from '#domain/operations/parameters';
import type { Order } from '#domain/order/order';
import { DAY, MINUTE, startOfBeijingWeek } from '#domain/schedule/beijing';
import { bookingsOf } from './candidates';
import { _, db, everyRow } from './database';
import { waysTo } from './travelTimes';

/** A candidate with her score. */
export interface Asked extends Ranked {
  readonly scored: Scored;
}

/** So far back is looked when who was asked last decides between equals. */
const LAST_OFFERS_DAYS = 14;

/** A visit that looks for somebody; the order may not exist yet. */
export interface Looking {
  readonly orderId: string;
  readonly recipientId: string;
  readonly startAt: number;
  readonly position: Position;
  readonly askedBefore: number;
  readonly isSeries: boolean;
}

/** Best first. The way is asked of the map for the best of them only; for the others it stays the estimate. */
export async function askingOrder(
  looking: Looking,
  candidates: readonly Ranked[],
  now: number,
  p: OperationParameters,
): Promise<readonly Asked[]> {
  if (candidates.length === 0) return [];
  const { isSeries } = looking;
  const facts = await scorables(looking, candidates, now, p);
  const byEstimate = facts.map((one) => scored(one, isSeries, p.score)).sort(byScore);
  const best = byEstimate.slice(0, p.travel.mapCandidates).map(({ nurseId }) => nurseId);
  const measured = await measuredWays(
    candidates.filter(({ nurse }) => best.includes(nurse._id)),
    looking,
    now,
    p,
  );
  const all = facts.map((one) => scored({ ...one, ...measured.get(one.nurseId) }, isSeries, p.score)).sort(byScore);
  const asked = withNewcomers(all, looking.orderId, looking.askedBefore, p.score.newcomerEvery);
  const byId = new Map(candidates.map((candidate) => [candidate.nurse._id, candidate]));
  return asked.map((one) => ({
    ...(byId.get(one.nurseId) as Ranked),
    travelMinutes: one.travelMinutes,
    scored: one,
  }));
}

async function measuredWays(
  candidates: readonly Ranked[],
  { position, startAt }: Looking,
  now: number,
  p: OperationParameters,
): Promise<ReadonlyMap<string, Pick<Scorable, 'travelMinutes' | 'isEstimated' | 'isTakenOver'>>> {
  const from = candidates.map(({ nurse }) => nurse.location.coordinates);
  const ways = await waysTo(from, position, startAt, now, p);
  return new Map(
    candidates.map(({ nurse }, index) => {
      const { minutes = 0, isEstimated = true, isTakenOver = false } = ways[index] ?? {};
      return [nurse._id, { travelMinutes: minutes, isEstimated, isTakenOver }];
    }),
  );
}

async function scorables(
  { recipientId, startAt }: Looking,
  candidates: readonly Ranked[],
  now: number,
  p: OperationParameters,
): Promise<readonly Scorable[]> {
  const ids = candidates.map(({ nurse }) => nurse._id);
  const monday = startOfBeijingWeek(startAt);
  const [bookings, lastOffers, visits] = await Promise.all([
    bookingsOf(ids, { startAt: monday, endAt: monday + 7 * DAY }),
    lastOffersTo(ids, now),
    recentVisits(recipientId, now - p.score.continuityDays * DAY),
  ]);
  return candidates.map(({ nurse, distanceMeters, speaks = null }) => ({
    nurseId: nurse._id,
    travelMinutes: travelMinutesAt(distanceMeters, startAt, p),
    isEstimated: true,
    stars: nurse.stars,
    reviewCount: nurse.reviewCount,
    recentVisits: visits.get(nurse._id) ?? 0,
    speaksWished: speaks !== null,
    weekMinutes: (bookings.get(nurse._id) ?? []).reduce((sum, one) => sum + (one.endAt - one.startAt) / MINUTE, 0),
    lastOfferAt: lastOffers.get(nurse._id) ?? 0,
  }));
}

async function lastOffersTo(nurseIds: readonly string[], now: number): Promise<ReadonlyMap<string, number>> {
  const { data } = await db
    .collection('offers')
    .aggregate()
    .match({ nurseId: _.in([...nurseIds]), offeredAt: _.gt(now - LAST_OFFERS_DAYS * DAY) })
    .group({ _id: '$nurseId', lastAt: { $max: '$offeredAt' } })
    .limit(nurseIds.length)
    .end();
  return new Map((data as { _id: string; lastAt: number }[]).map(({ _id, lastAt }) => [_id, lastAt]));
}

/** How often each nurse was with this person lately. */
async function recentVisits(recipientId: string, since: number): Promise<ReadonlyMap<string, number>> {
  const visits = await everyRow<Pick<Order, 'nurseId'>>(
    db
      .collection('orders')
      .where({ recipientId, status: 'completed', startAt: _.gt(since) })
      .field({ nurseId: true })
      .orderBy('_id', 'asc'),
  );
  const counts = new Map<string, number>();
  for (const { nurseId } of visits) if (nurseId) counts.set(nurseId, (counts.get(nurseId) ?? 0) + 1);
  return counts;
}
