import { frame } from './frame';

/**
 * The first frame of every file says what the file is, so that a file of a newer version, or one put in another's
 * place, is recognised instead of misread.
 */

export type FileKind = 'log' | 'snapshot';

/** 1 had neither head nor marks (formatOne.ts). */
const version = 2;

const formatOf = (kind: FileKind) => `cloudbase-emulator ${kind}`;

export const headOf = (kind: FileKind, generation: number, more: object = {}): Buffer =>
  frame(JSON.stringify({ format: formatOf(kind), version, generation, ...more }));

/** Refuses a head that is not that of this file. */
export function checkHead(file: string, text: string, kind: FileKind, generation: number): Record<string, unknown> {
  const head = JSON.parse(text) as Record<string, unknown>;
  if (head.format !== formatOf(kind)) throw new Error(`${file} is not a ${kind} of this emulator; move it away`);
  if (head.version !== version) {
    throw new Error(
      `${file} has format ${String(head.version)} and this emulator reads up to ${version}: use the newer emulator`,
    );
  }
  if (head.generation !== generation) {
    throw new Error(
      `${file} is number ${String(head.generation)} by its content: it was renamed; give it back its name`,
    );
  }
  return head;
}

/** Was the process killed, or the power cut, while this file was begun? So short a file cannot hold anything else. */
export const isUnfinishedHead = (bytes: Buffer, kind: FileKind, generation: number): boolean =>
  bytes.length <= headOf(kind, generation).length;
