/** Tells the family that a visit of a series could not be booked: once a day and reason. */
import type { SeriesWaiting } from '#contract/careSeries';
import { dateTimeText, MINUTE, startOfBeijingDay } from '#domain/schedule/beijing';
import { accountById } from '../accounts';
import { isDuplicate } from '../database';
import { enqueue, type Effect } from '../outbox';
import { transact } from '../transact';
import type { Series } from './series';

export async function tellWaiting(series: Series, { day, code }: SeriesWaiting, now: number): Promise<void> {
  const { openid, uid } = await accountById(series.ownerUserId);
  if (!openid && !uid) return;
  const startAt = startOfBeijingDay(day) + series.plan.minuteOfDay * MINUTE;
  const note = '这次还没约好，请打开看看';
  const words = { service: series.serviceName, time: dateTimeText(startAt), note };
  const payload = {
    template: 'seriesWaiting',
    to: 'patient',
    openid,
    uid,
    personId: series.ownerUserId,
    startAt,
    words,
  };
  const cause = `series:${series._id}:${day}:${code}`;
  try {
    await transact((transaction) =>
      enqueue(transaction, [{ kind: 'message', payload } as Effect], { orderId: '', cause, now }),
    );
  } catch (error) {
    // said before
    if (!isDuplicate(error)) throw error;
  }
}
