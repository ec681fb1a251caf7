import { computed, ref } from 'vue';
import type { SharesReply } from '#contract/shareCare';
import { AppError } from '@/cloud/app-error';
import { call } from '@/cloud/call';
import { useLoaded } from '@/live/use-loaded';
import { useLooking } from '@/live/use-looking';
import { useRefresh } from '@/live/use-refresh';
import { useSubmit } from '@/live/use-submit';
import { refreshMe } from '@/session/session';

export type Member = SharesReply['people'][number];
export type Letter = SharesReply['invitations'][number];
const NOBODY: Pick<SharesReply, 'people' | 'invitations'> = { people: [], invitations: [] };

/** Those who care for somebody together, and how that ends. */
export function useCircle(recipientId: string) {
  const shares = useLoaded(async () => {
    const answer = await call('shareCare', { kind: 'list', recipientId });
    return answer.kind === 'shares' ? answer : NOBODY;
  });
  // whoever was invited joins while one looks
  useLooking(() => true, shares.load);
  useRefresh(shares.load);
  /** Removed by the owner, or the days are over. */
  const isGone = computed(() => shares.problemCode.value === 'NOT_FOUND');
  const removing = ref<Member | null>(null);
  const removal = useSubmit(async () => {
    if (!removing.value) return;
    try {
      await call('shareCare', { kind: 'remove', recipientId, userId: removing.value.userId });
    } catch (thrown) {
      // who left meanwhile is as gone as was wished
      if (!(thrown instanceof AppError) || thrown.code !== 'NOT_FOUND') throw thrown;
    }
    removing.value = null;
    await shares.load();
  });
  const takingBack = ref<Letter | null>(null);
  const takeBack = useSubmit(async () => {
    if (!takingBack.value) return;
    const { invitationId } = takingBack.value;
    try {
      await call('shareCare', { kind: 'takeBack', recipientId, invitationId });
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code !== 'NOT_FOUND') throw thrown;
    } finally {
      // somebody may have taken it meanwhile: then that one is shown
      await shares.load();
    }
    takingBack.value = null;
  });
  const leaving = ref(false);
  const left = ref(false);
  const leave = useSubmit(async () => {
    await call('shareCare', { kind: 'leave', recipientId });
    leaving.value = false;
    left.value = true;
    await refreshMe();
  });
  return { shares, isGone, removing, removal, takingBack, takeBack, leaving, leave, left };
}
