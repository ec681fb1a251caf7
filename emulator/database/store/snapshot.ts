import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Doc, IndexSpec } from '../engine';
import { decode } from './codec';
import { damaged } from './damaged';
import type { Disk } from './disk';
import { checkHead, headOf } from './fileHead';
import { fileName } from './files';
import { isFormatOne, readFormatOne } from './formatOne';
import { frame, readFrames } from './frame';
import { type Shape, TapeWriter } from './tape';
import { TapeReader } from './untape';

/** One collection as it stood at a moment. Documents are immutable, so holding them is enough. */
export interface CollectionImage {
  readonly name: string;
  readonly indexes: readonly IndexSpec[];
  readonly docs: readonly Doc[];
}

export interface Image {
  readonly sequence: number;
  readonly collections: readonly CollectionImage[];
}

interface Head {
  readonly sequence: number;
  readonly collections: readonly { name: string; indexes: readonly IndexSpec[]; count: number }[];
}

const end = '{"end":true}';
/** About a millisecond's work, so that requests are answered between two parts. */
const valuesPerPart = 4000;

function* partsOf(image: Image, generation: number): Generator<Buffer> {
  const collections = image.collections.map(({ name, indexes, docs }) => ({ name, indexes, count: docs.length }));
  yield headOf('snapshot', generation, { sequence: image.sequence, collections });
  const tape = new TapeWriter();
  let length = 0;
  for (const { docs } of image.collections) {
    for (const doc of docs) {
      length = tape.add(doc);
      if (length < valuesPerPart) continue;
      yield frame(JSON.stringify(tape.take()));
      length = 0;
    }
  }
  if (length > 0) yield frame(JSON.stringify(tape.take()));
  yield frame(end);
}

export interface SnapshotTarget {
  readonly disk: Disk;
  readonly dir: string;
  readonly generation: number;
  /** How many bytes ought to be written by now. A snapshot slower than the log would let the log grow without end. */
  readonly dueBytes: () => number;
}

/** Hands out parts between the turns of the event loop, several at once while it is behind. Answers their size. */
async function writeParts(handle: number, image: Image, target: SnapshotTarget): Promise<number> {
  let size = 0;
  let waiting: Buffer[] = [];
  const write = async () => {
    await target.disk.writeLater(handle, Buffer.concat(waiting));
    waiting = [];
  };
  for (const bytes of partsOf(image, target.generation)) {
    waiting.push(bytes);
    size += bytes.length;
    if (size >= target.dueBytes()) await write();
  }
  await write();
  return size;
}

/**
 * Writes it beside the old one in pieces, and names it when it is safe on the medium: a file with the name of a snapshot
 * is a whole snapshot. Answers its size.
 */
export async function writeSnapshot(image: Image, target: SnapshotTarget): Promise<number> {
  const { disk, dir, generation } = target;
  const file = path.join(dir, fileName('snapshot', generation));
  const draft = `${file}.tmp`;
  let size: number;
  try {
    const handle = disk.open(draft, 'w');
    try {
      size = await writeParts(handle, image, target);
      await disk.sync(handle);
    } finally {
      disk.close(handle);
    }
    disk.rename(draft, file);
  } catch (cause) {
    disk.remove(draft);
    throw cause;
  }
  await disk.syncDirectory(dir);
  return size;
}

function imageOf({ sequence, collections }: Head, docs: readonly Doc[]): Image | undefined {
  let start = 0;
  const images = collections.map(({ name, indexes, count }) => {
    const own = docs.slice(start, (start += count));
    return { name, indexes, docs: own };
  });
  return start === docs.length ? { sequence, collections: images } : undefined;
}

function readFormatOneSnapshot(file: string, bytes: Buffer): Image {
  const [first, ...rest] = readFormatOne(file, bytes, false);
  const head = decode(first as string) as Head & { version: number };
  const isWhole = rest.pop() === end;
  const docs = rest.flatMap((text) => (decode(text) as { docs: Doc[] }).docs);
  const image = isWhole && head.version === 1 ? imageOf(head, docs) : undefined;
  if (!image) throw damaged(file, bytes.length, 'its end is missing');
  return image;
}

/** Reads a snapshot whole, or refuses: a named snapshot is complete, so anything else is damage. */
export function readSnapshot(dir: string, generation: number): { image: Image; bytes: number } {
  const file = path.join(dir, fileName('snapshot', generation));
  const bytes = fs.readFileSync(file);
  if (isFormatOne(bytes)) return { image: readFormatOneSnapshot(file, bytes), bytes: bytes.length };
  let head: Head | undefined;
  let isEnded = false;
  const docs: Doc[] = [];
  const tape = new TapeReader();
  const goodBytes = readFrames(bytes, (text, offset) => {
    if (isEnded) throw damaged(file, offset, 'something follows its end');
    if (!head) head = checkHead(file, text, 'snapshot', generation) as unknown as Head;
    else if (text === end) isEnded = true;
    else {
      const part = JSON.parse(text) as { shapes: Shape[]; tape: unknown[] };
      for (const doc of tape.docs(part.shapes, part.tape)) docs.push(doc as Doc);
    }
  });
  if (goodBytes < bytes.length) throw damaged(file, goodBytes, 'checksum');
  const image = head && isEnded ? imageOf(head, docs) : undefined;
  if (!image) throw damaged(file, bytes.length, 'its end is missing');
  return { image, bytes: bytes.length };
}
