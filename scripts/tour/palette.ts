/** A picture of a screen in few colours: the commonest ones exactly, the rest by the nearest. Flat areas lose nothing, edges of print a shade. */

/** Red, green and blue in one number. */
type Color = number;
const red = (color: Color) => color >> 16;
const green = (color: Color) => (color >> 8) & 255;
const blue = (color: Color) => color & 255;
export const partsOf = (color: Color): [number, number, number] => [red(color), green(color), blue(color)];

/** Screens are opaque, so of the four bytes of a pixel three are its colour. */
export function colorsOf(rgba: Uint8Array): Uint32Array {
  const colors = new Uint32Array(rgba.length / 4);
  for (let at = 0; at < colors.length; at += 1) {
    colors[at] = ((rgba[at * 4] ?? 0) << 16) | ((rgba[at * 4 + 1] ?? 0) << 8) | (rgba[at * 4 + 2] ?? 0);
  }
  return colors;
}

const between = (one: Color, other: Color) =>
  (red(one) - red(other)) ** 2 + (green(one) - green(other)) ** 2 + (blue(one) - blue(other)) ** 2;

/**
 * Three quarters go to the commonest colours, the rest to those that would be furthest from any chosen one, so that a small
 * red dot stays red. Equally common ones come in the order of their numbers: the same picture gives the same palette.
 */
export function paletteOf(colors: Uint32Array, size: number): Color[] {
  const counts = new Map<Color, number>();
  for (const color of colors) counts.set(color, (counts.get(color) ?? 0) + 1);
  const sorted = [...counts].sort(([a, often], [b, more]) => more - often || a - b);
  const chosen = sorted.splice(0, Math.floor(size * 0.75)).map(([color]) => color);
  const left = sorted.map(([color, count]) => ({
    color,
    count,
    away: chosen.reduce((least, one) => Math.min(least, between(color, one)), Infinity),
  }));
  while (chosen.length < size && left.length > 0) {
    const worst = left.reduce((most, one) => (one.away * one.count > most.away * most.count ? one : most));
    if (worst.away === 0) break;
    chosen.push(worst.color);
    for (const one of left) one.away = Math.min(one.away, between(one.color, worst.color));
  }
  return chosen;
}

function nearest(color: Color, palette: readonly Color[]): number {
  let best = 0;
  let least = Infinity;
  palette.forEach((one, index) => {
    const away = between(color, one);
    if (away < least) [best, least] = [index, away];
  });
  return best;
}

/** Each pixel's place in the palette. */
export function indexed(colors: Uint32Array, palette: readonly Color[]): Uint8Array {
  const known = new Map(palette.map((color, index) => [color, index]));
  return Uint8Array.from(colors, (color) => {
    const index = known.get(color) ?? nearest(color, palette);
    known.set(color, index);
    return index;
  });
}
