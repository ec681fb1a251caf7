import { useDidShow } from '@tarojs/taro';
import { refreshMe } from '@/session/session';
import { useRefresh } from './use-refresh';

/** A recipient or address may have been added elsewhere; what is shown stays until the answer is here. */
export function useFreshMe(): void {
  const refresh = () => refreshMe().catch((error) => console.warn('signIn', error));
  useDidShow(() => void refresh());
  useRefresh(refresh);
}
