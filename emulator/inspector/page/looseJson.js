/**
 * JSON as one types it: names and texts need no double quotes, commas may trail, `//` begins a remark, and
 * `ISODate("…")`, `new Date("…")`, `ObjectId("…")`, `/pattern/i` stand for what EJSON says at length.
 */

const SPACE = /(?:\s|\/\/[^\n]*)*/y;
const NAME = /[A-Za-z_$\u4e00-\u9fff][\w$.\u4e00-\u9fff]*/y;
const NUMBER = /[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?![\w$])/y;
const PATTERN = /\/((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([a-z]*)/y;
const TAGGED = /(?:new\s+)?(ISODate|Date|ObjectId)\s*\(\s*/y;
const ESCAPES = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', 0: '\0' };
const WORDS = {
  ...{ true: true, false: false, null: null, undefined: null },
  ...{ NaN: { $numberDouble: 'NaN' }, Infinity: { $numberDouble: 'Infinity' } },
};

class Reader {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  fail(reason) {
    const before = this.text.slice(0, this.at).split('\n');
    throw new SyntaxError(`第 ${before.length} 行第 ${before.at(-1).length + 1} 个字：${reason}`);
  }

  take(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  /** The next character that is not space. */
  peek() {
    this.take(SPACE);
    return this.text[this.at];
  }

  skip(character) {
    if (this.peek() !== character) return false;
    this.at += 1;
    return true;
  }

  expect(character) {
    if (!this.skip(character)) this.fail(this.at < this.text.length ? `这里应该是 ${character}` : `少了 ${character}`);
  }

  string() {
    const quote = this.text[this.at];
    const start = this.at;
    let value = '';
    for (this.at += 1; this.text[this.at] !== quote; this.at += 1) {
      if (this.at >= this.text.length || this.text[this.at] === '\n') {
        this.at = start;
        this.fail('引号没有配对');
      }
      value += this.text[this.at] === '\\' ? this.escaped() : this.text[this.at];
    }
    this.at += 1;
    return value;
  }

  escaped() {
    this.at += 1;
    const character = this.text[this.at];
    if (character !== 'u') return ESCAPES[character] ?? character;
    const digits = this.text.slice(this.at + 1, this.at + 5);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.fail('\\u 后面要有四位十六进制数');
    this.at += 4;
    return String.fromCharCode(parseInt(digits, 16));
  }

  object() {
    const entries = [];
    this.expect('{');
    while (!this.skip('}')) {
      const name = this.name();
      this.expect(':');
      entries.push([name, this.value()]);
      if (this.peek() !== '}') this.expect(',');
    }
    return Object.fromEntries(entries);
  }

  name() {
    const next = this.peek();
    if (next === '"' || next === "'") return this.string();
    const [name] = this.take(NAME) ?? this.take(/\d+/y) ?? this.fail('这里应该是字段名');
    return name;
  }

  array() {
    const items = [];
    this.expect('[');
    while (!this.skip(']')) {
      items.push(this.value());
      if (this.peek() !== ']') this.expect(',');
    }
    return items;
  }

  tagged(kind) {
    const given = this.peek() === ')' ? undefined : this.value();
    this.expect(')');
    if (kind === 'ObjectId') return { $oid: String(given ?? '') };
    const date = given === undefined ? new Date() : new Date(given);
    if (Number.isNaN(date.getTime())) this.fail(`看不懂这个日期：${given}`);
    return { $date: date.toISOString() };
  }

  value() {
    const next = this.peek();
    if (next === '{') return this.object();
    if (next === '[') return this.array();
    if (next === '"' || next === "'") return this.string();
    const pattern = this.take(PATTERN);
    if (pattern) return { $regularExpression: { pattern: pattern[1], options: pattern[2] } };
    const number = this.take(NUMBER);
    if (number) return Object.is(Number(number[0]), -0) ? { $numberDouble: '-0.0' } : Number(number[0]);
    const tag = this.take(TAGGED);
    if (tag) return this.tagged(tag[1]);
    const start = this.at;
    const word = this.take(NAME)?.[0];
    if (word !== undefined && Object.hasOwn(WORDS, word)) return WORDS[word];
    this.at = start;
    return this.fail(word === undefined ? '这里少了一个值' : `${word} 不是值，文字要加引号`);
  }
}

/** Throws a SyntaxError that says where and what. An empty text is `nothing`. */
export function parseLoose(text, nothing = undefined) {
  const reader = new Reader(text);
  if (reader.peek() === undefined) return nothing;
  const value = reader.value();
  if (reader.peek() !== undefined) reader.fail('后面还有多余的内容');
  return value;
}

/** The same, but it must be an object. */
export function parseObject(text, nothing = {}) {
  const value = parseLoose(text, nothing);
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new SyntaxError('这里要一个 { … } 对象');
  return value;
}

/** A date as EJSON; a text cannot hold these characters unescaped, so nothing else looks like it. */
const DATE = /\{\s*"\$date":\s*("[^"\\]*")\s*\}/g;

/** What `parseLoose` reads back: JSON, with dates short enough to be read. */
export function writeLoose(value, indent = 2) {
  return (JSON.stringify(value, null, indent) ?? '').replace(DATE, 'ISODate($1)');
}
