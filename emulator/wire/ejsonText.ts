/** Documents as the text of canonical EJSON, written at once: `encode` and JSON.stringify would build everything twice. */
import type { Doc } from '../database/engine';
import { encode } from './ejson';

/** The same text as `JSON.stringify(encode(value))`. */
export function ejsonText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'number':
      return numberText(value);
    case 'object':
      break;
    default:
      return JSON.stringify(value);
  }
  if (value === null) return 'null';
  if (value instanceof Date) return `{"$date":{"$numberLong":"${value.getTime()}"}}`;
  if (Array.isArray(value)) return listText(value);
  return value instanceof RegExp ? JSON.stringify(encode(value)) : objectText(value as Doc);
}

function numberText(value: number): string {
  if (isInt32(value)) return `{"$numberInt":"${value}"}`;
  return Number.isInteger(value) ? JSON.stringify(encode(value)) : `{"$numberDouble":"${value}"}`;
}

const isInt32 = (value: number) => (value | 0) === value && !Object.is(value, -0);

/** What JSON writes differently from how it is. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const needsEscape = /["\\\u0000-\u001f\ud800-\udfff]/;

const quoted = (text: string) => (needsEscape.test(text) ? JSON.stringify(text) : `"${text}"`);

/** Field names come again and again. */
const names = new Map<string, string>();
const mostNames = 10_000;

function nameText(name: string): string {
  let text = names.get(name);
  if (text === undefined) {
    text = `${quoted(name)}:`;
    if (names.size < mostNames) names.set(name, text);
  }
  return text;
}

function listText(list: readonly unknown[]): string {
  let text = '[';
  for (let i = 0; i < list.length; i += 1) text += (i > 0 ? ',' : '') + (ejsonText(list[i]) ?? 'null');
  return `${text}]`;
}

function objectText(doc: Doc): string {
  let text = '{';
  let separator = '';
  for (const name of Object.keys(doc)) {
    const part = doc[name];
    if (part === undefined) continue;
    text += separator + nameText(name) + ejsonText(part);
    separator = ',';
  }
  return `${text}}`;
}
