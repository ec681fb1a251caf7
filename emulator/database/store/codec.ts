/**
 * Stored values as EJSON text: JSON where JSON can say it, `$date` and `$numberDouble` where it cannot. For the log;
 * snapshots use the denser tape.ts.
 */

/** Numbers that JSON has no word for. */
export const isBeyondJson = (value: number) => !Number.isFinite(value) || Object.is(value, -0);

/** The engine stores no other objects than these; anything else would silently become `{}`. */
export function refuseUnknown(value: object): void {
  if (value instanceof RegExp || ArrayBuffer.isView(value) || '_bsontype' in value) {
    throw new Error(`the log has no form for ${Object.prototype.toString.call(value)}`);
  }
}

export function toEjson(value: unknown): unknown {
  if (typeof value === 'number') {
    return isBeyondJson(value) ? { $numberDouble: Object.is(value, -0) ? '-0' : String(value) } : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return { $date: { $numberLong: String(value.getTime()) } };
  if (Array.isArray(value)) {
    const copy = (value as unknown[]).map(toEjson);
    return copy.some((element, i) => element !== value[i]) ? copy : value;
  }
  refuseUnknown(value);
  let copy: Record<string, unknown> | undefined;
  for (const name of Object.keys(value)) {
    const before = (value as Record<string, unknown>)[name];
    const after = toEjson(before);
    if (after !== before) (copy ??= { ...(value as Record<string, unknown>) })[name] = after;
  }
  return copy ?? value;
}

/** What `{"$date": …}` or `{"$numberDouble": …}` stands for; undefined for anything else. */
function unwrapped(value: Record<string, unknown>, name: string | undefined): Date | number | undefined {
  if (name === '$date') return new Date(Number((value.$date as { $numberLong: string }).$numberLong));
  return name === '$numberDouble' ? Number(value.$numberDouble) : undefined;
}

/** Changes what it is given. */
export function fromEjson(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const names = Object.keys(value);
  const scalar = names.length === 1 ? unwrapped(value as Record<string, unknown>, names[0]) : undefined;
  if (scalar !== undefined) return scalar;
  for (const name of names) {
    const part = (value as Record<string, unknown>)[name];
    if (typeof part === 'object' && part !== null) (value as Record<string, unknown>)[name] = fromEjson(part);
  }
  return value;
}

export const encode = (value: unknown): string => JSON.stringify(toEjson(value));

/** Stored documents have no field names with `$`, so its absence in the text means plain JSON. */
export function decode(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return text.includes('"$date"') || text.includes('"$numberDouble"') ? fromEjson(value) : value;
}
