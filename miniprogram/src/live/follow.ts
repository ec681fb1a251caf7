/**
 * Follows documents by a watch that mends itself. While the watch is down one looks every few seconds; it is opened again after
 * growing pauses, and at once when the network is back. Never two watches at a time: what an older one still says is not heard.
 */
import type { Row, Watching } from '@/cloud/cloud-surface';

export interface Source {
  readonly name: string;
  readonly open: (onRows: (rows: readonly Row[]) => void, onError: (error: unknown) => void) => Watching;
  /** One look at what the watch would show. */
  readonly look: () => Promise<readonly Row[]>;
  readonly onRows: (rows: readonly Row[]) => void;
}
export interface Following {
  readonly start: () => void;
  readonly stop: () => void;
  /** The network is back: what was open is doubted, what was broken need not wait. */
  readonly wake: () => void;
}

export const POLL_MS = 4_000;
/** A watch that works is still doubted this often: a socket may die without a word. */
export const DOUBT_MS = 20_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** 1, 2, 4 … at most 60 seconds; half of it by chance, so that not all phones come back together. */
export function pauseMs(failures: number, chance: number): number {
  const whole = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
  return Math.round(whole / 2 + (whole / 2) * chance);
}

/** Looks for itself, every so often. */
function lookout({ name, look, onRows }: Source) {
  let timer: ReturnType<typeof setInterval> | undefined;
  const now = () => {
    look().then(
      // an answer that comes after the looking ended is nobody's
      (rows) => timer !== undefined && onRows(rows),
      (error) => console.warn(name, error),
    );
  };
  const rest = () => {
    clearInterval(timer);
    timer = undefined;
  };
  const every = (ms: number) => {
    rest();
    timer = setInterval(now, ms);
  };
  return { now, every, rest };
}

export function follow(source: Source, chance: () => number = Math.random): Following {
  const looking = lookout(source);
  let shown = false;
  let failures = 0;
  /** Which opening is the present one. */
  let present = 0;
  let watching: Watching | null = null;
  let reopening: ReturnType<typeof setTimeout> | undefined;

  const letGo = () => {
    present += 1;
    clearTimeout(reopening);
    watching?.close();
    watching = null;
  };
  const connect = () => {
    letGo();
    const mine = present;
    const heard = (rows: readonly Row[]) => {
      if (mine !== present) return;
      if (failures > 0) looking.every(DOUBT_MS);
      failures = 0;
      source.onRows(rows);
    };
    const broke = (error: unknown) => {
      if (mine !== present) return;
      present += 1;
      watching = null;
      failures += 1;
      const inMs = pauseMs(failures, chance());
      console.warn(`watch ${source.name} broke; opened again in ${inMs} ms, looked at until then`, error);
      looking.every(POLL_MS);
      reopening = setTimeout(connect, inMs);
    };
    try {
      const opened = source.open(heard, broke);
      if (mine === present) watching = opened;
      else opened.close();
    } catch (error) {
      broke(error);
    }
  };
  return {
    start() {
      if (shown) return;
      shown = true;
      failures = 0;
      looking.every(DOUBT_MS);
      connect();
    },
    stop() {
      shown = false;
      looking.rest();
      letGo();
    },
    wake() {
      if (!shown) return;
      looking.now();
      connect();
    },
  };
}
