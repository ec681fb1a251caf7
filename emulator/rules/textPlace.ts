/** Where in a JSON text something stands, so that a mistake in a rule is told by line and column. */

export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

const SPACE = /\s*/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;
const SCALAR = /[^\s,\]}]+/y;

function endOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return from + (pattern.exec(text)?.[0].length ?? 0);
}

const skipSpace = (text: string, from: number): number => endOf(SPACE, text, from);

/** The position after the value that begins at `from`; the text is known to be valid JSON. */
function endOfValue(text: string, from: number): number {
  const opening = text[from];
  if (opening === '"') return endOf(STRING, text, from);
  if (opening !== '{' && opening !== '[') return endOf(SCALAR, text, from);
  let at = from + 1;
  for (let depth = 1; depth > 0;) {
    const char = text[at];
    if (char === '"') at = endOf(STRING, text, at);
    else {
      if (char === '{' || char === '[') depth += 1;
      if (char === '}' || char === ']') depth -= 1;
      at += 1;
    }
  }
  return at;
}

/** Where the value at a path of object keys and list positions begins. */
function startOfValue(text: string, path: readonly string[], from = 0): number {
  let at = skipSpace(text, from);
  const [wanted, ...rest] = path;
  const isList = text[at] === '[';
  if (wanted === undefined || !(isList || text[at] === '{')) return at;
  at = skipSpace(text, at + 1);
  for (let position = 0; text[at] !== ']' && text[at] !== '}'; position += 1) {
    let name = String(position);
    if (!isList) {
      const end = endOf(STRING, text, at);
      name = JSON.parse(text.slice(at, end)) as string;
      at = skipSpace(text, skipSpace(text, end) + 1);
    }
    if (name === wanted) return startOfValue(text, rest, at);
    at = skipSpace(text, endOfValue(text, at));
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return from;
}

/** From a position in a string's value to one in its source, where `\n` takes two characters and `\u000a` six. */
function insideString(text: string, start: number, position: number): number {
  let at = start + 1;
  for (let passed = 0; passed < position && text[at] !== '"'; passed += 1) {
    at += text[at] !== '\\' ? 1 : text[at + 1] === 'u' ? 6 : 2;
  }
  return at;
}

export function lineAndColumn(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The place of the value at `path` in a valid JSON text; `position` goes into it when it is a string. */
export function placeIn(text: string, path: readonly string[], position = 0): TextPlace {
  const start = startOfValue(text, path);
  return lineAndColumn(text, text[start] === '"' ? insideString(text, start, position) : start);
}

/** Some editors begin a file with it; to people it is not there. */
const BYTE_ORDER_MARK = /^\uFEFF/;

/** `JSON.parse`, with the line and column of a mistake. */
export function parseJson(text: string): unknown {
  try {
    // A space in its place, so that positions stay.
    return JSON.parse(text.replace(BYTE_ORDER_MARK, ' '));
  } catch (error) {
    const [, position] = /position (\d+)/.exec((error as Error).message) ?? [];
    const { line, column } = lineAndColumn(text, position === undefined ? text.length : Number(position));
    throw new Error(`line ${line}, column ${column}: not JSON`, { cause: error });
  }
}
