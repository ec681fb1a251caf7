/** Things that operators change rarely are read once per process and half minute, not once per call. */
const KEEP_MS = 30_000;
/** Keys come from callers, who may make up any number of them. */
const MOST_KEYS = 500;

export interface Remembered<T> {
  (key: string, now: number): Promise<T>;
  /** Whether an answer of the last half minute is there. */
  readonly knows: (key: string, now: number) => boolean;
  /** What somebody read anyway, beside something else. */
  readonly learn: (key: string, now: number, value: T) => void;
}

/**
 * Wraps a reading so that the same key within half a minute is answered from memory; who asks while it is being read waits for the
 * same answer. Failures are not remembered.
 */
export function remembered<T>(read: (key: string) => Promise<T>): Remembered<T> {
  const known = new Map<string, { readonly at: number; readonly value: Promise<T> }>();
  const fresh = (key: string, now: number): Promise<T> | null => {
    const found = known.get(key);
    return found && now - found.at >= 0 && now - found.at < KEEP_MS ? found.value : null;
  };
  const keep = (key: string, at: number, value: Promise<T>): Promise<T> => {
    if (known.size >= MOST_KEYS) known.clear();
    known.set(key, { at, value });
    value.catch(() => known.get(key)?.value === value && known.delete(key));
    return value;
  };
  return Object.assign((key: string, now: number) => fresh(key, now) ?? keep(key, now, read(key)), {
    knows: (key: string, now: number) => fresh(key, now) !== null,
    learn: (key: string, now: number, value: T) => void keep(key, now, Promise.resolve(value)),
  });
}
