/** How many bytes a value takes in BSON, which is what MongoDB's limit of 16 MB counts. */

const textBytes = (text: string) => Buffer.byteLength(text);

const isInt32 = (value: number) => (value | 0) === value && !Object.is(value, -0);

export function bsonSize(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return textBytes(value) + 5;
    case 'number':
      return isInt32(value) ? 4 : 8;
    case 'boolean':
      return 1;
    default:
      if (typeof value !== 'object' || value === null) return 0;
      return value instanceof Date ? 8 : documentSize(value as Record<string, unknown>);
  }
}

/** Length, then for each field its type, its name and its value, then the end. */
function documentSize(fields: Record<string, unknown>): number {
  let bytes = 5;
  for (const name in fields) bytes += 2 + textBytes(name) + bsonSize(fields[name]);
  return bytes;
}
