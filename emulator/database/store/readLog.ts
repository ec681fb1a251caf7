import * as fs from 'node:fs';
import * as path from 'node:path';
import { decode } from './codec';
import { damaged } from './damaged';
import { checkHead, isUnfinishedHead } from './fileHead';
import { fileName } from './files';
import { isFormatOne, readFormatOne } from './formatOne';
import { isUnfinished, readFrames } from './frame';
import type { LogRecord } from './record';

/** The last frame of a log that a newer one continues: without that newer one, something is missing. */
export interface LogEnd {
  readonly continuedIn: number;
}

export interface LogContent {
  readonly file: string;
  readonly generation: number;
  readonly records: readonly LogRecord[];
  readonly end: LogEnd | undefined;
  /** Bytes of the file, and how many of them are good: what lies between was never acknowledged. */
  readonly bytes: number;
  readonly goodBytes: number;
  readonly format: 1 | 2;
}

/** Reads one log. What cannot be read must be an interrupted last write; anything else is damage and refused. */
export function readLog(dir: string, generation: number): LogContent {
  const file = path.join(dir, fileName('log', generation));
  const bytes = fs.readFileSync(file);
  const common = { file, generation, bytes: bytes.length };
  if (isFormatOne(bytes)) {
    const records = readFormatOne(file, bytes, true).map((text) => decode(text) as LogRecord);
    return { ...common, records, end: undefined, goodBytes: bytes.length, format: 1 };
  }
  const records: LogRecord[] = [];
  let end: LogEnd | undefined;
  const goodBytes = readFrames(bytes, (text, offset) => {
    if (end) throw damaged(file, offset, 'something follows its end');
    if (offset === 0) checkHead(file, text, 'log', generation);
    else if (text.startsWith('[')) for (const record of decode(text) as LogRecord[]) records.push(record);
    else end = JSON.parse(text) as LogEnd;
  });
  if (
    goodBytes < bytes.length &&
    !(goodBytes === 0 ? isUnfinishedHead(bytes, 'log', generation) : isUnfinished(bytes, goodBytes))
  ) {
    throw damaged(file, goodBytes, 'checksum');
  }
  return { ...common, records, end, goodBytes, format: 2 };
}
