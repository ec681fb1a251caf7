/** One family of small drawings, 160 × 120, made for this program: a soft ground, white paper, one accent. */
import type { Palette } from '@/styles/palette';

type Draw = (colors: Palette) => string;
const ground = ({ blueSoft }: Palette) =>
  `<path fill="${blueSoft}" d="M18 78c-6-26 14-52 46-54 22-2 32-12 52-4 26 10 34 40 22 62-6 12-24 22-60 22S22 98 18 78z"/>`;
/** A round-cornered sheet. */
const sheet = ({ surface, lineStrong }: Palette, x: number, y: number, width: number, height: number) =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8" fill="${surface}" stroke="${lineStrong}"/>`;
const rules = ({ line }: Palette, x: number, y: number, widths: readonly number[]) =>
  widths.map((w, n) => `<path stroke="${line}" stroke-width="5" d="M${x} ${y + n * 13}h${w}"/>`).join('');

const DRAWINGS = {
  orders: (c) =>
    sheet(c, 50, 28, 58, 74) +
    `<rect x="66" y="22" width="26" height="12" rx="6" fill="${c.blue}"/>` +
    rules(c, 62, 52, [34, 26, 18]) +
    `<circle cx="108" cy="90" r="15" fill="${c.green}"/>` +
    `<path stroke="${c.surface}" stroke-width="3.5" d="M101 90l5 5 9-10"/>`,
  health: (c) =>
    `<path fill="${c.surface}" stroke="${c.lineStrong}" d="M80 100S42 78 42 52c0-22 28-27 38-8 10-19 38-14 38 8 0 26-38 48-38 48z"/>` +
    `<path stroke="${c.green}" stroke-width="4" d="M34 66h26l7-14 11 28 9-20 5 6h34"/>`,
  search: (c) =>
    sheet(c, 40, 30, 54, 68) +
    rules(c, 52, 48, [30, 22, 30]) +
    `<circle cx="100" cy="72" r="19" fill="${c.greenSoft}" stroke="${c.blue}" stroke-width="4.5"/>` +
    `<path stroke="${c.blue}" stroke-width="6" d="M114 87l14 14"/>`,
  calm: (c) =>
    `<path fill="${c.surface}" stroke="${c.lineStrong}" d="M52 60h50v20a18 18 0 0 1-18 18H70a18 18 0 0 1-18-18z"/>` +
    `<path stroke="${c.lineStrong}" d="M102 65h7a9 9 0 0 1 0 18h-7"/>` +
    `<path stroke="${c.green}" stroke-width="4" d="M66 50c-5-6 5-8 0-15M78 50c-5-6 5-8 0-15M90 50c-5-6 5-8 0-15"/>` +
    `<path stroke="${c.blue}" stroke-width="4" d="M42 104h72"/>`,
  calendar: (c) =>
    sheet(c, 42, 32, 76, 68) +
    `<path fill="${c.blue}" d="M42 40a8 8 0 0 1 8-8h60a8 8 0 0 1 8 8v12H42z"/>` +
    `<path stroke="${c.lineStrong}" stroke-width="5" d="M60 26v11M100 26v11"/>` +
    [56, 76, 96].map((x) => `<rect x="${x}" y="62" width="9" height="9" rx="3" fill="${c.line}"/>`).join('') +
    `<circle cx="80" cy="85" r="8" fill="${c.green}"/>`,
  people: (c) =>
    `<circle cx="68" cy="50" r="16" fill="${c.surface}" stroke="${c.lineStrong}"/>` +
    `<path fill="${c.surface}" stroke="${c.lineStrong}" d="M38 100c2-22 14-30 30-30s28 8 30 30z"/>` +
    `<circle cx="110" cy="62" r="15" fill="${c.green}"/>` +
    `<path stroke="${c.surface}" stroke-width="3.5" d="M110 54v16M102 62h16"/>`,
  trouble: (c) =>
    sheet(c, 44, 30, 72, 54) +
    `<path stroke="${c.amber}" stroke-width="5" d="M80 42v20M80 71v1"/>` +
    `<path stroke="${c.lineStrong}" d="M80 84v14M62 100h36"/>`,
  offline: (c) =>
    `<path fill="${c.surface}" stroke="${c.lineStrong}" d="M56 90a18 18 0 0 1-2-36 26 26 0 0 1 50-6 21 21 0 0 1 2 42z"/>` +
    `<path stroke="${c.amber}" stroke-width="5" d="M48 36l64 66"/>`,
} as const satisfies Record<string, Draw>;

export type Scene = keyof typeof DRAWINGS;
export const SCENES = Object.keys(DRAWINGS) as readonly Scene[];

/** As an address for `background-image`: weapp has no <svg>. */
export function sceneUrl(scene: Scene, colors: Palette): string {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 120" fill="none" stroke-width="2.5" ' +
    `stroke-linecap="round" stroke-linejoin="round">${ground(colors)}${DRAWINGS[scene](colors)}</svg>`;
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
}
