/**
 * Commission: a nurse's share of the service fee. Operators set a number per category of service, each from an hour on (`setParameter`);
 * where none is set the general one holds. An order keeps the share under which its nurse took it: she said yes to that amount, so no
 * later change touches it. Whoever takes over takes it under the rule of her own hour.
 */
import type { OperationParameters } from '../operations/parameters';
import type { OrderMoney } from '../order/order';

export interface Commission {
  /** `general`, or the category whose number held: `commission.medPercent` … */
  readonly rule: 'general' | 'med' | 'reh' | 'lif' | 'spc';
  readonly sharePercent: number;
}

type Rates = OperationParameters['price'];
const CATEGORIES = ['med', 'reh', 'lif', 'spc'] as const;

/** `serviceCode`: `MED-05`; its first letters are the category. */
export function commissionFor(
  serviceCode: string,
  { commission, price }: Pick<OperationParameters, 'commission' | 'price'>,
): Commission {
  const category = CATEGORIES.find((one) => serviceCode.toLowerCase().startsWith(`${one}-`));
  const sharePercent = category === undefined ? 0 : commission[`${category}Percent`];
  if (category === undefined || sharePercent === 0) return { rule: 'general', sharePercent: price.nurseSharePercent };
  return { rule: category, sharePercent };
}

/** The numbers as they hold for this order: with the share its nurse took it under. Nobody took it yet: the general one. */
export const ratesOf = ({ commission }: Pick<OrderMoney, 'commission'>, rates: Rates): Rates =>
  commission === undefined ? rates : { ...rates, nurseSharePercent: commission.sharePercent };
