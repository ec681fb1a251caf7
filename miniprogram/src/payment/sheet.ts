/** What the simulated payment sheet shows, and the promise it settles. Used by the H5 build for one's own desk. */
import { shallowRef } from 'vue';
import type { PayOrderReply } from '#contract/payOrder';

export interface OpenSheet {
  readonly payment: PayOrderReply['payment'];
  readonly amountFen: number;
  readonly close: (outcome: 'confirmed' | 'cancelled') => void;
}

export const openSheet = shallowRef<OpenSheet | null>(null);

export function showSheet(payment: PayOrderReply['payment'], amountFen: number): Promise<'confirmed' | 'cancelled'> {
  return new Promise((resolve) => {
    const close: OpenSheet['close'] = (outcome) => {
      openSheet.value = null;
      resolve(outcome);
    };
    openSheet.value = { payment, amountFen, close };
  });
}
