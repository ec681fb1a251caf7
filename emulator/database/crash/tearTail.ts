import * as fs from 'node:fs';
import * as path from 'node:path';
import { frame, readFrames } from '../store/frame';
import { fileName, generationsIn } from '../store/files';
import type { Random } from '../../testing/random';

/** What a crash can leave behind the last whole record, done to the newest log. */

function newestLog(dir: string): string | undefined {
  const generation = generationsIn(dir).logs.at(-1);
  return generation === undefined ? undefined : path.join(dir, fileName('log', generation));
}

/** A process that writes after a torn record has removed it before: there is never a second one, nor one without head. */
function isTorn(log: string): boolean {
  const bytes = fs.readFileSync(log);
  const goodBytes = readFrames(bytes, () => undefined);
  return goodBytes === 0 || goodBytes < bytes.length;
}

const noise = (random: Random, length: number) => Buffer.from(Array.from({ length }, () => random.below(256)));

/** Adds the beginning of a record that was never written to its end, or bytes without any meaning. */
export function tearTail(dir: string, random: Random): boolean {
  const log = newestLog(dir);
  if (!log || isTorn(log)) return false;
  const record = frame(`[{"sequence":999999,"operations":[{"put":{"_id":"half"},"in":"things"}]}]`);
  // Not so much that rubbish behind it could make it whole.
  const half = record.subarray(0, 1 + random.below(record.length - 10));
  const tails = [
    half,
    noise(random, 1 + random.below(300)),
    Buffer.concat([half, noise(random, 1 + random.below(60))]),
  ];
  fs.appendFileSync(log, tails[random.below(tails.length)] as Buffer);
  return true;
}

/** Two lengths for the newest log that must give the same database: within its last record, and right before it. */
export function cutsOfLastRecord(
  dir: string,
  random: Random,
): { log: string; within: number; before: number } | undefined {
  const log = newestLog(dir);
  if (!log) return undefined;
  const starts: number[] = [];
  const end = readFrames(fs.readFileSync(log), (_, offset) => starts.push(offset));
  const before = starts.at(-1);
  if (before === undefined || starts.length < 2) return undefined;
  return { log: path.basename(log), within: before + 1 + random.below(end - before - 1), before };
}
