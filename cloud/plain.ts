/** The SDK turns GeoJSON it reads into objects of its own classes; we want back what was stored: `{type, coordinates}`. */
export function plain<T>(value: T): T {
  if (Array.isArray(value)) return value.map(plain) as T;
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  if ('_internalType' in value && 'toJSON' in value) return (value as { toJSON(): T }).toJSON();
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)])) as T;
}
