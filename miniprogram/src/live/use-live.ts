import { onMounted, onUnmounted } from 'vue';
import { useDidHide, useDidShow } from '@tarojs/taro';
import { cloud } from '@/cloud/cloud';
import type { Row, Where } from '@/cloud/cloud-surface';
import { follow } from './follow';
import { onBackOnline } from './online';
import { onSeen } from './host';

export interface Live {
  readonly collection: string;
  readonly where: () => Where;
  /** Called with what matches now: at first, after each change, and at each look while no socket can be had. */
  readonly onRows: (rows: readonly Row[]) => void;
}

/** Follows documents while the page is shown, and somebody can see it. */
export function useLive({ collection, where, onRows }: Live): void {
  const following = follow({
    name: collection,
    open: (heard, broke) => cloud.watch(collection, where(), heard, broke),
    look: () => cloud.read(collection, where()),
    onRows,
  });
  let pageShown = false;
  const start = () => {
    pageShown = true;
    following.start();
  };
  const stop = () => {
    pageShown = false;
    following.stop();
  };
  const leaveNetwork = onBackOnline(following.wake);
  const leaveSight = onSeen((seen) => {
    if (!seen) following.stop();
    else if (pageShown) following.start();
  });
  onMounted(start);
  useDidShow(start);
  useDidHide(stop);
  onUnmounted(() => {
    stop();
    leaveNetwork();
    leaveSight();
  });
}
