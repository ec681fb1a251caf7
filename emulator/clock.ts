import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Steerable time: the machine's clock plus an offset. Function processes see it as `Date`. */
export interface Clock {
  now(): number;
  offsetMs(): number;
}

/** Moves time only. Timers that come due on the way are the business of `timers/openTimers.ts`. */
export interface SteerableClock extends Clock {
  advance(ms: number): void;
  set(epochMs: number): void;
  reset(): void;
  /** Told of every change of the offset; answers how to stop listening. */
  onChange(listener: (offsetMs: number) => void): () => void;
}

/** The largest instant a JavaScript `Date` can hold. */
const LAST_INSTANT = 8_640_000_000_000_000;

const checkInstant = (epochMs: number): number => {
  if (!Number.isFinite(epochMs) || Math.abs(epochMs) > LAST_INSTANT) throw new RangeError(`not an instant: ${epochMs}`);
  return Math.round(epochMs);
};

/** A file that is there but unreadable is refused: guessing "no offset" would silently move time back. */
function readOffset(file: string): number {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
  const { offsetMs } = JSON.parse(text) as { offsetMs?: unknown };
  if (typeof offsetMs !== 'number') throw new Error(`${file} does not hold {"offsetMs": number}`);
  return offsetMs;
}

function writeOffset(file: string, offsetMs: number): void {
  if (offsetMs === 0) return rmSync(file, { force: true });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify({ offsetMs }));
  renameSync(`${file}.new`, file);
}

/** `persistTo` is a file that carries the steered time over a restart; `realNow` is there for tests. */
export function steerableClock(options: { persistTo?: string; realNow?: () => number } = {}): SteerableClock {
  const realNow = options.realNow ?? Date.now;
  const listeners = new Set<(offsetMs: number) => void>();
  let offset = options.persistTo ? readOffset(options.persistTo) : 0;
  const shift = (offsetMs: number) => {
    checkInstant(realNow() + offsetMs);
    if (offsetMs === offset) return;
    offset = offsetMs;
    if (options.persistTo) writeOffset(options.persistTo, offset);
    for (const listener of listeners) listener(offset);
  };
  return {
    now: () => realNow() + offset,
    offsetMs: () => offset,
    advance: (ms) => shift(offset + checkInstant(ms)),
    set: (epochMs) => shift(checkInstant(epochMs) - realNow()),
    reset: () => shift(0),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
