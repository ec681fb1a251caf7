import { strings } from '@/strings/components';

/** Taro's H5 frame says nothing to a screen reader; what it is, is told here. WeChat's own frame needs none of it. */
export function describeFrame(): void {
  if (process.env.TARO_ENV !== 'h5') return;
  const say = (selector: string, attributes: Readonly<Record<string, string>>) => {
    for (const element of document.querySelectorAll(selector)) {
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    }
  };
  say('#taro-navigation-bar', { role: 'banner' });
  say('.taro-navigation-bar-title', { role: 'heading', 'aria-level': '1' });
  say('.taro-navigation-bar-back', { role: 'button', 'aria-label': strings.frame.back });
  say('.taro-navigation-bar-home', { role: 'button', 'aria-label': strings.frame.toHome });
  // a page scrolls: the keyboard must reach it
  say('.taro_page', { tabindex: '0' });
}
