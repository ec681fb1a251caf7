import type { Doc } from '../engine';
import { encode } from '../store/codec';

/** What a lane's part of the database is or should be: `things/3:7` → the document, `index things by3` → its definition. */
export type State = ReadonlyMap<string, string>;

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted((value as Doc)[name])]));
}

/** Equal for documents that differ only in the order of their fields. */
export const canonical = (value: unknown): string => encode(sorted(value));

/** The differences, for people. */
export function differences(expected: State, found: State): string[] {
  const keys = new Set([...expected.keys(), ...found.keys()]);
  return [...keys]
    .filter((key) => expected.get(key) !== found.get(key))
    .map((key) => `${key}: expected ${expected.get(key) ?? 'nothing'}, found ${found.get(key) ?? 'nothing'}`);
}
