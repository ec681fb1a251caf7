/** Hours of one weekday. */
export interface Span {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** Two of them at the same time, or one that ends before it begins. */
export function overlaps(spans: readonly Span[]): boolean {
  const sorted = [...spans].sort((a, b) => a.fromMinute - b.fromMinute);
  return sorted.some(({ fromMinute, toMinute }, at) => {
    const before = sorted[at - 1];
    return toMinute <= fromMinute || (before !== undefined && before.toMinute > fromMinute);
  });
}
