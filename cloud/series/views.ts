/** A series as its family sees it. */
import type { CareSeriesReply, SeriesView } from '#contract/careSeries';
import type { Order } from '#domain/order/order';
import { db, rows } from '../database';
import { cardOf } from '../orderCards';
import { seriesOf, type Series } from './series';

/** More than the longest series has. */
const MOST_VISITS = 500;
const MISSED_SHOWN = 5;

export const viewOf = ({ _id, missed, ...series }: Series): SeriesView => ({
  seriesId: _id,
  serviceCode: series.serviceCode,
  serviceName: series.serviceName,
  recipientId: series.recipientId,
  recipientMaskedName: series.recipientMaskedName,
  plan: series.plan,
  nurseName: series.nurseName,
  status: series.status,
  waiting: series.waiting,
  missed: missed.slice(-MISSED_SHOWN),
  nextDay: series.nextDay,
});

/** One series with its visits. */
export async function withVisits(series: Series): Promise<CareSeriesReply> {
  const query = db.collection('orders').where({ seriesId: series._id }).orderBy('startAt', 'desc');
  const orders = await rows<Order>(query, MOST_VISITS, 'visits of one series');
  return { series: [viewOf(series)], preview: null, orders: orders.map((order) => cardOf(order, 'patient')) };
}

export const listed = async (userId: string, now: number): Promise<CareSeriesReply> => ({
  series: (await seriesOf(userId, now)).map(viewOf),
  preview: null,
  orders: [],
});
