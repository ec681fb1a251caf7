import type { PlanView } from '#contract/planWork';

/** Hours of one weekday. */
export interface Span {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** What a day begins with that had no hours: eight to six. */
export const USUAL: Span = { fromMinute: 480, toMinute: 1080 };
const DAY_END = 1440;
const DAYS = [0, 1, 2, 3, 4, 5, 6];

/** By weekday, each day's in order. */
export const spansOf = (shifts: PlanView['shifts']): Span[][] =>
  DAYS.map((day) =>
    shifts
      .filter(({ weekday }) => weekday === day)
      .map(({ fromMinute, toMinute }) => ({ fromMinute, toMinute }))
      .sort((a, b) => a.fromMinute - b.fromMinute),
  );

/** Two of them at the same time, or one that ends before it begins. */
export function overlaps(spans: readonly Span[]): boolean {
  const sorted = [...spans].sort((a, b) => a.fromMinute - b.fromMinute);
  return sorted.some(({ fromMinute, toMinute }, at) => {
    const before = sorted[at - 1];
    return toMinute <= fromMinute || (before !== undefined && before.toMinute > fromMinute);
  });
}

/** Every one of these days has the same hours. */
export function isSameOn(days: readonly (readonly Span[])[]): boolean {
  const told = days.map((spans) => spans.map(({ fromMinute, toMinute }) => `${fromMinute}-${toMinute}`).join());
  return new Set(told).size <= 1;
}

/** With one more: an hour after the last, two hours long, as far as the day goes. */
export function withOneMore(spans: readonly Span[], stepMinutes: number): Span[] {
  const last = spans[spans.length - 1];
  if (!last) return [USUAL];
  const fromMinute = Math.min(last.toMinute + 2 * stepMinutes, DAY_END - stepMinutes);
  return [...spans, { fromMinute, toMinute: Math.min(fromMinute + 4 * stepMinutes, DAY_END) }];
}
