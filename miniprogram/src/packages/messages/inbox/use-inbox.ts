/** One's messages of this side, newest first, a page at a time, kept true while the page is shown. */
import { computed, onMounted, ref, shallowRef } from 'vue';
import { useDidShow } from '@tarojs/taro';
import type { InboxPage, OwnMessagesInput } from '#contract/ownMessages';
import { wordsFor } from '@/cloud/app-error';
import { call } from '@/cloud/call';
import { useLive } from '@/live/use-live';
import { noteUnread } from '@/messages/unread';
import { mine, session } from '@/session/session';

async function asked(input: Extract<OwnMessagesInput, { kind: 'messages' | 'readMessages' }>): Promise<InboxPage> {
  const answer = await call('ownData', input);
  if (answer.kind !== 'messages') throw new Error(`ownData answered ${answer.kind} to messages`);
  noteUnread(answer.unread);
  return answer;
}

export function useInbox() {
  const as = session.role.value;
  const first = shallowRef<InboxPage | null>(null);
  const older = shallowRef<InboxPage['messages']>([]);
  const next = ref<number | null>(null);
  const problem = ref('');
  const guarded = async (act: () => Promise<void>) => {
    try {
      await act();
      problem.value = '';
    } catch (error) {
      problem.value = wordsFor(error);
    }
  };
  const show = (page: InboxPage) => {
    first.value = page;
    if (older.value.length === 0) next.value = page.next;
  };
  const load = () => guarded(async () => show(await asked({ kind: 'messages', as })));
  const loadMore = () =>
    guarded(async () => {
      if (next.value === null) return;
      const page = await asked({ kind: 'messages', as, before: next.value });
      older.value = [...older.value, ...page.messages];
      next.value = page.next;
    });
  const readAll = () =>
    guarded(async () => {
      show(await asked({ kind: 'readMessages', as }));
      older.value = older.value.map((one) => ({ ...one, isRead: true }));
    });
  /** The person goes on at once; should it not be noted, the message merely stays bold. */
  const read = (messageId: string) =>
    asked({ kind: 'readMessages', as, messageId }).then(show, (error) => console.warn('readMessages', error));
  let seen = '';
  onMounted(() => void load());
  useDidShow(() => void (first.value && load()));
  useLive({
    collection: 'inbox',
    where: () => ({ ...mine(as), state: 'unread' }),
    onRows: (rows) => {
      const now = rows.map(({ _id }) => String(_id)).join();
      if (seen && now !== seen) void load();
      seen = now || 'none';
    },
  });
  return {
    messages: computed(() => {
      const fresh = first.value?.messages ?? [];
      const known = new Set(fresh.map(({ messageId }) => messageId));
      return [...fresh, ...older.value.filter(({ messageId }) => !known.has(messageId))];
    }),
    unread: computed(() => first.value?.unread ?? 0),
    waiting: computed(() => first.value === null),
    more: computed(() => next.value !== null),
    ...{ problem, load, loadMore, readAll, read },
  };
}
