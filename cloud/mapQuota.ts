/** The map's questions of a day are counted, so that the city does not find itself without a map at noon. */
import type { OperationParameters } from '#domain/operations/parameters';
import { beijingDay } from '#domain/schedule/beijing';
import { write } from './database';
import { transact } from './transact';

const countId = (now: number) => `mapWays::${beijingDay(now)}`;

/** Counts so many more, if they are left today. Counted before they are asked: many at once are not let through. */
export const mapQuestionsLeft = (wanted: number, now: number, { travel }: OperationParameters): Promise<boolean> =>
  transact(async (transaction) => {
    const _id = countId(now);
    const { count } = (await transaction.get<{ readonly count: number }>('dailyCounts', _id)) ?? { count: 0 };
    if (count + wanted > travel.mapQuestionsADay) return false;
    await transaction.put('dailyCounts', { _id, count: count + wanted });
    return true;
  });

/** The map itself says that it is enough for today: nobody asks again before midnight. */
export const noMoreToday = (now: number, { travel }: OperationParameters): Promise<void> =>
  write('dailyCounts', { _id: countId(now), count: travel.mapQuestionsADay });
