/** Opens one sensitive thing with a purpose. What was opened is kept on the screen only, and taken away when its time is over. */
import { onUnmounted, ref } from 'vue';
import type { OpenRecordInput, OpenRecordReply } from '#contract/openRecord';
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

  /** Answers what came beside the thing itself; null: it was not opened. */
  async function open(title: string, what: OpenRecordInput): Promise<OpenRecordReply | null> {
    forget();
    problem.value = '';
    try {
      const reply = await callFunction<Reply<OpenRecordReply>>('openRecord', { ...what });
      if (reply.ok) return show(title, reply.data, reply.at);
      problem.value = reply.error.message;
    } catch (reason) {
      problem.value = `没有打开：${(reason as Error).message}。请重试。`;
    }
    return null;
  }

  function show(title: string, reply: OpenRecordReply, at: number): OpenRecordReply {
    const { text, url, endsAt } = reply;
    opened.value = { title, text, url };
    timer = setTimeout(forget, Math.max(0, endsAt - at));
    return reply;
  }

  onUnmounted(forget);
  return { opened, problem, open, forget };
}
