import { crc32 } from './crc32';
import { damaged } from './damaged';

/** Files of the first format are read and never written: length and checksum (u32, little endian), then UTF-8 text. */

const headerBytes = 8;

function textAt(bytes: Buffer, offset: number): Buffer | undefined {
  if (offset + headerBytes > bytes.length) return undefined;
  const start = offset + headerBytes;
  const end = start + bytes.readUInt32LE(offset);
  if (end === start || end > bytes.length) return undefined;
  const text = bytes.subarray(start, end);
  return crc32(text) === bytes.readUInt32LE(offset + 4) ? text : undefined;
}

export const isFormatOne = (bytes: Buffer): boolean => textAt(bytes, 0) !== undefined;

function hasFrameAfter(bytes: Buffer, offset: number): boolean {
  for (let at = offset + 1; at + headerBytes < bytes.length; at += 1) {
    if (bytes[at + headerBytes] === 0x7b && textAt(bytes, at)) return true; // every text begins with {
  }
  return false;
}

/** The texts in order. `mayBeTorn`: an unfinished last write is left out, it was never acknowledged. */
export function readFormatOne(file: string, bytes: Buffer, mayBeTorn: boolean): string[] {
  const texts: string[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const text = textAt(bytes, offset);
    if (!text) {
      if (mayBeTorn && !hasFrameAfter(bytes, offset)) break;
      throw damaged(file, offset, 'checksum');
    }
    texts.push(text.toString('utf8'));
    offset += headerBytes + text.length;
  }
  return texts;
}
