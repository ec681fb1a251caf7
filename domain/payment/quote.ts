import type { Service } from '../care/service';
import type { OperationParameters } from '../operations/parameters';
import { percentOf, sum, wholeFen } from './fen';
import type { Price, PriceItem } from './price';
import { transportFen } from './transport';

/** The price in parts before booking (P-051: service, transport and consumables listed one by one; P-053: no surge). */
export function quote(
  service: Pick<Service, 'serviceFen' | 'consumablesFen'>,
  routeMeters: number,
  startAt: number,
  p: OperationParameters['price'],
): Price {
  const way = transportFen(routeMeters, startAt, p);
  const km = (routeMeters / 1000).toFixed(1);
  const all: PriceItem[] = [
    { kind: 'service', label: '服务费', amountFen: wholeFen(service.serviceFen) },
    { kind: 'transport', label: `交通费（${km} 公里）`, amountFen: way.amountFen },
    { kind: 'consumables', label: '耗材费', amountFen: wholeFen(service.consumablesFen) },
    { kind: 'night', label: '夜间服务费', amountFen: way.nightFen },
  ];
  const items = all.filter(({ kind, amountFen }) => kind === 'service' || amountFen > 0);
  const totalFen = sum(...items.map(({ amountFen }) => amountFen));
  // P-054: the deposit is 20 %, rounded half up to the fen.
  return { items, totalFen, depositFen: percentOf(totalFen, p.depositPercent, 'halfUp') };
}

/** One part of a price; 0 where the price has no such part. */
export const partOf = (price: Price, kind: PriceItem['kind']): number =>
  sum(...price.items.filter((item) => item.kind === kind).map(({ amountFen }) => amountFen));
