/** A browser makes a document of its own of every picture it is given: all icons are one picture here, one below the other. */
import { drawnUrl, ICONS, PATHS, SIDE, type IconName } from './icons';

function drawAll(): void {
  const place = (icon: IconName, index: number) =>
    `<path transform="translate(0 ${SIDE * index})" d="${PATHS[icon]}"/>`;
  const url = drawnUrl({ viewBox: `0 0 ${SIDE} ${SIDE * ICONS.length}`, inside: ICONS.map(place).join('') });
  const size = `100% ${100 * ICONS.length}%`;
  const rule = document.createElement('style');
  rule.textContent = `.line-icon{-webkit-mask-image:${url};mask-image:${url};-webkit-mask-size:${size};mask-size:${size}}`;
  document.head.append(rule);
}

let isDrawn = false;

export function maskOf(icon: IconName): string {
  if (!isDrawn) drawAll();
  isDrawn = true;
  const position = `0 ${(100 * ICONS.indexOf(icon)) / (ICONS.length - 1)}%`;
  return `-webkit-mask-position:${position};mask-position:${position}`;
}
