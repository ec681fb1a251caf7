/** What a value is, in MongoDB's order of types: values of different kinds sort by this number. */
export const Kind = {
  null: 1,
  number: 2,
  string: 3,
  object: 4,
  array: 5,
  boolean: 8,
  date: 9,
  regex: 11,
} as const;

export type Kind = (typeof Kind)[keyof typeof Kind];

export const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Date) &&
  !(value instanceof RegExp);

/** Missing counts as null, as it does in sorting and in indexes. */
export function kindOf(value: unknown): Kind {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return Kind.number;
    case 'string':
      return Kind.string;
    case 'boolean':
      return Kind.boolean;
    case 'object':
      if (value === null) return Kind.null;
      if (Array.isArray(value)) return Kind.array;
      if (value instanceof Date) return Kind.date;
      return value instanceof RegExp ? Kind.regex : Kind.object;
    default:
      return Kind.null;
  }
}
