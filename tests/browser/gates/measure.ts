/** What is measured in a page as it stands: contrast, targets, print, the keyboard's reach, whether anything is cut or runs off. */

export interface Demands {
  /** Least contrast of any text with what is behind it. */
  readonly contrast: number;
  /** Least side of anything to tap, and of the key buttons. */
  readonly target: number;
  readonly keyTarget: number;
  /** Least size of any text, css pixels. */
  readonly font: number;
}

/** Everything that falls short, in words; empty when all is well. Self-contained: playwright sends its text to the browser. */
export function measure(demands: Demands): string[] {
  const ROUNDING = 0.6;
  /** Not ours to draw: the bar of the desk and WeChat's own title bar. */
  const NOT_OURS = '#development, #taro-navigation-bar';
  const TAPPABLE =
    'button, a[href], input, textarea, [role="button"], [role="link"], [role="radio"], [role="tab"], [role="switch"], [role="checkbox"]';
  const found = new Set<string>();
  const seen = (element: Element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && element.checkVisibility({ visibilityProperty: true });
  };
  const ours = (element: Element) => !element.closest(NOT_OURS) && seen(element);
  const nameOf = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.className} «${(element.textContent ?? '').trim().slice(0, 16)}»`;

  type Rgba = [number, number, number, number];
  const parse = (color: string): Rgba => {
    const [r = 0, g = 0, b = 0, a = 1] = (color.match(/[\d.]+/g) ?? []).map(Number);
    return [r, g, b, a];
  };
  const over = ([r, g, b, a]: Rgba, [r2, g2, b2]: Rgba): Rgba => {
    const mix = (top: number, below: number) => top * a + below * (1 - a);
    return [mix(r, r2), mix(g, g2), mix(b, b2), 1];
  };
  const behind = (element: Element): Rgba => {
    const layers: Rgba[] = [];
    for (let at: Element | null = element; at; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor);
      if (color[3] > 0) layers.push(color);
      if (color[3] === 1) break;
    }
    return layers.reduceRight<Rgba>((below, layer) => over(layer, below), [255, 255, 255, 1]);
  };
  const luminance = ([r, g, b]: Rgba) => {
    const part = (value: number) => {
      const share = value / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const contrast = (one: Rgba, other: Rgba) => {
    const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };

  /** Whoever can be scrolled sideways may hold more than is seen. */
  const scrolls = (element: Element | null): boolean => {
    for (let at = element; at; at = at.parentElement) {
      if (['auto', 'scroll'].includes(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth + 1)
        return true;
    }
    return false;
  };
  const cutBy = (rect: DOMRect, element: Element): boolean => {
    for (let at: Element | null = element; at && at.id !== 'container'; at = at.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(at);
      const box = at.getBoundingClientRect();
      // what lies below the fold of something that scrolls is not cut
      if (['auto', 'scroll'].includes(overflowY) || ['auto', 'scroll'].includes(overflowX)) return false;
      const clipsX = ['hidden', 'clip'].includes(overflowX);
      const clipsY = ['hidden', 'clip'].includes(overflowY);
      if (clipsX && (rect.right > box.right + 2 || rect.left < box.left - 2)) return true;
      if (clipsY && (rect.bottom > box.bottom + 6 || rect.top < box.top - 6)) return true;
    }
    return false;
  };

  function checkText(node: Text): void {
    const element = node.parentElement;
    if (!element || !node.data.trim() || !ours(element) || element.closest('[aria-hidden="true"]')) return;
    const style = getComputedStyle(element);
    const words = node.data.trim().slice(0, 20);
    const ratio = contrast(over(parse(style.color), behind(element)), behind(element));
    if (ratio < demands.contrast - 0.01) found.add(`contrast ${ratio.toFixed(2)} of «${words}» (${element.className})`);
    const size = parseFloat(style.fontSize);
    if (size < demands.font - 0.01) found.add(`print of ${size.toFixed(1)} px: «${words}» (${element.className})`);
    const range = document.createRange();
    range.selectNodeContents(node);
    const frame = document.getElementById('container')?.getBoundingClientRect();
    const tappable = element.closest('button, [role="button"], [role="tab"], [role="radio"]')?.getBoundingClientRect();
    for (const rect of Array.from(range.getClientRects())) {
      const off = frame && (rect.right > frame.right + 1 || rect.left < frame.left - 1);
      if (off && !scrolls(element)) found.add(`runs off the page: «${words}» (${element.className})`);
      if (!scrolls(element) && cutBy(rect, element)) found.add(`cut: «${words}» (${element.className})`);
      const leaves = tappable && (rect.bottom > tappable.bottom + 4 || rect.right > tappable.right + 2);
      if (leaves) found.add(`runs out of its button: «${words}» (${element.className})`);
    }
  }

  /** By Tab itself, or by arrows from the one of its group that is. */
  const reachable = (element: Element): boolean => {
    if ((element as HTMLElement).tabIndex >= 0) return true;
    if (!element.matches('[role="radio"], [role="tab"]')) return false;
    const group = element.closest('[role="radiogroup"], [role="tablist"]') ?? element.parentElement;
    return group?.querySelector(':is([role="radio"], [role="tab"])[tabindex="0"]') !== null;
  };

  function checkTarget(element: Element): void {
    if (!ours(element) || element.closest('[aria-hidden="true"]')) return;
    const { width, height } = element.getBoundingClientRect();
    const isKey = element.classList.contains('main-button');
    const least = isKey ? demands.keyTarget : demands.target;
    if (Math.min(width, height) < least - ROUNDING)
      found.add(`target of ${width.toFixed(0)} × ${height.toFixed(0)}: ${nameOf(element)}`);
    const isField = element.matches('input, textarea');
    const named = element.getAttribute('aria-label') || (element.textContent ?? '').trim();
    if (!reachable(element)) found.add(`out of the keyboard's reach: ${nameOf(element)}`);
    if (!isField && !named) found.add(`nothing to say to a screen reader: ${nameOf(element)}`);
  }

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) checkText(texts.currentNode as Text);
  for (const element of Array.from(document.querySelectorAll(TAPPABLE))) checkTarget(element);
  for (const element of Array.from(document.querySelectorAll('.taro_page, .taro-tabbar__panel, #container, html'))) {
    const sideways = element.scrollWidth - element.clientWidth;
    if (seen(element) && sideways > 1) found.add(`scrolls sideways by ${sideways} px: ${element.className}`);
  }
  return [...found];
}
