/** TTL indexes: documents go some seconds after the date they hold. https://www.mongodb.com/docs/v4.4/core/index-ttl/ */
import type { Engine, IndexSpec } from '../engine';

/** Values that are no dates never expire; of a list of dates the earliest counts. */
function expiredBy(now: number, { keys, expireAfterSeconds = 0 }: IndexSpec) {
  const [path = ''] = Object.keys(keys);
  return { [path]: { $lte: new Date(now - expireAfterSeconds * 1000) } };
}

/** One round over every TTL index. Documents that an open transaction has written wait for its end. */
export async function removeExpired(
  engine: Pick<Engine, 'collections' | 'indexes' | 'remove'>,
  now: number,
): Promise<number> {
  let removed = 0;
  for (const collection of engine.collections()) {
    for (const index of engine.indexes(collection)) {
      if (index.expireAfterSeconds !== undefined) {
        removed += await engine.remove(collection, expiredBy(now, index), true);
      }
    }
  }
  return removed;
}
