import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

/** Cells per side and pixels per cell; the real picture is 430 pixels wide by default. */
const CELLS = 43;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** Dots derived from the text, so that different scenes look different. */
function isDark(text: string): (row: number, column: number) => boolean {
  const bits = Array.from({ length: 8 }, (_, part) => createHash('sha256').update(`${part}:${text}`).digest());
  const pool = Buffer.concat(bits);
  return (row, column) => {
    const bit = row * CELLS + column;
    return (((pool[(bit >> 3) % pool.length] as number) >> (bit & 7)) & 1) === 1;
  };
}

/**
 * A real PNG in place of a mini-program code: it opens in every viewer and is the same for the same text. WeChat's round
 * code is its own secret, so this one cannot be scanned.
 */
export function miniCodePng(text: string, width: number): Buffer {
  const pixelsPerCell = Math.max(1, Math.floor(width / CELLS));
  const side = CELLS * pixelsPerCell;
  const dark = isDark(text);
  const rows = Array.from({ length: side }, (_, y) => {
    const row = Buffer.alloc(side + 1, 0xff);
    row[0] = 0; // no filter
    for (let x = 0; x < side; x += 1) {
      if (dark(Math.floor(y / pixelsPerCell), Math.floor(x / pixelsPerCell))) row[x + 1] = 0x00;
    }
    return row;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 0, 0, 0, 0], 8); // 8 bits, greyscale
  const pixels = deflateSync(Buffer.concat(rows));
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}
