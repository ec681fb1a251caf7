/**
 * Commission: a nurse's share of the service fee. Operators set a number per category of service, each from an hour on (`setParameter`);
 * where none is set the general one holds. An order keeps the share under which its nurse took it: she said yes to that amount, so no
 * later change touches it. Whoever takes over takes it under the rule of her own hour. What is agreed with the institution that sends her
 * goes before all of it (domain/institution/share.ts).
 */
import { shareOf } from '../institution/share';
import type { OperationParameters } from '../operations/parameters';
import type { OrderMoney } from '../order/order';

export interface Commission {
  /** `general`, the category whose number held (`commission.medPercent` …), or what is agreed with her institution. */
  readonly rule: 'general' | 'med' | 'reh' | 'lif' | 'spc' | 'institution';
  readonly sharePercent: number;
  /** The institution and its own percentage of the service fee; absent: nothing is agreed. */
  readonly institution?: { readonly id: string; readonly percent: number };
}

type Rates = OperationParameters['price'];
const CATEGORIES = ['med', 'reh', 'lif', 'spc'] as const;

/** `serviceCode`: `MED-05`; its first letters are the category. `institutionId`: the nurse's. */
export function commissionFor(
  serviceCode: string,
  {
    commission,
    price,
    institutionShares = [],
  }: Pick<OperationParameters, 'commission' | 'price' | 'institutionShares'>,
  institutionId: string,
): Commission {
  const category = CATEGORIES.find((one) => serviceCode.toLowerCase().startsWith(`${one}-`));
  const agreed = category === undefined ? null : shareOf(institutionShares, institutionId, category);
  if (agreed) {
    const institution = { id: institutionId, percent: agreed.institutionPercent };
    return { rule: 'institution', sharePercent: agreed.nursePercent, institution };
  }
  const sharePercent = category === undefined ? 0 : commission[`${category}Percent`];
  if (category === undefined || sharePercent === 0) return { rule: 'general', sharePercent: price.nurseSharePercent };
  return { rule: category, sharePercent };
}

/** The numbers as they hold for this order: with the share its nurse took it under. Nobody took it yet: the general one. */
export const ratesOf = ({ commission }: Pick<OrderMoney, 'commission'>, rates: Rates): Rates =>
  commission === undefined ? rates : { ...rates, nurseSharePercent: commission.sharePercent };
