import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Doc, IndexSpec } from '../engine';
import { decode, encode } from './codec';
import { fileName, syncDirectory } from './files';
import { frame, readFrames } from './frame';

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
  readonly version: 1;
  readonly sequence: number;
  readonly collections: readonly { name: string; indexes: readonly IndexSpec[]; count: number }[];
}

const docsPerFrame = 500;

function* framesOf(image: Image): Generator<Buffer> {
  const collections = image.collections.map(({ name, indexes, docs }) => ({ name, indexes, count: docs.length }));
  const head: Head = { version: 1, sequence: image.sequence, collections };
  yield frame(encode(head));
  for (const { docs } of image.collections) {
    for (let i = 0; i < docs.length; i += docsPerFrame) yield frame(encode({ docs: docs.slice(i, i + docsPerFrame) }));
  }
  yield frame('{"end":true}');
}

/** Writes it beside the old one, in pieces so that requests are served meanwhile, and names it when it is safe. */
export async function writeSnapshot(dir: string, generation: number, image: Image): Promise<void> {
  const target = path.join(dir, fileName('snapshot', generation));
  const file = await fs.promises.open(`${target}.tmp`, 'w', 0o600);
  try {
    for (const bytes of framesOf(image)) await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await fs.promises.rename(`${target}.tmp`, target);
  syncDirectory(dir);
}

/** Reads a snapshot whole, or refuses: a named snapshot is complete, so anything else is damage. */
export function readSnapshot(dir: string, generation: number): Image {
  const file = path.join(dir, fileName('snapshot', generation));
  const { texts, damage } = readFrames(fs.readFileSync(file));
  const damaged = () => new Error(`the snapshot ${file} is damaged; restore the directory from a copy`);
  const last = texts.pop();
  const first = texts.shift();
  if (damage !== 'none' || last !== '{"end":true}' || first === undefined) throw damaged();
  const head = decode(first) as Head;
  if (head.version !== 1) throw new Error(`the snapshot ${file} was written by another version`);
  const docs = texts.flatMap((text) => (decode(text) as { docs: Doc[] }).docs);
  let start = 0;
  const collections = head.collections.map(({ name, indexes, count }) => {
    const own = docs.slice(start, (start += count));
    return { name, indexes, docs: own };
  });
  if (start !== docs.length) throw damaged();
  return { sequence: head.sequence, collections };
}
