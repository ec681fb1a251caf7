const hasSurrogates = (text: string) => /[\ud800-\udfff]/.test(text);

/** The characters of a text by code point; a plain text serves as it is, because indexing then agrees. */
export const codePoints = (text: string): string | readonly string[] => (hasSurrogates(text) ? [...text] : text);

export const codePointLength = (text: string): number => codePoints(text).length;

/** Part of a text by code points. */
export function codePointSlice(text: string, start: number, end: number): string {
  const points = codePoints(text);
  return typeof points === 'string' ? points.slice(start, end) : points.slice(start, end).join('');
}
