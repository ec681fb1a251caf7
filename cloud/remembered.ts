/** Things that operators change rarely are read once per process and half minute, not once per call. */
const KEEP_MS = 30_000;
/** Keys come from callers, who may make up any number of them. */
const MOST_KEYS = 500;

/**
 * Wraps a reading so that the same key within half a minute is answered from memory; who asks while it is being read waits for the
 * same answer. Failures are not remembered.
 */
export function remembered<T>(read: (key: string) => Promise<T>): (key: string, now: number) => Promise<T> {
  const known = new Map<string, { readonly at: number; readonly value: Promise<T> }>();
  return (key, now) => {
    const found = known.get(key);
    if (found && now - found.at >= 0 && now - found.at < KEEP_MS) return found.value;
    const reading = { at: now, value: read(key) };
    if (known.size >= MOST_KEYS) known.clear();
    known.set(key, reading);
    reading.value.catch(() => known.get(key) === reading && known.delete(key));
    return reading.value;
  };
}
