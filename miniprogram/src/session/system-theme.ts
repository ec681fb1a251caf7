/** Whether the phone itself is set to dark. A host that cannot say is a light one. */
import { ref } from 'vue';
import Taro from '@tarojs/taro';

export const systemIsDark = ref(false);

/** Taro has none of this on H5; there the browser says it. */
function fromBrowser(): void {
  if (typeof window === 'undefined' || !window.matchMedia) return;
  const asked = window.matchMedia('(prefers-color-scheme: dark)');
  systemIsDark.value = asked.matches;
  asked.addEventListener?.('change', ({ matches }) => (systemIsDark.value = matches));
}

/** A host may lack either word. */
function fromWeChat(): void {
  systemIsDark.value = Taro.getAppBaseInfo?.().theme === 'dark';
  Taro.onThemeChange?.(({ theme }) => (systemIsDark.value = theme === 'dark'));
}

/** Asked once, when the program starts. */
export function followSystemTheme(): void {
  if (process.env.TARO_ENV === 'h5') fromBrowser();
  else fromWeChat();
}
