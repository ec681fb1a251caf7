/** Chance that can be repeated: the same seed makes the same world. */
export interface Chance {
  /** 0 ≤ x < 1. */
  next(): number;
  /** Whole number, both ends included. */
  between(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
  /** `count` different ones, in random order. */
  some<T>(list: readonly T[], count: number): T[];
  happens(probability: number): boolean;
  /** Letters and digits, as request ids are. */
  id(length: number): string;
}

/** Mulberry32: small, fast, good enough for demo data. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(list: readonly T[]): T => {
    const one = list[between(0, list.length - 1)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  };
  const some = <T>(list: readonly T[], count: number): T[] => {
    const rest = [...list];
    return Array.from(
      { length: Math.min(count, rest.length) },
      () => rest.splice(between(0, rest.length - 1), 1)[0] as T,
    );
  };
  const letters = '0123456789abcdefghijklmnopqrstuvwxyz';
  const id = (length: number) => Array.from({ length }, () => letters[between(0, 35)]).join('');
  return { next, between, pick, some, happens: (probability) => next() < probability, id };
}
