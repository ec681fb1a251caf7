import { beijingDay } from '#domain/schedule/beijing';
import { Refusal } from '#domain/refusal';
import { transact } from './transact';

/** What costs us money each time it is asked, and how often a day one account may ask. */
const MOST_A_DAY = {
  identityCheck: 10,
  cardReading: 10,
  faceCheck: 5,
  weChatPhone: 5,
  mapSearch: 30,
  riskAnswers: 60,
  assessmentRequest: 5,
  consentAct: 100,
  dataExport: 3,
  announcedPhoto: 200,
  document: 60,
} as const;

/** Counts one more, or refuses. Counted before it is done: whoever asks many times at once is not let through. */
export function countToday(what: keyof typeof MOST_A_DAY, userId: string, now: number): Promise<void> {
  const _id = `${what}:${userId}:${beijingDay(now)}`;
  return transact(async (transaction) => {
    const { count } = (await transaction.get<{ readonly count: number }>('dailyCounts', _id)) ?? { count: 0 };
    if (count >= MOST_A_DAY[what]) throw new Refusal('TOO_MANY_TRIES', { what, most: MOST_A_DAY[what] });
    await transaction.put('dailyCounts', { _id, count: count + 1 });
  });
}
