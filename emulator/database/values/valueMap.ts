/** Text that is the same for equal values and different for different ones. */
function identity(value: unknown): string {
  switch (typeof value) {
    case 'number':
      return `n${value},`;
    case 'string':
      return `s${value.length}:${value}`;
    case 'boolean':
      return value ? 't' : 'f';
    case 'object':
      return value === null ? 'z' : identityOfObject(value);
    default:
      return 'z';
  }
}

function identityOfObject(value: object): string {
  if (Array.isArray(value)) return `[${value.map(identity).join('')}]`;
  if (value instanceof Date) return `d${value.getTime()},`;
  if (value instanceof RegExp) return `r${identity(String(value))}`;
  return `{${Object.entries(value)
    .map(([name, part]) => identity(name) + identity(part))
    .join('')}}`;
}

/** A map whose keys are MongoDB values: equal dates, arrays and documents are one key. Null and missing are one too. */
export class ValueMap<T> {
  private readonly scalars = new Map<unknown, T>();
  private readonly others = new Map<string, T>();

  get size(): number {
    return this.scalars.size + this.others.size;
  }

  get(key: unknown): T | undefined {
    return typeof key === 'object' && key !== null
      ? this.others.get(identityOfObject(key))
      : this.scalars.get(key ?? null);
  }

  has(key: unknown): boolean {
    return this.get(key) !== undefined;
  }

  set(key: unknown, value: T): void {
    if (typeof key === 'object' && key !== null) this.others.set(identityOfObject(key), value);
    else this.scalars.set(key ?? null, value);
  }
}
