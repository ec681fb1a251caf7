/** One's own money with the platform: coupons and points; what a nurse earned, and having it; receipts and invoices. */
import { OwnMoney, type OwnMoneyReply } from '#contract/ownMoney';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { ownIncome } from '#cloud/income/ownIncome';
import { ownInvoices } from '#cloud/invoices/ownSteps';
import { ownDiscounts } from '#cloud/wallet/ownDiscounts';

export const main = fromMiniProgram(OwnMoney, async (input, account, now): Promise<OwnMoneyReply> => {
  switch (input.kind) {
    case 'coupons':
    case 'claimCoupon':
    case 'points':
      return ownDiscounts(input, account, now);
    case 'income':
    case 'statement':
    case 'claim':
    case 'yearly':
    case 'statementFile':
    case 'yearlyFile':
      return ownIncome(input, account, now);
    case 'receipt':
    case 'invoice':
    case 'requestInvoice':
    case 'invoiceFile':
    case 'invoices':
    case 'invoiceTitles':
    case 'saveInvoiceTitle':
    case 'removeInvoiceTitle':
      return ownInvoices(input, account, now);
  }
});
