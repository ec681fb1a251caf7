/** The cities that are switched on: the setting `medicalInsurance`. A database without it has none. */
import * as v from 'valibot';
import { insuredCityOf, type InsuredCity } from '#domain/payment/insurance/cities';
import type { Order } from '#domain/order/order';
import { reference } from '../reference';

const Text = v.pipe(v.string(), v.minLength(1));
const InsuredCities = v.object({
  cities: v.array(
    v.object({
      city: Text,
      cityId: Text,
      channelNumber: v.optional(v.string(), ''),
      institutionName: Text,
      institutionNumber: Text,
      institutionAppId: Text,
      channelCertificate: Text,
      orderType: v.picklist(['DIAG_PAY', 'REG_PAY', 'INT_RE_DIAG_PAY', 'MED_PAY']),
      serviceCodes: v.array(Text),
    }),
  ),
});

/** Null: this order is paid without the insurance. A setting that cannot be read is an error, not "off". */
export async function cityOf(order: Order, now: number): Promise<InsuredCity | null> {
  const setting = (await reference(now)).settings.get('medicalInsurance');
  return setting ? insuredCityOf(order, v.parse(InsuredCities, setting).cities) : null;
}
