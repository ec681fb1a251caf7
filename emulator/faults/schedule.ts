/** Which of the requests that match a rule it strikes. */
import type { FaultRule } from './rule';

/** A small generator of chance with a seed (mulberry32): the same seed, the same row of numbers in [0, 1). */
export function seededChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Schedule {
  /** Asked once for each matching request. */
  strikesNow(): boolean;
  /** Strikes to come; undefined when there is no end. */
  left(): number | undefined;
}

export function scheduleOf({ times, probability, seed = 1 }: FaultRule): Schedule {
  if (probability !== undefined) {
    const chance = seededChance(seed);
    return { strikesNow: () => chance() < probability, left: () => undefined };
  }
  if (times === undefined) return { strikesNow: () => true, left: () => undefined };
  let remaining = times;
  return {
    strikesNow: () => remaining > 0 && remaining-- > 0,
    left: () => remaining,
  };
}
