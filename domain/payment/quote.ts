/** What a visit costs, part by part, with every step of the computation in words a family understands. */
import { isHoliday } from '../calendar/holidays';
import type { OperationParameters } from '../operations/parameters';
import { beijingDay } from '../schedule/beijing';
import { percentOf, sum, wholeFen, yuan } from './fen';
import type { Price, PriceBasis, PriceItem } from './price';
import type { PriceList, Tariff } from './priceList';
import { starPremium, type Starred } from './star';
import { transportFen } from './transport';

export interface Visit {
  /** From the nearest station, by road. */
  readonly routeMeters: number;
  readonly startAt: number;
  /** The nurse the family chose itself; null: whoever comes. */
  readonly chosen: Starred | null;
}

/**
 * The price before booking (P-051: service, transport and consumables listed one by one; P-053: nothing depends on demand, only on the
 * published list, the way, the hour and the holiday). What coupons and points take off is the next step's business.
 */
export function quote({ list, line }: Tariff, visit: Visit, p: OperationParameters['price']): Price {
  const serviceFen = wholeFen(line.serviceFen);
  const way = transportFen(visit.routeMeters, visit.startAt, p);
  const km = (visit.routeMeters / 1000).toFixed(1);
  const premium = starPremium(serviceFen, line.itemKind, visit.chosen, p);
  const listed = listWords(list);
  const all: PriceItem[] = [
    {
      kind: 'service',
      label: '服务费',
      amountFen: serviceFen,
      steps: [`${listed}，每次 ${yuan(serviceFen)}`, '人多人少、忙时闲时都是这个价'],
    },
    { kind: 'transport', label: `交通费（${km} 公里）`, amountFen: way.amountFen, steps: way.steps },
    {
      kind: 'consumables',
      label: '耗材费',
      amountFen: wholeFen(line.consumablesFen),
      steps: [`按同一份价目表，这项服务的耗材 ${yuan(line.consumablesFen)}`],
    },
    { kind: 'night', label: '夜间服务费', amountFen: way.nightFen, steps: way.nightSteps },
    holidayItem(serviceFen, visit.startAt, p),
    ...(premium ? [premium] : []),
  ];
  const items = all.filter(({ kind, amountFen }) => kind === 'service' || amountFen > 0);
  const totalFen = sum(...items.map(({ amountFen }) => amountFen));
  // P-054: the deposit is 20 %, rounded half up to the fen.
  const depositFen = percentOf(totalFen, p.depositPercent, 'halfUp');
  const starNurseId = premium && visit.chosen ? visit.chosen._id : null;
  return { items, totalFen, depositFen, basis: { ...basisOf(list), itemKind: line.itemKind, starNurseId } };
}

const basisOf = ({ _id, city, institutionId, version, filingNumber }: PriceList) =>
  ({ listId: _id, city, institutionId, version, filingNumber }) satisfies Partial<PriceBasis>;

const listWords = ({ city, institutionId, version, filingNumber }: PriceList): string =>
  `按${institutionId === null ? city : `护士所在机构在${city}`}公示的价目表（备案号 ${filingNumber}，第 ${version} 版）`;

/** Published rule "surcharge": on the State Council's days off, a part of the service fee. */
function holidayItem(serviceFen: number, startAt: number, p: OperationParameters['price']): PriceItem {
  const day = beijingDay(startAt);
  const amountFen = isHoliday(day) ? percentOf(serviceFen, p.holidayPercent, 'down') : 0;
  return {
    kind: 'holiday',
    label: '节假日服务费',
    amountFen,
    steps: [
      `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日是国家公布的放假日，加收服务费的 ${p.holidayPercent}%`,
      `${yuan(serviceFen)} × ${p.holidayPercent}% = ${yuan(amountFen)}`,
    ],
  };
}
