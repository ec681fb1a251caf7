/** One's packages: the page as it stands, and the three things one may do with it, one at a time. */
import { ref } from 'vue';
import type { PackageOfferView, PackageView } from '#contract/ownPackages';
import { serverNow } from '@/cloud/server-time';
import { useLoaded } from '@/live/use-loaded';
import { useSubmit } from '@/live/use-submit';
import { askPackages, payPackage } from '@/payment/pay-package';
import { strings } from '@/strings/packages';
import { freshId } from '@/words/fresh-id';

type Page = Awaited<ReturnType<typeof askPackages>>;

export function useOwnPackages() {
  const page = useLoaded(() => askPackages({ kind: 'packages' }));
  /** What was just done, in words; '' otherwise. */
  const done = ref('');
  let act: () => Promise<Page> = () => askPackages({ kind: 'packages' });
  let words = '';
  const { submit, busy, problem } = useSubmit(async () => {
    done.value = '';
    try {
      page.data.value = await act();
      done.value = words;
    } catch (error) {
      // what changed meanwhile is shown as it is now
      await page.load();
      throw error;
    }
  });
  const run = (next: typeof act, said: string) => {
    [act, words] = [next, said];
    return submit();
  };
  return {
    ...{ page, done, busy, problem },
    buy: ({ offerId }: PackageOfferView, recipientId: string) =>
      run(() => payPackage({ offerId, recipientId, requestId: freshId(serverNow(), Math.random) }), strings.offer.done),
    refund: ({ packageId, refundableFen: expectedFen }: PackageView) =>
      run(() => askPackages({ kind: 'refundPackage', packageId, expectedFen }), strings.refund.done),
    handOver: ({ packageId }: PackageView, recipientId: string) =>
      run(() => askPackages({ kind: 'transferPackage', packageId, recipientId }), strings.hand.done),
  };
}
