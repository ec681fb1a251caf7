/** Chance that can be repeated: the same seed draws the same things in the same order. */

/** FNV-1a, 32 bits: any text becomes a number to start from. */
function numberOf(seed: string): number {
  let hash = 0x811c9dc5;
  for (const character of seed) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

/** xorshift32: plain, short, even enough for drawing cards. Never 0, which it could not leave. */
function chances(seed: string): () => number {
  let state = numberOf(seed) || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Fisher–Yates from the end. Fewer things than asked for: all of them. */
export function drawBySeed<T>(from: readonly T[], seed: string, count: number): readonly T[] {
  const next = chances(seed);
  const left = [...from];
  return Array.from({ length: Math.min(count, left.length) }, () => {
    const [drawn] = left.splice(Math.floor(next() * left.length), 1);
    return drawn as T;
  });
}
