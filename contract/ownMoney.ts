/** One's own money with the platform, each group of steps in a file of its own. */
import * as v from 'valibot';
import { OWN_INSURANCE_STEPS, type OwnInsuranceReply } from './ownInsurance';
import { OWN_INCOME_STEPS, type OwnIncomeReply } from './ownIncome';
import { OWN_INVOICE_STEPS, type OwnInvoicesReply } from './ownInvoices';
import { OWN_DISCOUNT_STEPS, type OwnDiscountsReply } from './ownDiscounts';
import { type BuyPackageReply, OWN_PACKAGE_STEPS, type OwnPackagesReply } from './ownPackages';

export const OwnMoney = v.variant('kind', [
  ...OWN_DISCOUNT_STEPS,
  ...OWN_PACKAGE_STEPS,
  ...OWN_INCOME_STEPS,
  ...OWN_INVOICE_STEPS,
  ...OWN_INSURANCE_STEPS,
]);
export type OwnMoneyInput = v.InferInput<typeof OwnMoney>;
export type OwnMoneyReply =
  OwnInsuranceReply | OwnDiscountsReply | OwnPackagesReply | BuyPackageReply | OwnIncomeReply | OwnInvoicesReply;
