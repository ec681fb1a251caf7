import Taro, { usePullDownRefresh } from '@tarojs/taro';

/** Pulling the page down asks anew. Its configuration must allow it (`enablePullDownRefresh`). */
export function useRefresh(load: () => Promise<void>): void {
  usePullDownRefresh(() => {
    void load().finally(() => Taro.stopPullDownRefresh());
  });
}
