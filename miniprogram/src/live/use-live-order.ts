import { onMounted } from 'vue';
import { useDidShow } from '@tarojs/taro';
import type { OrderView } from '#contract/orders';
import { call } from '@/cloud/call';
import { mine } from '@/session/session';
import type { Role } from '@/session/kept-on-phone';
import { loaded, type Loaded } from './use-loaded';
import { useLive } from './use-live';
import { useLooking } from './use-looking';

/** One order, kept true: the watched document says *that* something changed, the function says *what* I may see of it. */
export function useLiveOrder(orderId: string, as: Role): Loaded<OrderView> {
  const state = loaded(() => call('readOrder', { orderId }));
  let seenVersion: unknown;
  onMounted(() => void state.load());
  useDidShow(() => void (state.data.value && state.load()));
  useLive({
    collection: 'orders',
    where: () => ({ _id: orderId, ...mine(as) }),
    onRows: ([row]) => {
      const version = row?.version;
      const known = state.data.value;
      // a watch opens after the first answer: what changed between the two shows in its first rows
      const hasMoved =
        seenVersion === undefined ? known && row && row.status !== known.status : version !== seenVersion;
      if (hasMoved) void state.load();
      seenVersion = version;
    },
  });
  const isOthers = () => ['manage', 'follow'].includes(state.data.value?.rights ?? '');
  useLooking(isOthers, state.load);
  return state;
}
