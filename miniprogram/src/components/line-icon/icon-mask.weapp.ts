import { drawnUrl, PATHS, SIDE, type IconName } from './icons';

export function maskOf(icon: IconName): string {
  const url = drawnUrl({ viewBox: `0 0 ${SIDE} ${SIDE}`, inside: `<path d="${PATHS[icon]}"/>` });
  return `-webkit-mask-image:${url};mask-image:${url};-webkit-mask-size:100% 100%;mask-size:100% 100%`;
}
