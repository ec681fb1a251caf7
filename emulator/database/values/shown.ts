import { Pattern } from './pattern';

/** A value as MongoDB's messages print it: `{ a: 1, b: [ "x" ] }`. */
export function shown(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (typeof value === 'string') return `"${value}"`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (value instanceof Pattern) return `/${value.pattern}/${value.options}`;
  if (value instanceof RegExp || typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${(value as unknown[]).map(shown).join(', ')} ]`;
  const fields = Object.entries(value).map(([name, part]) => `${name}: ${shown(part)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** One field of a document as MongoDB's messages print it. */
export const shownField = (name: string, value: unknown) => `${name}: ${shown(value)}`;
