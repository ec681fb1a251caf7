import * as zlib from 'node:zlib';

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/** For Node before 20.15 and 22.2, which have no checksum of their own. */
export function crc32ByTable(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (table[(value ^ byte) & 0xff] as number) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

const native = (zlib as { crc32?: (bytes: Uint8Array) => number }).crc32;

export const crc32: (bytes: Uint8Array) => number = native ?? crc32ByTable;
