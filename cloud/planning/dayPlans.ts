/** Proposals for a city's day: made by the planner, looked at and released by operators. No street and no name of a patient in them. */
import type { Position } from '#domain/geo/distance';
import type { DayFigures } from '#domain/planning/judgedDay';
import type { RefusalCode } from '#domain/refusal';
import { transact } from '../transact';

export interface ProposedVisit {
  readonly orderId: string;
  readonly serviceName: string;
  readonly startAt: number;
  readonly endAt: number;
  /** To half a kilometre: enough for a map, too little for an address. */
  readonly roughPlace: Position;
  /** Who would have been asked first by the published order; null: nobody. */
  readonly beforeNurseId: string | null;
  readonly nurseId: string | null;
  /** After the release: `done`, or why not. */
  readonly outcome: '' | 'done' | RefusalCode;
}

export interface ProposedNurse {
  readonly nurseId: string;
  readonly displayName: string;
  readonly roughHome: Position;
  /** What she has accepted that day; it stands. */
  readonly accepted: readonly { readonly startAt: number; readonly endAt: number; readonly roughPlace: Position }[];
}

/** A document of `dayPlans`; id: `<city>:<day>`. */
export interface DayPlanRow {
  readonly _id: string;
  readonly city: string;
  readonly day: string;
  readonly state: 'asked' | 'proposed' | 'releasing' | 'released';
  /** An operator, or `''` for the timer. */
  readonly askedBy: string;
  readonly askedAt: number;
  /** Open visits not looked at yet; null: not counted yet. */
  readonly left: readonly string[] | null;
  readonly visits: readonly ProposedVisit[];
  readonly nurses: readonly ProposedNurse[];
  /** What the open visits add to the day, by themselves and as planned. */
  readonly before: DayFigures;
  readonly after: DayFigures;
  readonly plannedAt: number | null;
  readonly releasedBy: string | null;
  readonly releasedAt: number | null;
  readonly version: number;
}

const NOTHING: DayFigures = { served: 0, wayMinutes: 0, nurses: 0 };

export const planId = (city: string, day: string): string => `${city}:${day}`;

export const askedPlan = (city: string, day: string, askedBy: string, version: number, now: number): DayPlanRow => ({
  _id: planId(city, day),
  ...{ city, day, state: 'asked', askedBy, askedAt: now, left: null, visits: [], nurses: [] },
  ...{ before: NOTHING, after: NOTHING, plannedAt: null, releasedBy: null, releasedAt: null, version },
});

const ROUGH_DEGREES = 0.005;
export const roughly = ([longitude, latitude]: Position): Position => [grid(longitude), grid(latitude)];
const grid = (degrees: number) => Number((Math.round(degrees / ROUGH_DEGREES) * ROUGH_DEGREES).toFixed(3));

export const sum = (a: DayFigures, b: DayFigures): DayFigures => ({
  served: a.served + b.served,
  wayMinutes: a.wayMinutes + b.wayMinutes,
  nurses: a.nurses + b.nurses,
});

/** Writes what follows from the row that was read, unless somebody else wrote first. */
export async function follow(seen: DayPlanRow, change: Partial<DayPlanRow>): Promise<DayPlanRow | null> {
  return transact(async (transaction) => {
    const row = await transaction.get<DayPlanRow>('dayPlans', seen._id);
    if (row?.version !== seen.version) return null;
    const next = { ...row, ...change, version: row.version + 1 };
    await transaction.put('dayPlans', next);
    return next;
  });
}
