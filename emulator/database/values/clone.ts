/** A copy the caller may change. Values are the engine's own: scalars, Date, arrays, plain objects. */
export function clone<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(clone) as T;
  if (value instanceof Date) return new Date(value.getTime()) as T;
  if (value instanceof RegExp) return value;
  const copy: Record<string, unknown> = {};
  for (const name in value) copy[name] = clone((value as Record<string, unknown>)[name]);
  return copy as T;
}

/** Freezes all the way down; a Date cannot be frozen, so stored dates are never handed out uncopied. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const name in value) deepFreeze((value as Record<string, unknown>)[name]);
  return Object.freeze(value);
}
