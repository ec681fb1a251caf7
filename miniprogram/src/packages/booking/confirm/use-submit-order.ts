import { computed, ref, type ComputedRef, type Ref } from 'vue';
import { AppError } from '@/cloud/app-error';
import { call } from '@/cloud/call';
import type { Calls } from '@/cloud/calls';
import { bookingDone, requestIdFor, wishOf, type Draft } from '@/booking/draft';
import { loaded, type Loaded } from '@/live/use-loaded';
import { useSubmit } from '@/live/use-submit';
import { go } from '@/navigation/go';

type Quote = Calls['quoteOrder']['data'];
export interface OrderToSubmit {
  readonly quote: Loaded<Quote>;
  /** null: not known yet, then nothing can be booked. */
  readonly price: ComputedRef<Quote['price'] | null>;
  /** The price was another when it was sent: the new one is shown, and asked about again. */
  readonly priceChanged: Ref<boolean>;
  readonly busy: Ref<boolean>;
  readonly problem: Ref<string>;
  readonly submit: () => Promise<void>;
}

/** What the wish costs, and the order made of it. */
export function useSubmitOrder(draft: Draft): OrderToSubmit {
  const quote = loaded(() => call('quoteOrder', wishOf(draft)));
  const price = computed(() => quote.data.value?.price ?? null);
  const priceChanged = ref(false);
  async function book() {
    if (!price.value) return;
    const { totalFen } = price.value;
    const { orderId } = await call('createOrder', {
      ...wishOf(draft),
      requestId: requestIdFor(draft, totalFen),
      nurseId: draft.nurse?.nurseId ?? null,
      note: draft.note,
      expectedTotalFen: totalFen,
    });
    bookingDone();
    go.bookedOrder(orderId);
  }
  const submission = useSubmit(async () => {
    priceChanged.value = false;
    try {
      await book();
    } catch (error) {
      // another price than shown is never charged: show the new one and ask again
      if (!(error instanceof AppError) || error.code !== 'QUOTE_CHANGED') throw error;
      await quote.load();
      priceChanged.value = true;
    }
  });
  return { quote, price, priceChanged, ...submission };
}
