import { crc32 } from './crc32';

/**
 * The unit of every file: a header of 16 bytes (mark, length, checksum of the text, checksum of the twelve bytes before;
 * u32, little endian), the text, and length and checksum once more. The text is ASCII, so the mark cannot occur in it.
 * The header's own checksum tells a wrong length from a cut-off text; the repetition at the end tells a whole frame with
 * a spoilt header from a write that was never finished.
 */

const mark = 0x02b7c5f1;
const markBytes = Buffer.from([0xf1, 0xc5, 0xb7, 0x02]);
const headerBytes = 16;
const trailerBytes = 8;
const sectorBytes = 512;

/** Other characters than ASCII as JSON escapes: such text is read and parsed about twice as fast. */
// eslint-disable-next-line no-control-regex -- the control characters are ASCII too
const beyondAscii = /[^\u0000-\u007f]/g;
const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** A frame around JSON text. */
export function frame(json: string): Buffer {
  const text = json.replace(beyondAscii, escaped);
  const bytes = Buffer.allocUnsafe(headerBytes + text.length + trailerBytes);
  bytes.write(text, headerBytes, 'latin1');
  const checksum = crc32(bytes.subarray(headerBytes, headerBytes + text.length));
  bytes.writeUInt32LE(mark, 0);
  bytes.writeUInt32LE(text.length, 4);
  bytes.writeUInt32LE(checksum, 8);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 12)), 12);
  bytes.writeUInt32LE(text.length, headerBytes + text.length);
  bytes.writeUInt32LE(checksum, headerBytes + text.length + 4);
  return bytes;
}

/** The frame that a correct header at `offset` announces, whether or not the rest is there and right. */
interface Announced {
  readonly textStart: number;
  readonly textEnd: number;
  readonly end: number;
  readonly checksum: number;
}

function announcedAt(bytes: Buffer, offset: number): Announced | undefined {
  if (offset + headerBytes > bytes.length || bytes.readUInt32LE(offset) !== mark) return undefined;
  if (crc32(bytes.subarray(offset, offset + 12)) !== bytes.readUInt32LE(offset + 12)) return undefined;
  const textStart = offset + headerBytes;
  const textEnd = textStart + bytes.readUInt32LE(offset + 4);
  return { textStart, textEnd, end: textEnd + trailerBytes, checksum: bytes.readUInt32LE(offset + 8) };
}

function headerAfter(bytes: Buffer, offset: number): boolean {
  for (let at = bytes.indexOf(markBytes, offset + 1); at >= 0; at = bytes.indexOf(markBytes, at + 1)) {
    if (announcedAt(bytes, at)) return true;
  }
  return false;
}

const trailerSays = (bytes: Buffer, end: number, length: number) =>
  length > 0 && bytes.readUInt32LE(end - trailerBytes) === length;

/** After a power failure, a sector that was never written reads as zeros; text has none. */
function hasUnwrittenSector(bytes: Buffer, start: number, end: number): boolean {
  for (let from = start; from < end;) {
    const to = Math.min(end, from - (from % sectorBytes) + sectorBytes);
    if (to - from > trailerBytes && bytes.subarray(from, to).every((byte) => byte === 0)) return true;
    from = to;
  }
  return false;
}

/**
 * Is what begins at `offset` the rest of a write that was interrupted, and so was never acknowledged? Not if another
 * frame was begun after it, and not if it once was whole.
 */
export function isUnfinished(bytes: Buffer, offset: number): boolean {
  if (headerAfter(bytes, offset)) return false;
  const announced = announcedAt(bytes, offset);
  if (!announced) {
    const wasWhole = trailerSays(bytes, bytes.length, bytes.length - offset - headerBytes - trailerBytes);
    return !wasWhole || hasUnwrittenSector(bytes, offset, bytes.length);
  }
  const { textStart, textEnd, end } = announced;
  if (end > bytes.length) return true;
  return !trailerSays(bytes, end, textEnd - textStart) || hasUnwrittenSector(bytes, textStart, end);
}

/** Hands over the text of each frame up to the first that is not whole and right; answers where those end. */
export function readFrames(bytes: Buffer, take: (text: string, offset: number) => void): number {
  let offset = 0;
  for (;;) {
    const announced = announcedAt(bytes, offset);
    if (!announced || announced.end > bytes.length) return offset;
    const text = bytes.subarray(announced.textStart, announced.textEnd);
    if (crc32(text) !== announced.checksum) return offset;
    take(text.toString('latin1'), offset);
    offset = announced.end;
  }
}
