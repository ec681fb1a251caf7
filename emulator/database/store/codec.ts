/** Stored values as EJSON text: JSON where JSON can say it, `$date` and `$numberDouble` where it cannot. */

function toJson(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $numberDouble: String(value) };
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return { $date: { $numberLong: String(value.getTime()) } };
  if (Array.isArray(value)) {
    const copy = (value as unknown[]).map(toJson);
    return copy.some((element, i) => element !== value[i]) ? copy : value;
  }
  let copy: Record<string, unknown> | undefined;
  for (const name of Object.keys(value)) {
    const before = (value as Record<string, unknown>)[name];
    const after = toJson(before);
    if (after !== before) (copy ??= { ...(value as Record<string, unknown>) })[name] = after;
  }
  return copy ?? value;
}

function fromJson(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('$date' in value) return new Date(Number((value.$date as { $numberLong: string }).$numberLong));
  if ('$numberDouble' in value) return Number(value.$numberDouble);
  for (const name of Object.keys(value)) {
    const part = (value as Record<string, unknown>)[name];
    if (typeof part === 'object' && part !== null) (value as Record<string, unknown>)[name] = fromJson(part);
  }
  return value;
}

export const encode = (value: unknown): string => JSON.stringify(toJson(value));

/** Stored documents have no field names with `$`, so its absence in the text means plain JSON. */
export function decode(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return text.includes('"$date"') || text.includes('"$numberDouble"') ? fromJson(value) : value;
}
