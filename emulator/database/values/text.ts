/**
 * Text in MongoDB's order: by UTF-8 bytes, which is the order of code points. UTF-16 units give the same order except
 * that surrogate pairs (code points from U+10000) stand below U+E000..U+FFFF; the units are moved to mend that.
 */

const firstSurrogate = 0xd800;
const firstBehind = 0xe000;

/** Where a unit from U+D800 on stands among the others: surrogates last. */
const ranked = (unit: number) => (unit >= firstBehind ? unit - 0x800 : unit >= firstSurrogate ? unit + 0x2000 : unit);

export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i += 1) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return ranked(left) < ranked(right) ? -1 : 1;
  }
  return a.length - b.length;
}

const needsRanking = /[\ud800-\uffff]/;

/** The same order for plain comparison of UTF-16 units: `<` between two results is `compareText` between the texts. */
export function rankedText(text: string): string {
  if (!needsRanking.test(text)) return text;
  let moved = '';
  for (let i = 0; i < text.length; i += 1) moved += String.fromCharCode(ranked(text.charCodeAt(i)));
  return moved;
}
