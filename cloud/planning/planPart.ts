/** One part of a day: searched for a while, put before the rules, added to the proposal where it is better than what comes by itself. */
import type { OperationParameters } from '#domain/operations/parameters';
import { addedBy, isBetter, lawful, oneByOne } from '#domain/planning/judgedDay';
import { assignedBy, bookingsOn, problemOfDay, type Assigned, type NurseDay } from '#domain/planning/openDay';
import { planDay } from '#domain/planning/planDay';
import { DAY, startOfBeijingDay } from '#domain/schedule/beijing';
import { roughly, sum, type DayPlanRow, type ProposedNurse } from './dayPlans';
import { gather, givenBefore, type Part } from './gather';

export async function planPart(
  row: DayPlanRow,
  orderIds: readonly string[],
  now: number,
  p: OperationParameters,
): Promise<Partial<DayPlanRow>> {
  const midnight = startOfBeijingDay(row.day);
  const day = { startAt: midnight, endAt: midnight + DAY };
  const part = await gather(orderIds, now, p);
  const alone = part.days(await givenBefore(row.visits, ({ beforeNurseId }) => beforeNurseId, now));
  const days = part.days(await givenBefore(row.visits, ({ nurseId }) => nurseId, now));
  const before = oneByOne(part.visits, alone, part.judge);
  const beforeFigures = addedBy(day, part.visits, alone, before, p);

  const searched = search(part, days, day, p);
  const planned = lawful(part.visits, days, searched, part.judge);
  const fallBack = lawful(part.visits, days, before, part.judge);
  const figures = (assigned: Assigned) => addedBy(day, part.visits, days, assigned, p);
  const best = isBetter(figures(planned), figures(fallBack), p) ? planned : fallBack;
  return {
    visits: [
      ...row.visits,
      ...part.visits.map((visit) => ({
        orderId: visit.orderId,
        serviceName: visit.serviceName,
        startAt: visit.startAt,
        endAt: visit.visitEndAt,
        roughPlace: roughly(visit.position),
        beforeNurseId: before.get(visit.orderId) ?? null,
        nurseId: best.get(visit.orderId) ?? null,
        outcome: '' as const,
      })),
    ],
    nurses: withNew(row.nurses, part, days, day, new Set([...before.values(), ...best.values()])),
    before: sum(row.before, beforeFigures),
    after: sum(row.after, figures(best)),
  };
}

/** So many turns, but never longer than the function may take. */
function search(
  part: Part,
  days: readonly NurseDay[],
  day: { startAt: number; endAt: number },
  p: OperationParameters,
) {
  const { searchTurns, searchSeconds } = p.planning;
  const from = performance.now();
  const plan = planDay(problemOfDay(day, part.visits, days, p), (turns) =>
    Math.max(turns / searchTurns, (performance.now() - from) / (1000 * searchSeconds)),
  );
  return assignedBy(plan, part.visits, days);
}

/** The nurses the proposal names, once each, with what they have accepted. */
function withNew(
  known: readonly ProposedNurse[],
  { nurses }: Part,
  days: readonly NurseDay[],
  day: { startAt: number; endAt: number },
  named: ReadonlySet<string>,
): readonly ProposedNurse[] {
  const seen = new Set(known.map(({ nurseId }) => nurseId));
  const given = new Map(days.map((one) => [one.nurseId, one]));
  return [
    ...known,
    ...nurses
      .filter(({ _id }) => named.has(_id) && !seen.has(_id))
      .map(({ _id, displayName, location }) => ({
        nurseId: _id,
        displayName,
        roughHome: roughly(location.coordinates),
        accepted: bookingsOn(given.get(_id) as NurseDay, day).map(({ startAt, endAt, coordinates }) => ({
          startAt,
          endAt,
          roughPlace: roughly(coordinates),
        })),
      })),
  ];
}
