import * as path from 'node:path';
import { damaged } from './damaged';
import { fileName, generationsIn } from './files';
import { type LogContent, readLog } from './readLog';
import type { LogRecord } from './record';
import { type Image, readSnapshot } from './snapshot';

export interface Recovered {
  readonly image: Image;
  /** What happened after the image. */
  readonly records: readonly LogRecord[];
  /** The log to go on with; none in a new directory. */
  readonly active: LogContent | undefined;
  /** A log that was got ready and never used, because the process was killed. */
  readonly unused: LogContent | undefined;
  /** How much there is to read at a start: the logs grow, then a snapshot takes their place. */
  readonly snapshotBytes: number;
  readonly logBytes: number;
}

const missing = (dir: string, kind: 'log' | 'snapshot', generation: number, why: string) =>
  new Error(
    `${path.join(dir, fileName(kind, generation))} is missing (${why}); nothing was changed: ` +
      'put it back, or restore the directory from a copy',
  );

function assertGapless(dir: string, snapshot: number | undefined, logs: readonly number[]): void {
  const first = logs[0];
  if (snapshot === undefined && first !== undefined && first > 1) {
    throw missing(dir, 'snapshot', first, `${fileName('log', first)} tells only what came after it`);
  }
  if (snapshot !== undefined && first !== snapshot) {
    throw missing(dir, 'log', snapshot, `${fileName('snapshot', snapshot)} is followed by it`);
  }
  logs.forEach((generation, i) => {
    const expected = (first as number) + i;
    if (generation !== expected) throw missing(dir, 'log', expected, `${fileName('log', generation)} is there`);
  });
}

/** A switch to the next log ends the one before; a kill in between leaves the next one empty. */
function splitUnused(logs: readonly LogContent[]): { used: LogContent[]; unused: LogContent | undefined } {
  const last = logs.at(-1);
  const before = logs.at(-2);
  const isUnused = before?.format === 2 && !before.end && last?.records.length === 0 && !last.end;
  return { used: logs.slice(0, isUnused ? -1 : undefined), unused: isUnused ? last : undefined };
}

function assertEnded(dir: string, logs: readonly LogContent[]): void {
  for (const [i, { file, end, format, generation, goodBytes }] of logs.entries()) {
    const isLast = i === logs.length - 1;
    if (isLast && end) throw missing(dir, 'log', end.continuedIn, `${fileName('log', generation)} goes on in it`);
    if (!isLast && !end && format === 2) throw damaged(file, goodBytes, 'its end is missing');
  }
}

function recordsAfter(sequence: number, logs: readonly LogContent[]): LogRecord[] {
  const records: LogRecord[] = [];
  let last = sequence;
  for (const log of logs) {
    for (const record of log.records) {
      if (record.sequence <= last) continue; // the snapshot has it already
      if (record.sequence !== last + 1) throw damaged(log.file, log.goodBytes, `commit ${last + 1} is missing`);
      last = record.sequence;
      records.push(record);
    }
  }
  return records;
}

/**
 * Reads a data directory and changes nothing: the newest snapshot and every record after it, or an error that says
 * what is damaged or missing.
 */
export function recover(dir: string): Recovered {
  const { logs, snapshots } = generationsIn(dir);
  const newest = snapshots.at(-1);
  const needed = logs.filter((generation) => generation >= (newest ?? 1));
  assertGapless(dir, newest, needed);
  const snapshot = newest === undefined ? undefined : readSnapshot(dir, newest);
  const image = snapshot?.image ?? { sequence: 0, collections: [] };
  const { used, unused } = splitUnused(needed.map((generation) => readLog(dir, generation)));
  assertEnded(dir, used);
  return {
    image,
    records: recordsAfter(image.sequence, used),
    active: used.at(-1),
    unused,
    snapshotBytes: snapshot?.bytes ?? 0,
    logBytes: used.reduce((sum, { goodBytes }) => sum + goodBytes, 0),
  };
}
