/** Photographs of cards, papers and records that were uploaded and never handed in: deleted when their term is over. */
import { HOUR } from '#domain/schedule/beijing';
import { _, db } from '../database';
import { plain } from '../plain';
import { sweep } from '../sweep';
import { deleteUnused, type AnnouncedPhoto } from './announced';

export function sweepUnusedPhotos(now: number, unusedHours: number, budgetMs: number): Promise<number> {
  const before = now - unusedHours * HOUR;
  return sweep<AnnouncedPhoto>({
    find: (limit) => unused(before, limit),
    handle: (row) => deleteUnused(row, before, now),
    budgetMs,
  });
}

async function unused(before: number, limit: number): Promise<readonly AnnouncedPhoto[]> {
  const { data } = await db
    .collection('announcedPhotos')
    .where({ at: _.lte(before) })
    .orderBy('at', 'asc')
    .limit(limit)
    .get();
  return plain(data as AnnouncedPhoto[]);
}
