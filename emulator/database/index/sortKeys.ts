/**
 * Sorting many keys at once: what keys have in common is skipped, the next characters are packed into numbers beside
 * each key's position, and numbers sort natively. Only keys that share those characters too are looked at again.
 */

/** Below this many keys comparing texts is cheaper than packing them. */
const fewKeys = 24;
/** Keys that are still equal after so many rounds are long texts; comparing ends the matter. */
const maxRounds = 40;

/** Positions of the keys in ascending order; equal keys stay in the order they came in. */
export function sortedPositions(keys: readonly string[]): Uint32Array {
  const positions = new Uint32Array(keys.length);
  for (let i = 0; i < positions.length; i += 1) positions[i] = i;
  sortRun(keys, positions, 0, 0);
  return positions;
}

function compareRun(keys: readonly string[], run: Uint32Array): void {
  run.sort((a, b) => {
    const left = keys[a] as string;
    const right = keys[b] as string;
    return left === right ? a - b : left < right ? -1 : 1;
  });
}

/** How many characters from `from` on every key of the run shares with the first one. */
function sharedLength(keys: readonly string[], run: Uint32Array, from: number): number {
  const first = keys[run[0] as number] as string;
  let shared = first.length;
  for (let i = 1; i < run.length && shared > from; i += 1) {
    const key = keys[run[i] as number] as string;
    if (key === first) continue;
    let at = from;
    while (at < shared && key.charCodeAt(at) === first.charCodeAt(at)) at += 1;
    shared = at;
  }
  return shared;
}

const codeAt = (key: string, at: number) => (at < key.length ? key.charCodeAt(at) : 0);

/** Packs four narrow or two wide characters of each key into the upper half of a number, its position into the lower. */
function pack(keys: readonly string[], run: Uint32Array, at: number, halves: Uint32Array): number {
  for (let i = 0; i < run.length; i += 1) {
    const key = keys[run[i] as number] as string;
    const a = codeAt(key, at);
    const b = codeAt(key, at + 1);
    const c = codeAt(key, at + 2);
    const d = codeAt(key, at + 3);
    if ((a | b | c | d) > 0xff) return packWide(keys, run, at, halves);
    halves[2 * i] = run[i] as number;
    halves[2 * i + 1] = (a << 24) | (b << 16) | (c << 8) | d;
  }
  return 4;
}

function packWide(keys: readonly string[], run: Uint32Array, at: number, halves: Uint32Array): number {
  for (let i = 0; i < run.length; i += 1) {
    const key = keys[run[i] as number] as string;
    halves[2 * i] = run[i] as number;
    halves[2 * i + 1] = (codeAt(key, at) << 16) | codeAt(key, at + 1);
  }
  return 2;
}

function sortRun(keys: readonly string[], run: Uint32Array, from: number, round: number): void {
  if (run.length < 2) return;
  if (run.length < fewKeys || round > maxRounds) return compareRun(keys, run);
  const at = sharedLength(keys, run, from);
  const packed = new BigUint64Array(run.length);
  const halves = new Uint32Array(packed.buffer);
  const width = pack(keys, run, at, halves);
  packed.sort();
  for (let i = 0; i < run.length; i += 1) run[i] = halves[2 * i] as number;
  for (let start = 0; start < run.length;) {
    let end = start + 1;
    while (end < run.length && halves[2 * end + 1] === halves[2 * start + 1]) end += 1;
    if (end - start > 1 && !allEqual(keys, run, start, end)) {
      sortRun(keys, run.subarray(start, end), at + width, round + 1);
    }
    start = end;
  }
}

function allEqual(keys: readonly string[], run: Uint32Array, start: number, end: number): boolean {
  const first = keys[run[start] as number];
  for (let i = start + 1; i < end; i += 1) if (keys[run[i] as number] !== first) return false;
  return true;
}
