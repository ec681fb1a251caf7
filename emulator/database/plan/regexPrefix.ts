/** The literal text every match of an anchored expression begins with: what an index can look up. */

/** An expression as it was given: what JavaScript runs may be a translation. */
export function givenPattern(regex: RegExp): { pattern: string; options: string } {
  const given: { pattern?: unknown; options?: unknown } = regex as object;
  return {
    pattern: typeof given.pattern === 'string' ? given.pattern : regex.source,
    options: typeof given.options === 'string' ? given.options : regex.flags.replace(/[gyud]/g, ''),
  };
}

/** Case and line options change what the beginning may be, and so does an alternative anywhere. */
export function prefixOf(pattern: string, options: string): string | undefined {
  if (!pattern.startsWith('^') || /[imx]/.test(options) || pattern.includes('|')) return undefined;
  let text = '';
  let at = 1;
  while (at < pattern.length) {
    const [literal, length] = literalAt(pattern, at);
    if (literal === undefined) break;
    const next = pattern[at + length];
    if (next === '?' || next === '*' || next === '{') return whole(text); // the character may be absent
    text += literal;
    at += length;
    if (next === '+') break;
  }
  return whole(text);
}

/** Half of a surrogate pair is no beginning of a text in the index. */
function whole(text: string): string | undefined {
  const cut = /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text;
  return cut === '' ? undefined : cut;
}

function literalAt(pattern: string, at: number): [string | undefined, number] {
  const char = pattern[at] as string;
  if (char === '\\') {
    const escaped = pattern[at + 1];
    return escaped === undefined || /[A-Za-z0-9]/.test(escaped) ? [undefined, 0] : [escaped, 2];
  }
  return /[.^$*+?()[\]{}]/.test(char) ? [undefined, 0] : [char, 1];
}
