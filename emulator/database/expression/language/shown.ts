import { Pattern } from '../../values/pattern';

/**
 * A value as the messages of MongoDB's aggregation print it: `{ a: 1, b: [ "x" ] }`. Other parts of MongoDB print dates
 * and missing values differently: see `values/shown.ts`.
 */
export function shown(value: unknown): string {
  if (value === undefined) return 'MISSING';
  if (typeof value === 'string') return `"${value}"`;
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[ ${(value as unknown[]).map(shown).join(', ')} ]`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Date(NaN)' : value.toISOString();
  if (value instanceof Pattern) return `/${value.pattern}/${value.options}`;
  if (value instanceof RegExp || typeof value !== 'object' || value === null) return String(value);
  const fields = Object.entries(value).map(([name, part]) => `${name}: ${shown(part)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}
