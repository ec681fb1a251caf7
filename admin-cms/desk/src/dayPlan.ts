/** A planner's proposal as the desk draws it: who goes where, before and after. */
import { MINUTE, startOfBeijingDay } from '#domain/schedule/beijing';
import { place } from './cityMap';
import type { Row } from './models';

export type Which = 'before' | 'after';
type Position = readonly [number, number];

interface Figures {
  readonly served: number;
  readonly wayMinutes: number;
  readonly nurses: number;
}

export interface DayPlan {
  readonly _id: string;
  readonly city: string;
  readonly day: string;
  readonly state: 'asked' | 'proposed' | 'releasing' | 'released';
  readonly askedAt: number;
  readonly plannedAt: number | null;
  readonly visits: readonly {
    readonly orderId: string;
    readonly serviceName: string;
    readonly startAt: number;
    readonly endAt: number;
    readonly roughPlace: Position;
    readonly beforeNurseId: string | null;
    readonly nurseId: string | null;
    readonly outcome: string;
  }[];
  readonly nurses: readonly {
    readonly nurseId: string;
    readonly displayName: string;
    readonly roughHome: Position;
    readonly accepted: readonly { readonly startAt: number; readonly endAt: number; readonly roughPlace: Position }[];
  }[];
  readonly before: Figures;
  readonly after: Figures;
}

export const planOf = (row: Row): DayPlan => row as unknown as DayPlan;

export const STATES: Readonly<Record<DayPlan['state'], string>> = {
  asked: '排班中',
  proposed: '待发布',
  releasing: '派单中',
  released: '已发布',
};

const COLOURS = ['#1f6feb', '#b3590a', '#0a7d43', '#8b3fbf', '#b42318', '#0b7a83', '#6b5a00', '#c2357a'];

export interface Stop {
  readonly label: string;
  readonly startAt: number;
  readonly endAt: number;
  readonly roughPlace: Position;
  readonly isAccepted: boolean;
}

export interface NurseLine {
  readonly nurseId: string;
  readonly name: string;
  readonly colour: string;
  readonly stops: readonly Stop[];
  /** From home through all visits and back. */
  readonly path: string;
}

/** One line per nurse with at least one visit, in the order of her day. */
export function linesOf(plan: DayPlan, which: Which): readonly NurseLine[] {
  return plan.nurses.flatMap(({ nurseId, displayName, roughHome, accepted }, index) => {
    const open = plan.visits.filter((visit) => (which === 'before' ? visit.beforeNurseId : visit.nurseId) === nurseId);
    const stops: readonly Stop[] = [
      ...accepted.map((one) => ({ ...one, label: '已接订单', isAccepted: true })),
      ...open.map((one) => ({ ...one, label: one.serviceName, isAccepted: false })),
    ].sort((a, b) => a.startAt - b.startAt);
    if (stops.length === 0) return [];
    const points = [roughHome, ...stops.map(({ roughPlace }) => roughPlace), roughHome].map(place);
    const path = `M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`;
    return [{ nurseId, name: displayName, colour: COLOURS[index % COLOURS.length] as string, stops, path }];
  });
}

export const openIn = (plan: DayPlan, which: Which) =>
  plan.visits.filter((visit) => (which === 'before' ? visit.beforeNurseId : visit.nurseId) === null);

const [FIRST_HOUR, LAST_HOUR] = [6, 24];
export const HOURS = [6, 9, 12, 15, 18, 21, 24];
/** Where an instant stands on the bar of its day, 0 to 100. */
export const share = (day: string, at: number): number => {
  const hour = (at - startOfBeijingDay(day)) / (60 * MINUTE);
  return Math.min(100, Math.max(0, ((hour - FIRST_HOUR) / (LAST_HOUR - FIRST_HOUR)) * 100));
};
