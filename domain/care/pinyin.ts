/** Letters against syllables: 换药 (`huan yao`) is typed huanyao, hy, hyao or huany. */

/**
 * Where the letters stand: the whole of it, its beginning, or from a later syllable on. Each syllable may be cut short,
 * at least its first letter is there.
 */
export function spells(syllables: readonly string[], letters: string): 'whole' | 'beginning' | 'inside' | null {
  const left = leftAfter(syllables, letters);
  if (left === 0) return 'whole';
  if (left !== null) return 'beginning';
  return syllables.some((_, at) => at > 0 && leftAfter(syllables.slice(at), letters) !== null) ? 'inside' : null;
}

/** How many syllables are left when the letters are used up, as few as possible; null: they do not fit. */
function leftAfter(syllables: readonly string[], letters: string): number | null {
  if (letters === '') return syllables.length;
  const [first, ...others] = syllables;
  if (first === undefined) return null;
  let least: number | null = null;
  for (let length = 1; length <= first.length && first.startsWith(letters.slice(0, length)); length += 1) {
    if (length > letters.length) break;
    const left = leftAfter(others, letters.slice(length));
    if (left !== null && (least === null || left < least)) least = left;
  }
  return least;
}
