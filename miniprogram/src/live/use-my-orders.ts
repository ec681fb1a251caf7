import { computed, onMounted, ref, shallowRef, type ComputedRef, type Ref } from 'vue';
import { useDidShow } from '@tarojs/taro';
import type { ListOrdersInput } from '#contract/listOrders';
import type { OrderCard } from '#contract/orders';
import { wordsFor } from '@/cloud/app-error';
import { call } from '@/cloud/call';
import type { Row } from '@/cloud/cloud-surface';
import type { Role } from '@/session/kept-on-phone';
import { mine, session } from '@/session/session';
import { useLive } from './use-live';
import { useLooking } from './use-looking';

export interface MyOrders {
  readonly orders: ComputedRef<readonly OrderCard[]>;
  readonly problem: Ref<string>;
  /** Nothing was heard yet. */
  readonly waiting: ComputedRef<boolean>;
  readonly more: ComputedRef<boolean>;
  readonly load: () => Promise<void>;
  readonly loadMore: () => Promise<void>;
  /** Others are wanted now: what was shown is not of them. */
  readonly anew: () => Promise<void>;
}

/** Which of them; asked anew with `load` after `forget`. */
type Wanted = Pick<ListOrdersInput, 'state' | 'text' | 'recipientId'>;

/** My orders, newest first, a page at a time, kept true while the page is shown. */
export function useMyOrders(role: Role, filter: 'all' | 'open' | 'done', more: () => Wanted = () => ({})): MyOrders {
  const first = shallowRef<readonly OrderCard[] | null>(null);
  const older = shallowRef<readonly OrderCard[]>([]);
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
  const load = () =>
    guarded(async () => {
      const page = await call('listOrders', { role, filter, ...more() });
      first.value = page.orders;
      if (older.value.length === 0) next.value = page.next;
    });
  const loadMore = () =>
    guarded(async () => {
      if (next.value === null) return;
      const page = await call('listOrders', { role, filter, ...more(), before: next.value });
      older.value = [...older.value, ...page.orders];
      next.value = page.next;
    });
  const anew = () => ((older.value = []), (first.value = null), load());
  let seen = '';
  /** A watch opens after the first answer: what changed between the two shows in its first rows. */
  const hasMoved = (rows: readonly Row[]) =>
    first.value?.some((card) => rows.some((row) => row._id === card.orderId && row.status !== card.status)) ?? false;
  onMounted(() => void load());
  useDidShow(() => void (first.value && load()));
  useLive({
    collection: 'orders',
    where: () => mine(role),
    onRows: (rows) => {
      const now = rows.map((row) => `${row._id}:${row.version}`).join();
      if (seen ? now !== seen : hasMoved(rows)) void load();
      seen = now;
    },
  });
  const isShown = () =>
    session.me.value?.recipients.some(({ rights }) => rights === 'manage' || rights === 'follow') ?? false;
  useLooking(() => role === 'patient' && isShown(), load);
  const orders = computed(() => {
    const fresh = first.value ?? [];
    const known = new Set(fresh.map((order) => order.orderId));
    return [...fresh, ...older.value.filter((order) => !known.has(order.orderId))];
  });
  return {
    orders,
    problem,
    waiting: computed(() => first.value === null),
    more: computed(() => next.value !== null),
    load,
    loadMore,
    anew,
  };
}
