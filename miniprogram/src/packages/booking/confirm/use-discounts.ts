/** What is to be taken off: the best coupon until somebody chooses another or none; points only where they are wanted. */
import { computed, ref, type ComputedRef, type Ref } from 'vue';
import type { DiscountChoices, DiscountWish } from '#contract/discounts';

const BEST = 'best';

export interface DiscountChoice {
  readonly couponId: Ref<string | null>;
  readonly usePoints: Ref<boolean>;
  readonly wish: ComputedRef<DiscountWish>;
  /** After a refusal: what can be had is asked anew. */
  readonly forget: () => void;
}

export function useDiscounts(): DiscountChoice {
  const couponId = ref<string | null>(BEST);
  const usePoints = ref(false);
  return {
    ...{ couponId, usePoints },
    wish: computed(() => ({ couponId: couponId.value, usePoints: usePoints.value })),
    forget: () => {
      couponId.value = BEST;
      usePoints.value = false;
    },
  };
}

/** Whether there is anything to choose. */
export const hasChoice = ({ coupons, points }: DiscountChoices): boolean =>
  coupons.some(({ offFen }) => offFen > 0) || points.usable > 0;
