/**
 * After a change of keys: every sealed text moves to the current key in the background, page by page, while what is still under an
 * old key stays readable. Done when a whole round found nothing more to move; only then may the old key go.
 */
import { _, db, read, write } from '../database';
import { plain } from '../plain';
import { seal, unseal } from '../personalData';
import { currentKeyId } from './keys';
import { SEALED_FIELDS, sealedIn, type Sealed } from './sealedFields';

/** A document of `resealRuns`; its id is the name of the key that everything moves to. */
export interface ResealRun {
  readonly _id: string;
  readonly collection: string;
  /** The last document that was looked at. */
  readonly cursor: string;
  /** Texts moved in this round, and in all. */
  readonly movedThisRound: number;
  readonly moved: number;
  /** Documents of this round that do not open: they keep the run from being done. */
  readonly failedThisRound: number;
  readonly failedLastRound: number;
  readonly doneAt: number | null;
}

const PAGE = 100;
const COLLECTIONS = Object.keys(SEALED_FIELDS);

/** One page. Twice at once does no harm: a text that changed meanwhile is left to the next round. */
export async function resealPage(now: number): Promise<ResealRun> {
  const run = (await read<ResealRun>('resealRuns', currentKeyId())) ?? begin();
  if (run.doneAt !== null) return run;
  const documents = await pageOf(run.collection, run.cursor);
  const counts = { moved: 0, failed: 0 };
  for (const document of documents) {
    const count = await moveToCurrent(run.collection, document);
    if (count === null) counts.failed += 1;
    else counts.moved += count;
  }
  const next = advance(run, documents, counts, now);
  await write('resealRuns', next);
  return next;
}

/** Pages until all is done or the time is up. `stuck`: something does not open, and trying again at once is of no use. */
export async function resealUntil(endsAt: number, now: number): Promise<'done' | 'more' | 'stuck'> {
  for (;;) {
    const run = await resealPage(now);
    if (run.doneAt !== null) return 'done';
    if (beginsRound(run) && run.failedLastRound > 0) return 'stuck';
    if (Date.now() > endsAt) return 'more';
  }
}

const beginsRound = ({ collection, cursor }: ResealRun): boolean => collection === COLLECTIONS[0] && cursor === '';

const begin = (): ResealRun => ({
  _id: currentKeyId(),
  collection: COLLECTIONS[0] as string,
  cursor: '',
  movedThisRound: 0,
  moved: 0,
  failedThisRound: 0,
  failedLastRound: 0,
  doneAt: null,
});

function advance(
  run: ResealRun,
  documents: readonly Sealed[],
  { moved, failed }: { readonly moved: number; readonly failed: number },
  now: number,
): ResealRun {
  const counted = {
    ...run,
    movedThisRound: run.movedThisRound + moved,
    moved: run.moved + moved,
    failedThisRound: run.failedThisRound + failed,
  };
  if (documents.length === PAGE) return { ...counted, cursor: (documents.at(-1) as Sealed)._id };
  const collection = COLLECTIONS[COLLECTIONS.indexOf(run.collection) + 1];
  if (collection) return { ...counted, collection, cursor: '' };
  const doneAt = counted.movedThisRound + counted.failedThisRound === 0 ? now : null;
  return { ...begin(), moved: counted.moved, failedLastRound: counted.failedThisRound, doneAt };
}

async function pageOf(collection: string, after: string): Promise<readonly Sealed[]> {
  const { data } = await db
    .collection(collection)
    .where({ _id: _.gt(after) })
    .orderBy('_id', 'asc')
    .limit(PAGE)
    .get();
  return plain(data as Sealed[]);
}

/** A text that does not open (its key is gone) is told, keeps the run from being done, and holds up no other. Null: that. */
async function moveToCurrent(collection: string, document: Sealed): Promise<number | null> {
  try {
    return await moved(collection, document);
  } catch (error) {
    console.error(`reseal ${collection}: ${(error as Error).message}`);
    return null;
  }
}

/** Only where the texts are still the ones that were read: what a person changes meanwhile is not written over. */
async function moved(collection: string, document: Sealed): Promise<number> {
  const old = sealedIn(collection, document).filter(({ cipher }) => cipher.split('.')[1] !== currentKeyId());
  if (old.length === 0) return 0;
  const before = Object.fromEntries(old.map(({ field, cipher }) => [field, cipher]));
  const after = Object.fromEntries(old.map(({ field, cipher, bound }) => [field, seal(unseal(cipher, bound), bound)]));
  const { updated } = await db
    .collection(collection)
    .where({ _id: document._id, ...before })
    .update(after);
  // Changed by somebody meanwhile: the next round looks at it again.
  return updated === 1 ? old.length : 1;
}
