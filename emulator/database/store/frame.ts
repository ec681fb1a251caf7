import { crc32 } from './crc32';

/** One record on disk: length and checksum (u32, little endian), then the text. */

const headerBytes = 8;
const maxBytes = 256 * 1024 * 1024;

export function frame(text: string): Buffer {
  const payload = Buffer.from(text, 'utf8');
  const header = Buffer.allocUnsafe(headerBytes);
  header.writeUInt32LE(payload.length, 0);
  header.writeUInt32LE(crc32(payload), 4);
  return Buffer.concat([header, payload]);
}

/** The payload of a whole and correct frame at `offset`. */
function payloadAt(bytes: Buffer, offset: number): Buffer | undefined {
  if (offset + headerBytes > bytes.length) return undefined;
  const length = bytes.readUInt32LE(offset);
  const start = offset + headerBytes;
  if (length === 0 || length > maxBytes || start + length > bytes.length) return undefined;
  const payload = bytes.subarray(start, start + length);
  return crc32(payload) === bytes.readUInt32LE(offset + 4) ? payload : undefined;
}

/** Is there a good frame anywhere after a bad one? Then the bad one is damage, not an interrupted last write. */
function goodFrameAfter(bytes: Buffer, offset: number): boolean {
  for (let at = offset + 1; at + headerBytes < bytes.length; at += 1) {
    if (bytes[at + headerBytes] === 0x7b && payloadAt(bytes, at)) return true; // every payload begins with {
  }
  return false;
}

export interface Frames {
  readonly texts: string[];
  /** Where the good frames end. */
  readonly goodBytes: number;
  readonly damage: 'none' | 'torn tail' | 'middle';
}

/** Reads frames until the first bad one and says what kind of bad it is. */
export function readFrames(bytes: Buffer): Frames {
  const texts: string[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const payload = payloadAt(bytes, offset);
    if (!payload) return { texts, goodBytes: offset, damage: goodFrameAfter(bytes, offset) ? 'middle' : 'torn tail' };
    texts.push(payload.toString('utf8'));
    offset += headerBytes + payload.length;
  }
  return { texts, goodBytes: offset, damage: 'none' };
}
