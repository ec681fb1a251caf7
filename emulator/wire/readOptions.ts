/** Paging and order as clients send them. */
import { invalidParam } from './envelope';

export type Order = readonly (readonly [field: string, direction: 1 | -1])[];

/** `[{"field":"at","direction":"desc"}]`. */
export function orderOfList(value: unknown): Order | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw invalidParam('order must be an array');
  return value.map((item: { field?: unknown; direction?: unknown }) => {
    if (typeof item?.field !== 'string') throw invalidParam('order names no field');
    if (item.direction !== 'asc' && item.direction !== 'desc') throw invalidParam('order must be asc or desc');
    return [item.field, item.direction === 'asc' ? 1 : -1] as const;
  });
}

/** Accepts the number itself or, from a URL, its digits. */
export function wholeNumber(value: unknown, what: string): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 0) {
    const given = typeof value === 'object' ? 'an object' : JSON.stringify(value);
    throw invalidParam(`${what} must be a whole number, not ${given}`);
  }
  return number;
}
