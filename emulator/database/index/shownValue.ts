/** A value as people read it in a plan. */
export function shownValue(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Date(invalid)' : `Date("${value.toISOString()}")`;
  if (value instanceof RegExp) return String(value);
  if (typeof value === 'number') return String(value);
  return JSON.stringify(value);
}
