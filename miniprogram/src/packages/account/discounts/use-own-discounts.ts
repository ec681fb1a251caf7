/** One's coupons and points, and taking one out of a campaign. */
import { ref } from 'vue';
import type { CouponsReply, OwnDiscountsInput } from '#contract/ownDiscounts';
import { call } from '@/cloud/call';
import { useLoaded } from '@/live/use-loaded';
import { useSubmit } from '@/live/use-submit';

type Asked = Extract<OwnDiscountsInput, { kind: 'coupons' | 'claimCoupon' }>;

async function asked(input: Asked): Promise<CouponsReply> {
  const answer = await call('ownMoney', input);
  if (answer.kind !== 'coupons') throw new Error(`ownMoney answered ${answer.kind} to ${input.kind}`);
  return answer;
}

export function useOwnDiscounts() {
  const page = useLoaded(() => asked({ kind: 'coupons' }));
  /** The campaign being asked; `''`: none. */
  const taking = ref('');
  const taken = ref(false);
  const { submit, problem } = useSubmit(async () => {
    taken.value = false;
    try {
      page.data.value = await asked({ kind: 'claimCoupon', campaignId: taking.value });
      taken.value = true;
    } catch (error) {
      // what is gone is not offered any longer
      await page.load();
      throw error;
    } finally {
      taking.value = '';
    }
  });
  const take = (campaignId: string) => {
    if (taking.value) return;
    taking.value = campaignId;
    void submit();
  };
  return { page, take, taking, taken, problem };
}
