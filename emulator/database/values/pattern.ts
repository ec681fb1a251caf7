import { requestFailed } from '../refusals';
import { javascriptSource } from './pcre';

/** Options MongoDB knows: https://www.mongodb.com/docs/v4.4/reference/operator/query/regex/#op._S_options */
const known = 'imsx';

/**
 * A regular expression in PCRE, as MongoDB takes it, that can be run: JavaScript sees the translation, whoever stores
 * or sends it the original.
 */
export class Pattern extends RegExp {
  constructor(
    readonly pattern: string,
    readonly options: string,
    source: string,
    flags: string,
  ) {
    super(source, flags);
  }
}

function optionsOf(options: string): string {
  const letters = [...new Set(options)].filter((letter) => letter !== 'u').sort();
  const unknown = letters.find((letter) => !known.includes(letter));
  if (unknown !== undefined) throw requestFailed(`invalid flag in regex options: ${options}`);
  return letters.join('');
}

function compiled(pattern: string, options: string, source: string, flags: string): Pattern | undefined {
  try {
    return new Pattern(pattern, options, source, flags);
  } catch {
    return undefined; // not valid with these flags; the caller tries others and refuses in the end
  }
}

/** With `u` a dot is one character also beyond U+FFFF; without it JavaScript is as lenient as PCRE about escapes. */
export function patternOf(pattern: string, options = ''): Pattern {
  if (pattern.includes('\u0000')) throw requestFailed('Regular expression cannot contain an embedded null byte');
  const letters = optionsOf(options);
  const { source, flags, needsUnicode } = javascriptSource(pattern, letters);
  const made =
    compiled(pattern, letters, source, `${flags}u`) ??
    (needsUnicode ? undefined : compiled(pattern, letters, source, flags));
  if (!made) throw requestFailed(`Regular expression is invalid: ${pattern}`);
  return made;
}

/** A JavaScript expression as the SDK would send it: `g`, `y` and `d` only say how a caller steps through a text. */
export const patternOfRegExp = (regex: RegExp): Pattern =>
  regex instanceof Pattern ? regex : patternOf(regex.source, regex.flags.replace(/[gyd]/g, ''));
