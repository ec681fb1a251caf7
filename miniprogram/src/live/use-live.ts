import { onMounted, onUnmounted } from 'vue';
import { useDidHide, useDidShow } from '@tarojs/taro';
import { cloud } from '@/cloud/cloud';
import type { Row, Watching, Where } from '@/cloud/cloud-surface';

export interface Live {
  readonly collection: string;
  readonly where: () => Where;
  /** Called with what matches now: at first, after each change, and at each look while no socket can be had. */
  readonly onRows: (rows: readonly Row[]) => void;
}

const POLL_MS = 4_000;
/** A watch that works is still doubted this often: a socket may die without a word. */
const DOUBT_MS = 20_000;

/** Follows documents by the database's watch while the page is shown; looks for itself when the watch fails. */
export function useLive({ collection, where, onRows }: Live): void {
  let watching: Watching | null = null;
  let timer: ReturnType<typeof setInterval> | null = null;
  let shown = false;

  const look = () => {
    cloud.read(collection, where()).then(
      (rows) => shown && onRows(rows),
      (error) => console.warn(collection, error),
    );
  };
  const every = (ms: number) => {
    if (timer) clearInterval(timer);
    timer = setInterval(look, ms);
  };
  const fallBack = (error: unknown) => {
    console.warn(`watch ${collection} failed; looking every ${POLL_MS / 1000} s instead`, error);
    watching = null;
    if (shown) every(POLL_MS);
  };
  const start = () => {
    if (shown) return;
    shown = true;
    every(DOUBT_MS);
    try {
      watching = cloud.watch(collection, where(), (rows) => shown && onRows(rows), fallBack);
    } catch (error) {
      fallBack(error);
    }
  };
  const stop = () => {
    shown = false;
    if (timer) clearInterval(timer);
    timer = null;
    watching?.close();
    watching = null;
  };
  onMounted(start);
  useDidShow(start);
  useDidHide(stop);
  onUnmounted(stop);
}
