/** Fills an empty environment, in bulk, through the platform's own SDK. */
import { db, everyRow, read } from '#cloud/database';
import type { Documents } from './baseData';

const AT_ONCE = 200;

/** Only what is not there is added: operators' changes to the catalogue or the numbers survive a restart, and so does a fill that was cut short. */
export async function fillMissing(documents: Documents): Promise<number> {
  let added = 0;
  for (const [collection, wanted] of Object.entries(documents)) {
    const known = await knownIds(collection);
    const missing = (wanted as readonly { _id: string }[]).filter(({ _id }) => !known.has(_id));
    for (let from = 0; from < missing.length; from += AT_ONCE) {
      await db.collection(collection).add(missing.slice(from, from + AT_ONCE));
    }
    added += missing.length;
  }
  return added;
}

async function knownIds(collection: string): Promise<Set<string>> {
  const rows = await everyRow<{ _id: string }>(
    db.collection(collection).where({}).field({ _id: true }).orderBy('_id', 'asc'),
  );
  return new Set(rows.map(({ _id }) => _id));
}

type Numbers = Readonly<Record<string, unknown>>;

const isGroup = (value: unknown): value is Numbers =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What operators set stays; a number that a newer version brings is added with its default. */
const withMissing = (known: Numbers, defaults: Numbers): Numbers => ({
  ...known,
  ...Object.fromEntries(
    Object.entries(defaults)
      .filter(([name, value]) => !(name in known) || isGroup(value))
      .map(([name, value]) => [name, isGroup(value) && isGroup(known[name]) ? withMissing(known[name], value) : value]),
  ),
});

/** An environment of an older version lacks numbers that the rules of this one ask for. */
export async function completeSettings(defaults: Numbers): Promise<void> {
  const known = await read<Numbers>('settings', 'operations');
  if (!known) return;
  const { _id, ...complete } = withMissing(known, defaults);
  await db.collection('settings').doc('operations').set(complete);
}

const MARK = 'demoWorld';

/** Whether the demo's people live here already, all of them. */
export const isFilled = async (): Promise<boolean> => (await read('settings', MARK)) !== null;

export async function markFilled(now: number): Promise<void> {
  await db.collection('settings').add({ _id: MARK, filledAt: now });
}
