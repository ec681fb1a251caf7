/** Offsets of Olson time zones, from the time zone data that Node carries. */

const dayMs = 86_400_000;
/** Days remembered per zone; forgetting all of them now and then keeps memory small. */
const rememberedDays = 4096;

function formatterFor(id: string): Intl.DateTimeFormat | undefined {
  // Intl takes identifiers in any case, MongoDB only as they are written.
  if (!/^[A-Z]/.test(id)) return undefined;
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: id,
      calendar: 'gregory',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined; // not a time zone: the caller says so
  }
}

function exactOffsetMs(formatter: Intl.DateTimeFormat, utcMs: number): number {
  const seconds = Math.floor(utcMs / 1000) * 1000;
  const part: Record<string, string> = {};
  for (const { type, value } of formatter.formatToParts(seconds)) part[type] = value;
  const year = part.era === 'BC' ? 1 - Number(part.year) : Number(part.year);
  const local = new Date(0);
  local.setUTCFullYear(year, Number(part.month) - 1, Number(part.day));
  local.setUTCHours(Number(part.hour), Number(part.minute), Number(part.second));
  return local.getTime() - seconds;
}

/**
 * How far a zone is ahead of UTC at a moment; undefined for an unknown zone. Asking Intl costs microseconds, so days
 * that begin and end with the same offset are remembered: no zone changes twice within a day.
 */
export function namedZone(id: string): ((utcMs: number) => number) | undefined {
  const formatter = formatterFor(id);
  if (!formatter) return undefined;
  const byDay = new Map<number, number | undefined>();
  return (utcMs) => {
    const day = Math.floor(utcMs / dayMs);
    if (!byDay.has(day)) {
      if (byDay.size >= rememberedDays) byDay.clear();
      const start = exactOffsetMs(formatter, day * dayMs);
      byDay.set(day, exactOffsetMs(formatter, (day + 1) * dayMs) === start ? start : undefined);
    }
    return byDay.get(day) ?? exactOffsetMs(formatter, utcMs);
  };
}
