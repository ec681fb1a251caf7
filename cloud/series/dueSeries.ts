/** The timer's part: every series whose next visit is to be booked now, in pages, as whoever made it. */
import { Refusal } from '#domain/refusal';
import { accountById } from '../accounts';
import { _, db } from '../database';
import { sweep } from '../sweep';
import { bookAhead } from './bookAhead';
import type { Series } from './series';

/** Answers how many series went on. */
export const bookDueSeries = (now: number, budgetMs: number): Promise<number> =>
  sweep<Series>({
    find: async (limit) => {
      const due = db.collection('careSeries').where({ status: 'active', dueAt: _.lte(now) });
      return (await due.orderBy('dueAt', 'asc').limit(limit).get()).data as Series[];
    },
    handle: goesOn(now),
    budgetMs,
  });

const goesOn = (now: number) => async (series: Series) => {
  try {
    await bookAhead(series, await accountById(series.bookedByUserId), now);
    return true;
  } catch (error) {
    // another timer, or the family, was faster
    if (error instanceof Refusal && error.code === 'SERIES_CHANGED') return true;
    throw error;
  }
};
