import { onMounted, onUnmounted, ref, type Ref } from 'vue';
import { serverNow } from '@/cloud/server-time';

/** The server's time, a second at a time, while the component lives. */
export function useTicking(): Ref<number> {
  const now = ref(serverNow());
  let timer: ReturnType<typeof setInterval> | null = null;
  onMounted(() => {
    timer = setInterval(() => (now.value = serverNow()), 1000);
  });
  onUnmounted(() => timer && clearInterval(timer));
  return now;
}
