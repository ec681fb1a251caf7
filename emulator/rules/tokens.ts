/** Security-rule expressions as tokens. */

export type Token =
  | { readonly kind: 'name' | 'operator'; readonly text: string; readonly at: number }
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'string'; readonly value: string; readonly at: number }
  | { readonly kind: 'template'; readonly value: string; readonly at: number }
  | { readonly kind: 'end'; readonly at: number };

export class RuleSyntaxError extends Error {
  constructor(
    readonly problem: string,
    /** Zero-based position in the expression. */
    readonly at: number,
  ) {
    super(`${problem} at position ${at}`);
  }
}

/** Longest first: `>=` must not be read as `>`. */
const OPERATORS = ['&&', '||', '==', '!=', '>=', '<=', '>', '<', '!', '.', '[', ']', '(', ')', ',', '-'];
const NAME = /[A-Za-z_$][\w$]*/y;
const NUMBER = /\d+(\.\d+)?/y;
const SPACE = /\s+/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function matchAt(pattern: RegExp, source: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0];
}

/** Reads a quoted text; answers its value and the position after the closing quote. */
function quoted(source: string, start: number): { value: string; end: number } {
  const quote = source[start];
  let value = '';
  for (let at = start + 1; at < source.length; at += 1) {
    const char = source[at] as string;
    if (char === quote) return { value, end: at + 1 };
    if (char !== '\\') {
      value += char;
      continue;
    }
    at += 1;
    const escaped = source[at] ?? '';
    value += ESCAPES[escaped] ?? escaped;
  }
  throw new RuleSyntaxError('the text is not closed', start);
}

/** The position of the `}` that closes the hole whose expression begins at `from`; undefined when none does. */
export function holeEnd(source: string, from: number): number | undefined {
  for (let at = from; at < source.length; at += 1) {
    const char = source[at] as string;
    if (char === '}') return at;
    if (char === "'" || char === '"') at = quoted(source, at).end - 1;
    else if (char === '`') at = template(source, at).end - 1;
  }
  return undefined;
}

/** A template as it is written: its holes are expressions, which may hold templates again. */
function template(source: string, start: number): { value: string; end: number } {
  for (let at = start + 1; at < source.length; at += 1) {
    if (source[at] === '`') return { value: source.slice(start + 1, at), end: at + 1 };
    if (source[at] === '\\') at += 1;
    else if (source.startsWith('${', at)) {
      const close = holeEnd(source, at + 2);
      if (close === undefined) throw new RuleSyntaxError('${ is not closed', at);
      at = close;
    }
  }
  throw new RuleSyntaxError('the text is not closed', start);
}

function tokenAt(source: string, at: number): { token: Token; end: number } {
  const char = source[at] as string;
  if (char === "'" || char === '"' || char === '`') {
    const { value, end } = char === '`' ? template(source, at) : quoted(source, at);
    return { token: { kind: char === '`' ? 'template' : 'string', value, at }, end };
  }
  const number = matchAt(NUMBER, source, at);
  if (number) return { token: { kind: 'number', value: Number(number), at }, end: at + number.length };
  const name = matchAt(NAME, source, at);
  if (name) return { token: { kind: 'name', text: name, at }, end: at + name.length };
  const operator = OPERATORS.find((candidate) => source.startsWith(candidate, at));
  if (operator) return { token: { kind: 'operator', text: operator, at }, end: at + operator.length };
  throw new RuleSyntaxError(`unexpected character ${char}`, at);
}

export function tokenise(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const space = matchAt(SPACE, source, at);
    if (space) {
      at += space.length;
      continue;
    }
    const { token, end } = tokenAt(source, at);
    tokens.push(token);
    at = end;
  }
  return [...tokens, { kind: 'end', at }];
}
