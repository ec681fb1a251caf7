/** What is to be taken off: a visit of a package where there is one, else the best coupon until somebody chooses another or none; points only where they are wanted. */
import { computed, ref, type ComputedRef, type Ref } from 'vue';
import type { DiscountChoices, DiscountWish } from '#contract/discounts';

const BEST = 'best';

export interface DiscountChoice {
  readonly couponId: Ref<string | null>;
  readonly usePoints: Ref<boolean>;
  /** A visit of a package, paid before: taken until somebody says no. */
  readonly usePackage: Ref<boolean>;
  readonly wish: ComputedRef<DiscountWish>;
  /** After a refusal: what can be had is asked anew. */
  readonly forget: () => void;
}

export function useDiscounts(): DiscountChoice {
  const couponId = ref<string | null>(BEST);
  const usePoints = ref(false);
  const usePackage = ref(true);
  return {
    ...{ couponId, usePoints, usePackage },
    wish: computed(() => ({
      ...{ couponId: couponId.value, usePoints: usePoints.value },
      packageId: usePackage.value ? BEST : null,
    })),
    forget: () => {
      couponId.value = BEST;
      usePoints.value = false;
      usePackage.value = true;
    },
  };
}

/** Whether there is anything to choose. */
export const hasChoice = ({ coupons, points, packages }: DiscountChoices): boolean =>
  packages.length > 0 || coupons.some(({ offFen }) => offFen > 0) || points.usable > 0;
