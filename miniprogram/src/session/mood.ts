/** How everything looks: light or dark, ordinary or large print. The classes stand in styles/design-tokens.scss. */
import { computed, ref, watchEffect } from 'vue';
import Taro from '@tarojs/taro';
import { DARK, LIGHT } from '@/styles/palette';
import { systemIsDark } from './system-theme';

export type Theme = 'system' | 'light' | 'dark';

export const theme = ref<Theme>('system');
export const careMode = ref(false);
const isDark = computed(() => (theme.value === 'system' ? systemIsDark.value : theme.value === 'dark'));
export const palette = computed(() => (isDark.value ? DARK : LIGHT));
export const moodClasses = computed(() => [
  isDark.value ? 'theme-dark' : 'theme-light',
  ...(careMode.value ? ['is-large'] : []),
]);

/** On H5 bars and sheets outside the page follow too; WeChat's own bar follows a choice that differs from the phone's. */
export function paintSurroundings(): void {
  if (process.env.TARO_ENV === 'h5') {
    watchEffect(() => (document.documentElement.className = moodClasses.value.join(' ')));
  }
}

/** WeChat draws the bar above each page itself; called as a page is shown. */
export function paintNavigationBar(): void {
  if (process.env.TARO_ENV === 'h5' || theme.value === 'system') return;
  const { surface, blue } = palette.value;
  try {
    const color = { frontColor: '#ffffff', backgroundColor: isDark.value ? surface : blue };
    void Taro.setNavigationBarColor(color).catch((error: unknown) => console.warn('navigation bar', error));
  } catch (error) {
    console.warn('this host cannot colour its bar', error);
  }
}
