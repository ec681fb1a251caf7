import type { OperationParameters } from '../operations/parameters';
import { Refusal } from '../refusal';
import { minuteOfDay } from '../schedule/beijing';
import { yuan } from './fen';

type Rates = OperationParameters['price'];

export interface WayPrice {
  readonly amountFen: number;
  readonly nightFen: number;
  /** How both were worked out, in plain words. */
  readonly steps: readonly string[];
  readonly nightSteps: readonly string[];
}

/** From a late minute over midnight to an early one, or within one day. */
function isNight(at: number, { nightFromMinute: from, nightToMinute: to }: Rates): boolean {
  const minute = minuteOfDay(at);
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

/**
 * What the way costs: a base, then every started kilometre; at night a supplement. The cap covers both together.
 * By route, not as the crow flies; fixed when the order is made (published rule "Transport").
 */
export function transportFen(routeMeters: number, startAt: number, p: Rates): WayPrice {
  if (!(routeMeters >= 0) || !Number.isFinite(routeMeters)) throw new Refusal('BAD_INPUT', { routeMeters });
  const startedKm = (fromKm: number) => Math.max(0, Math.ceil((Math.round(routeMeters) - fromKm * 1000) / 1000));
  const farKm = startedKm(Math.max(p.farKm, p.baseKm));
  const nearKm = startedKm(p.baseKm) - farKm;
  const byDistance = p.baseFen + nearKm * p.perKmFenTo10 + farKm * p.perKmFenOver10;
  const amountFen = Math.min(byDistance, p.transportCapFen);
  const nightFen = isNight(startAt, p) ? Math.min(p.nightFen, p.transportCapFen - amountFen) : 0;
  const steps = [
    `路程 ${(routeMeters / 1000).toFixed(1)} 公里（按行车路线，不是直线）`,
    `${p.baseKm} 公里以内 ${yuan(p.baseFen)}`,
    ...(nearKm > 0 ? [perKm(`超出 ${p.baseKm} 公里的部分`, nearKm, p.perKmFenTo10)] : []),
    ...(farKm > 0 ? [perKm(`超出 ${p.farKm} 公里的部分`, farKm, p.perKmFenOver10)] : []),
    ...(byDistance > amountFen ? [`交通费最多收 ${yuan(p.transportCapFen)}`] : []),
  ];
  return { amountFen, nightFen, steps, nightSteps: nightSteps(nightFen, p) };
}

const perKm = (what: string, km: number, perKmFen: number): string =>
  `${what}按 ${km} 公里算（不足 1 公里算 1 公里）：${km} × ${yuan(perKmFen)} = ${yuan(km * perKmFen)}`;

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

function nightSteps(nightFen: number, p: Rates): readonly string[] {
  if (nightFen === 0) return [];
  const rule = `${clock(p.nightFromMinute)} 到次日 ${clock(p.nightToMinute)} 上门加收 ${yuan(p.nightFen)}`;
  return nightFen < p.nightFen ? [rule, `与交通费合计最多收 ${yuan(p.transportCapFen)}`] : [rule];
}
