import { onMounted, onUnmounted } from 'vue';
import { useDidHide, useDidShow } from '@tarojs/taro';

const EVERY_MS = 15_000;

/** The database shows its changes to the owner of a document alone: the rest of the family looks now and then, while the page is shown. */
export function useLooking(isNeeded: () => boolean, look: () => Promise<void>): void {
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };
  const start = () => {
    stop();
    timer = setInterval(() => void (isNeeded() && look()), EVERY_MS);
  };
  onMounted(start);
  useDidShow(start);
  useDidHide(stop);
  onUnmounted(stop);
}
