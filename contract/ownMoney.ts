/** One's own money with the platform, each group of steps in a file of its own. */
import * as v from 'valibot';
import { OWN_INCOME_STEPS, type OwnIncomeReply } from './ownIncome';
import { OWN_INVOICE_STEPS, type OwnInvoicesReply } from './ownInvoices';
import { OWN_DISCOUNT_STEPS, type OwnDiscountsReply } from './ownDiscounts';

export const OwnMoney = v.variant('kind', [...OWN_DISCOUNT_STEPS, ...OWN_INCOME_STEPS, ...OWN_INVOICE_STEPS]);
export type OwnMoneyInput = v.InferInput<typeof OwnMoney>;
export type OwnMoneyReply = OwnDiscountsReply | OwnIncomeReply | OwnInvoicesReply;
