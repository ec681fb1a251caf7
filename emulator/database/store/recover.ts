import * as fs from 'node:fs';
import * as path from 'node:path';
import { decode } from './codec';
import { fileName, generationsIn } from './files';
import { readFrames } from './frame';
import type { LogRecord } from './record';
import { type Image, readSnapshot } from './snapshot';

export interface Recovered {
  readonly image: Image;
  readonly records: readonly LogRecord[];
  /** The log to go on with and how much of it is good. */
  readonly generation: number;
  readonly logBytes: number;
}

function readLog(dir: string, generation: number, isLast: boolean): { records: LogRecord[]; goodBytes: number } {
  const file = path.join(dir, fileName('log', generation));
  const { texts, goodBytes, damage } = readFrames(fs.readFileSync(file));
  if (damage === 'middle' || (damage === 'torn tail' && !isLast)) {
    throw new Error(`the log ${file} is damaged at byte ${goodBytes} of an earlier record; restore it from a copy`);
  }
  if (damage === 'torn tail') fs.truncateSync(file, goodBytes); // an interrupted last write, never acknowledged
  return { records: texts.map((text) => decode(text) as LogRecord), goodBytes };
}

function assertGapless(dir: string, base: number, logs: readonly number[]): void {
  logs.forEach((generation, i) => {
    if (generation !== base + i) throw new Error(`${path.join(dir, fileName('log', base + i))} is missing`);
  });
}

/** Reads a data directory: the newest snapshot and every record after it, or an error that says what is damaged. */
export function recover(dir: string): Recovered {
  const { logs, snapshots } = generationsIn(dir);
  const newest = snapshots.at(-1);
  const base = newest ?? 1;
  const image: Image = newest === undefined ? { sequence: 0, collections: [] } : readSnapshot(dir, newest);
  const needed = logs.filter((generation) => generation >= base);
  assertGapless(dir, base, needed);
  if (newest !== undefined && needed.length === 0)
    throw new Error(`${path.join(dir, fileName('log', base))} is missing`);
  const records: LogRecord[] = [];
  let logBytes = 0;
  let { sequence } = image;
  for (const [i, generation] of needed.entries()) {
    const log = readLog(dir, generation, i === needed.length - 1);
    logBytes = log.goodBytes;
    for (const record of log.records) {
      if (record.sequence <= sequence) continue; // the snapshot has it already
      if (record.sequence !== sequence + 1) {
        throw new Error(`the log of ${dir} lacks commit ${sequence + 1}; restore it from a copy`);
      }
      sequence = record.sequence;
      records.push(record);
    }
  }
  return { image, records, generation: needed.at(-1) ?? 1, logBytes };
}
