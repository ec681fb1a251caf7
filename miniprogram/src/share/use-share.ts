import { useShareAppMessage } from '@tarojs/taro';
import type { ShareCard } from './share-card';

/** What WeChat's "forward" sends from this page. Its configuration must allow it (`enableShareAppMessage`). */
export function useShare(card: () => ShareCard): void {
  useShareAppMessage(() => ({ ...card() }));
}
