import { onMounted, ref, shallowRef } from 'vue';
import type { ActivityReply } from '#contract/shareCare';
import { wordsFor } from '@/cloud/app-error';
import { call } from '@/cloud/call';

export type Entry = ActivityReply['entries'][number];

/** Who did what, newest first, a page at a time. */
export function useActivity(recipientId: string) {
  const entries = shallowRef<readonly Entry[] | null>(null);
  const next = ref<number | null>(null);
  const problem = ref('');
  const read = async (before: number | null) => {
    try {
      const page = { kind: 'activity' as const, recipientId, ...(before !== null && { before }) };
      const answer = await call('shareCare', page);
      if (answer.kind !== 'activity') return;
      entries.value = [...(before === null ? [] : (entries.value ?? [])), ...answer.entries];
      next.value = answer.next;
      problem.value = '';
    } catch (thrown) {
      problem.value = wordsFor(thrown);
    }
  };
  const load = () => read(null);
  onMounted(() => void load());
  return { entries, next, problem, load, more: () => read(next.value) };
}
