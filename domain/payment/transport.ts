import type { OperationParameters } from '../operations/parameters';
import { Refusal } from '../refusal';
import { HOUR, MINUTE, minuteOfDay } from '../schedule/beijing';

/** Beyond this the dearer rate per kilometre holds. */
const FAR_KM = 10;
const NIGHT_FROM_MINUTE = (22 * HOUR) / MINUTE;
const NIGHT_TO_MINUTE = (6 * HOUR) / MINUTE;

function isNight(at: number): boolean {
  const minute = minuteOfDay(at);
  return minute >= NIGHT_FROM_MINUTE || minute < NIGHT_TO_MINUTE;
}

/**
 * What the way costs: a base, then every started kilometre; at night a supplement. The cap covers both together.
 * By route, not as the crow flies; fixed when the order is made (published rule "Transport").
 */
export function transportFen(
  routeMeters: number,
  startAt: number,
  p: OperationParameters['price'],
): { amountFen: number; nightFen: number } {
  if (!(routeMeters >= 0) || !Number.isFinite(routeMeters)) throw new Refusal('BAD_INPUT', { routeMeters });
  const startedKm = (fromKm: number) => Math.max(0, Math.ceil((Math.round(routeMeters) - fromKm * 1000) / 1000));
  const farKm = startedKm(FAR_KM);
  const nearKm = startedKm(p.baseKm) - farKm;
  const byDistance = p.baseFen + nearKm * p.perKmFenTo10 + farKm * p.perKmFenOver10;
  const amountFen = Math.min(byDistance, p.transportCapFen);
  const nightFen = isNight(startAt) ? Math.min(p.nightFen, p.transportCapFen - amountFen) : 0;
  return { amountFen, nightFen };
}
