/** What the office knows: vouchers that were shown, bills it settled, what it took back. Whole fen. */
import { randomBytes } from 'node:crypto';

/** A proper request that cannot be done. */
export class OfficeError extends Error {}

export interface Insured {
  name: string;
  idNumber: string;
  /** What is in the person's own account. */
  accountFen: number;
}

export interface Amounts {
  fundFen: number;
  accountFen: number;
  otherFen: number;
}

export interface Bill {
  payOrderId: string;
  payToken: string;
  serial: string;
  insured: Insured;
  payAuthNo: string;
  totalFen: number;
  settled?: Amounts & { ownFen: number };
  refunds: (Amounts & { number: string })[];
}

interface Authorization {
  insured: Insured;
  until: number;
}

const AUTHORIZED_MS = 10 * 60_000;
const FUND_PERCENT = 60;

export class Office {
  readonly bills: Bill[] = [];
  private readonly codes = new Map<string, Insured>();
  private readonly authorizations = new Map<string, Authorization>();

  /** The person agrees at the voucher page. */
  authorize(insured: Insured): string {
    const code = `AUTHCODE${randomBytes(8).toString('hex')}`;
    this.codes.set(code, insured);
    return code;
  }

  /** Who showed the voucher: the code is used up. */
  userOf(code: string, nowMs: number): { insured: Insured; payAuthNo: string } {
    const insured = this.codes.get(code);
    if (!insured) throw new OfficeError('授权码无效或已使用');
    this.codes.delete(code);
    const payAuthNo = `AUTH330100${randomBytes(10).toString('hex').toUpperCase()}`;
    this.authorizations.set(payAuthNo, { insured, until: nowMs + AUTHORIZED_MS });
    return { insured, payAuthNo };
  }

  /** 6201 */
  upload(payAuthNo: string, serial: string, totalFen: number, nowMs: number): Bill {
    const insured = this.authorized(payAuthNo, nowMs);
    const known = this.bills.find((bill) => bill.serial === serial);
    if (known && (known.totalFen !== totalFen || known.payAuthNo !== payAuthNo)) throw new OfficeError('订单号重复');
    if (known) return known;
    const payOrderId = `ORD330100${randomBytes(8).toString('hex').toUpperCase()}`;
    const bill: Bill = {
      ...{ payOrderId, payToken: randomBytes(12).toString('hex'), serial, insured, payAuthNo, totalFen, refunds: [] },
    };
    this.bills.push(bill);
    return bill;
  }

  /** 6202 */
  settle(payAuthNo: string, payOrderId: string, payToken: string, nowMs: number): Bill {
    this.authorized(payAuthNo, nowMs);
    const bill = this.billBy(payOrderId);
    if (bill.payToken !== payToken || bill.payAuthNo !== payAuthNo) throw new OfficeError('支付凭证不符');
    if (!bill.settled) {
      const fundFen = Math.floor((bill.totalFen * FUND_PERCENT) / 100);
      const accountFen = Math.min(bill.insured.accountFen, bill.totalFen - fundFen);
      bill.settled = { fundFen, accountFen, otherFen: 0, ownFen: bill.totalFen - fundFen - accountFen };
    }
    return bill;
  }

  /** 6203 */
  refund(payOrderId: string, number: string, back: Amounts): Bill {
    const bill = this.billBy(payOrderId);
    if (!bill.settled) throw new OfficeError('订单未结算');
    const known = bill.refunds.find((one) => one.number === number);
    if (known) {
      if (KINDS.some((kind) => known[kind] !== back[kind])) throw new OfficeError('退费流水号重复');
      return bill;
    }
    const { settled } = bill;
    const tooMuch = KINDS.some(
      (kind) => back[kind] + bill.refunds.reduce((sum, one) => sum + one[kind], 0) > settled[kind],
    );
    if (tooMuch) throw new OfficeError('退费金额超过已结算金额');
    bill.refunds.push({ ...back, number });
    return bill;
  }

  private billBy(payOrderId: string): Bill {
    const bill = this.bills.find((one) => one.payOrderId === payOrderId);
    if (!bill) throw new OfficeError('订单不存在');
    return bill;
  }

  private authorized(payAuthNo: string, nowMs: number): Insured {
    const found = this.authorizations.get(payAuthNo);
    if (!found || nowMs >= found.until) throw new OfficeError('授权已失效，请重新授权');
    return found.insured;
  }
}

const KINDS = ['fundFen', 'accountFen', 'otherFen'] as const;
