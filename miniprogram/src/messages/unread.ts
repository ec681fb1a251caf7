/** How many messages of this side nobody has read yet: watched while a page with the tab bar is shown. */
import { readonly, ref, type Ref } from 'vue';
import { useLive } from '@/live/use-live';
import { mine, session } from '@/session/session';

const count = ref(0);
export const unread: Readonly<Ref<number>> = readonly(count);

/** What the server just said. */
export function noteUnread(number: number): void {
  count.value = number;
}

export function useUnread(): void {
  useLive({
    collection: 'inbox',
    where: () => ({ ...mine(session.role.value), state: 'unread' }),
    onRows: (rows) => noteUnread(rows.length),
  });
}
