/** One's own money with the platform: coupons and points; packages of visits; what a nurse earned, and having it; receipts and invoices; the medical insurance. */
import { OwnMoney, type OwnMoneyReply } from '#contract/ownMoney';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { ownIncome } from '#cloud/income/ownIncome';
import { ownInvoices } from '#cloud/invoices/ownSteps';
import { ownInsurance } from '#cloud/medicalInsurance/ownInsurance';
import { ownPackages } from '#cloud/packages/ownPackages';
import { ownDiscounts } from '#cloud/wallet/ownDiscounts';

export const main = fromMiniProgram(OwnMoney, async (input, account, now): Promise<OwnMoneyReply> => {
  switch (input.kind) {
    case 'coupons':
    case 'claimCoupon':
    case 'points':
      return ownDiscounts(input, account, now);
    case 'packages':
    case 'buyPackage':
    case 'refundPackage':
    case 'transferPackage':
      return ownPackages(input, account, now);
    case 'insurance':
    case 'settleInsurance':
      return ownInsurance(input, account, now);
    case 'income':
    case 'statement':
    case 'claim':
    case 'appealDeduction':
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
