/** Where the medical insurance pays, and for what: a city is switched on by whoever has its contract. Nowhere by default. */
import type { Order } from '../../order/order';
import { billFen } from './mixOrder';

export interface InsuredCity {
  /** As price lists name it. */
  readonly city: string;
  /** Given by Tencent; not the official code of the place. */
  readonly cityId: string;
  readonly channelNumber: string;
  /** The designated institution under whose name the office settles. */
  readonly institutionName: string;
  readonly institutionNumber: string;
  readonly institutionAppId: string;
  /** WeChat Pay's name for the kind of visit (`order_type`). */
  readonly orderType: string;
  /** `orgChnlCrtfCodg`: lets the voucher be asked for in its name. */
  readonly channelCertificate: string;
  /** What this city's office pays for. */
  readonly serviceCodes: readonly string[];
}

/** Null: the family pays itself. Only the whole price, before anything was paid, can be settled. */
export function insuredCityOf(order: Order, cities: readonly InsuredCity[]): InsuredCity | null {
  const { price, paidFen, reductions = [] } = order.money;
  if (order.status !== 'pendingPayment' || paidFen > 0 || reductions.length > 0 || billFen(price) === null) return null;
  const found = cities.find(({ city }) => city === price.basis?.city);
  return found?.serviceCodes.includes(order.serviceCode) ? found : null;
}
