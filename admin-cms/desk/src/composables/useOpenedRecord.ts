/** Opens one sensitive thing with a purpose. What was opened is kept on the screen only, and taken away when its time is over. */
import { onUnmounted, ref } from 'vue';
import type { OPEN_PURPOSES, OpenRecordInput, OpenRecordReply } from '#contract/openRecord';
import type { Reply } from '#contract/reply';
import { callFunction } from '../cloud';

export interface Opened {
  readonly title: string;
  readonly text: string | null;
  readonly url: string | null;
}

export function useOpenedRecord() {
  const opened = ref<Opened | null>(null);
  const problem = ref('');
  let timer: ReturnType<typeof setTimeout> | undefined;

  function forget(): void {
    clearTimeout(timer);
    opened.value = null;
  }

  async function open(
    title: string,
    nurseId: string,
    item: OpenRecordInput['item'],
    why: { readonly purpose: (typeof OPEN_PURPOSES)[number]; readonly reason: string },
  ): Promise<void> {
    forget();
    problem.value = '';
    const reply = await callFunction<Reply<OpenRecordReply>>('openRecord', { nurseId, item, ...why });
    if (!reply.ok) {
      problem.value = reply.error.message;
      return;
    }
    const { text, url, endsAt } = reply.data;
    opened.value = { title, text, url };
    timer = setTimeout(forget, Math.max(0, endsAt - reply.at));
  }

  onUnmounted(forget);
  return { opened, problem, open, forget };
}
