import { requestFailed } from '../refusals';

/** PCRE's syntax as JavaScript's, character by character. What JavaScript cannot say is refused, never reread. */

interface Reader {
  readonly text: string;
  at: number;
  /** Which options hold; an inline group at the very start may add to them. */
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly extended: boolean;
  /** Unicode properties mean something to JavaScript only with `u`. */
  hasProperty: boolean;
}

const cannot = (what: string) => requestFailed(`Regular expression is invalid: ${what} is not supported here`);

const posixClasses: Record<string, string> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
  word: '\\w',
};

/** Escapes that JavaScript spells otherwise or would silently take for a letter. */
const escapes: Record<string, string> = {
  A: '(?<![\\s\\S])',
  z: '(?![\\s\\S])',
  Z: '(?=\\n?(?![\\s\\S]))',
  h: '[\\t \\u00a0]',
  H: '[^\\t \\u00a0]',
  R: '(?:\\r\\n|[\\n\\v\\f\\r\\u0085\\u2028\\u2029])',
  N: '[^\\n]',
  e: '\\x1b',
  a: '\\x07',
};
const unsayable = 'GKXCElLuUgoVQ';

const quoted = (literal: string) => literal.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** `\Q…\E` is literal text. */
function quotedRun(reader: Reader): string {
  const end = reader.text.indexOf('\\E', reader.at);
  const literal = reader.text.slice(reader.at, end < 0 ? undefined : end);
  reader.at = end < 0 ? reader.text.length : end + 2;
  return quoted(literal);
}

function escape(reader: Reader, inClass: boolean): string {
  const letter = reader.text[reader.at];
  if (letter === undefined) throw requestFailed('Regular expression is invalid: \\ at end of pattern');
  reader.at += 1;
  if (letter === 'Q') return quotedRun(reader);
  if (!inClass && Object.hasOwn(escapes, letter)) return escapes[letter] as string;
  if (inClass && letter === 'h') return '\\t \\u00a0';
  if (letter === 'x' && reader.text[reader.at] === '{') return hexEscape(reader);
  if (letter === 'p' || letter === 'P') return property(reader, letter);
  if (unsayable.includes(letter)) throw cannot(`\\${letter}`);
  return `\\${letter}`;
}

/** `\x{1F600}` by its code point, as the character itself. */
function hexEscape(reader: Reader): string {
  const found = /^\{([0-9a-fA-F]{1,6})\}/.exec(reader.text.slice(reader.at));
  if (!found) throw cannot('\\x{');
  reader.at += found[0].length;
  return quoted(String.fromCodePoint(parseInt(found[1] as string, 16)));
}

/** `\pL`, `\p{Lu}` are general categories, longer names are scripts. */
function property(reader: Reader, letter: string): string {
  const found = /^(?:\{(\w+)\}|(\w))/.exec(reader.text.slice(reader.at));
  if (!found) throw cannot(`\\${letter}`);
  reader.at += found[0].length;
  reader.hasProperty = true;
  const name = (found[1] ?? found[2]) as string;
  return `\\${letter}{${name.length > 2 && name !== 'Any' ? `Script=${name}` : name}}`;
}

function posixClass(reader: Reader): string | undefined {
  const found = /^\[:(\^?)(\w+):\]/.exec(reader.text.slice(reader.at - 1));
  if (!found) return undefined;
  const members = Object.hasOwn(posixClasses, found[2] as string) ? posixClasses[found[2] as string] : undefined;
  if (members === undefined || found[1] === '^') throw cannot(found[0]);
  reader.at += found[0].length - 1;
  return members;
}

/** A class in brackets; a `]` right after the opening one is a member. */
function bracketed(reader: Reader): string {
  let out = '[';
  if (reader.text[reader.at] === '^') {
    out += '^';
    reader.at += 1;
  }
  for (let first = true; reader.at < reader.text.length; first = false) {
    const character = reader.text[reader.at] as string;
    reader.at += 1;
    if (character === ']' && !first) return `${out}]`;
    if (character === '\\') out += escape(reader, true);
    else if (character === '[') out += posixClass(reader) ?? '\\[';
    else out += character === ']' ? '\\]' : character;
  }
  throw requestFailed('Regular expression is invalid: missing terminating ] for character class');
}

/** What follows `(?`: lookarounds are the same, named groups are spelled otherwise, the rest is PCRE's own. */
function group(reader: Reader): string {
  const rest = reader.text.slice(reader.at);
  const comment = /^\?#[^)]*\)/.exec(rest);
  if (comment) {
    reader.at += comment[0].length;
    return '';
  }
  const named = /^\?(?:P<|<(?![=!])|')(\w+)[>']/.exec(rest);
  if (named) {
    reader.at += named[0].length;
    return `(?<${named[1]}>`;
  }
  const same = /^\?(?::|=|!|<=|<!)/.exec(rest);
  if (same || !rest.startsWith('?')) {
    reader.at += same?.[0].length ?? 0;
    return `(${same?.[0] ?? ''}`;
  }
  throw cannot(`(${rest.slice(0, 3)}`);
}

/** With `x`, blanks and comments up to the end of the line mean nothing. */
function skipped(reader: Reader, character: string): boolean {
  if (!reader.extended) return false;
  if (/\s/.test(character)) return true;
  if (character !== '#') return false;
  const end = reader.text.indexOf('\n', reader.at);
  reader.at = end < 0 ? reader.text.length : end + 1;
  return true;
}

function next(reader: Reader): string {
  const character = reader.text[reader.at] as string;
  reader.at += 1;
  if (skipped(reader, character)) return '';
  switch (character) {
    case '\\':
      return escape(reader, false);
    case '[':
      return bracketed(reader);
    case '(':
      return group(reader);
    case '.': // only the newline ends a line for PCRE
      return reader.dotAll ? '[\\s\\S]' : '[^\\n]';
    case '^':
      return reader.multiline ? '(?<![^\\n])' : '^';
    case '$': // also before a newline that ends the text
      return reader.multiline ? '(?![^\\n])' : '(?=\\n?$)';
    case '*':
    case '+':
    case '?':
    case '}':
      if (reader.text[reader.at] === '+') throw cannot('a possessive quantifier');
      return character;
    default:
      return character;
  }
}

export interface Translation {
  readonly source: string;
  readonly flags: string;
  readonly needsUnicode: boolean;
}

/** The pattern for JavaScript, and the flags it needs beside those that were translated away. */
export function javascriptSource(pattern: string, options: string): Translation {
  const inline = /^\(\?([imsx]+)\)/.exec(pattern);
  const letters = options + (inline?.[1] ?? '');
  const reader: Reader = {
    text: pattern,
    at: inline?.[0].length ?? 0,
    multiline: letters.includes('m'),
    dotAll: letters.includes('s'),
    extended: letters.includes('x'),
    hasProperty: false,
  };
  let source = '';
  while (reader.at < pattern.length) source += next(reader);
  return {
    source: source === '' ? '(?:)' : source,
    flags: letters.includes('i') ? 'i' : '',
    needsUnicode: reader.hasProperty,
  };
}
