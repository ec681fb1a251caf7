/** What the simulated payment sheet shows, and the promise it settles. Used by the H5 build for one's own desk. */
import { shallowRef } from 'vue';
import type { PayOrderReply } from '#contract/payOrder';

export interface OpenSheet {
  /** null: the medical insurance pays all of it. */
  readonly payment: PayOrderReply['payment'] | null;
  /** Of a payment with the medical insurance. */
  readonly mixTradeNo: string | undefined;
  readonly amountFen: number;
  readonly close: (outcome: 'confirmed' | 'cancelled') => void;
}

export const openSheet = shallowRef<OpenSheet | null>(null);

/** The page of the voucher; called with the code it gave, or null. */
export const openVoucher = shallowRef<((code: string | null) => void) | null>(null);

export function showSheet(
  payment: OpenSheet['payment'],
  amountFen: number,
  mixTradeNo?: string,
): Promise<'confirmed' | 'cancelled'> {
  return new Promise((resolve) => {
    const close: OpenSheet['close'] = (outcome) => {
      openSheet.value = null;
      resolve(outcome);
    };
    openSheet.value = { payment, mixTradeNo, amountFen, close };
  });
}
