/** An animated GIF of key frames: each holds as long as it takes to read, and brings only what has changed. */
import { GIFEncoder } from 'gifenc';
import { PNG } from 'pngjs';
import { colorsOf, indexed, paletteOf, partsOf } from './palette';

export interface Frame {
  readonly png: Buffer;
  readonly holdMs: number;
}

/** The last place of the palette stands for "as before". */
const SAME = 255;
const KEEP_WHAT_STANDS = 1;

export function animation(frames: readonly Frame[]): Uint8Array {
  const gif = GIFEncoder();
  let before: Uint32Array | null = null;
  for (const { png, holdMs } of frames) {
    const { width, height, data } = PNG.sync.read(png);
    const colors = colorsOf(data);
    const last: Uint32Array | null = before;
    const changed: Uint32Array = last ? colors.filter((color, at) => color !== last[at]) : colors;
    const palette = paletteOf(changed, SAME);
    const pixels = indexed(
      colors.map((color, at) => (last?.[at] === color ? (palette[0] ?? 0) : color)),
      palette,
    );
    if (last) pixels.forEach((_, at) => void (last[at] === colors[at] && (pixels[at] = SAME)));
    // filled up, so that the place for "as before" is there
    const table = Array.from({ length: 256 }, (_, index) => partsOf(palette[index] ?? 0));
    const options = { palette: table, delay: holdMs, transparent: last !== null, transparentIndex: SAME };
    gif.writeFrame(pixels, width, height, { ...options, dispose: KEEP_WHAT_STANDS });
    before = colors;
  }
  gif.finish();
  return gif.bytes();
}
