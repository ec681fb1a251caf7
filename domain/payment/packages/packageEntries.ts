/** Entries of packages. They belong to no order: an order's own books show what a package paid of it as `packageCost`. */
import { credit, debit, entry, type Entry } from '../ledger';

interface Payment {
  readonly packageId: string;
  readonly outTradeNo: string;
  readonly amountFen: number;
}

/** Paid before any care was given: held until a visit takes its share. */
export const packagePaidEntry = ({ packageId, outTradeNo, amountFen }: Payment, at: number): Entry => ({
  ...entry('', `paid:${outTradeNo}`, at, [debit('wechatClearing', amountFen), credit('packageHeld', amountFen)]),
  packageId,
});

interface Used {
  readonly packageId: string;
  readonly orderId: string;
  readonly amountFen: number;
}

/** A visit took its share: it pays for what the order's books call `packageCost`; what stays there is the package's discount. */
export const packageUsedEntry = ({ packageId, orderId, amountFen }: Used, at: number): Entry => ({
  ...entry('', `packageUsed:${orderId}`, at, [debit('packageHeld', amountFen), credit('packageCost', amountFen)]),
  packageId,
});

interface Refund {
  readonly packageId: string;
  readonly outRefundNo: string;
  readonly amountFen: number;
}

export const packageRefundRequestedEntry = ({ packageId, outRefundNo, amountFen }: Refund, at: number): Entry => ({
  ...entry('', `refundRequested:${outRefundNo}`, at, [
    debit('packageHeld', amountFen),
    credit('refundPayable', amountFen),
  ]),
  packageId,
});

/** An entry about a payment or refund, of an order or of a package (then with the package it is of). */
export const withPackage = (one: Entry, packageId: string | undefined): Entry =>
  packageId === undefined ? one : { ...one, packageId };
