/** Recurring care: the plan, and how far its visits have been booked. */
import type { SeriesWaiting, SeriesWanted } from '#contract/careSeries';
import { bookingDueAt, visitFrom } from '#domain/schedule/series';
import type { OperationParameters } from '#domain/operations/parameters';
import { Refusal } from '#domain/refusal';
import { db, read, rows } from '../database';
import { sharesOf } from '../people/careRights';
import { transact } from '../transact';

/** A document of `careSeries`. Nothing personal: the family's and operators' words stay with the single orders. */
export interface Series extends SeriesWanted {
  readonly _id: string;
  readonly ownerUserId: string;
  /** Whoever of the family made it: the visits are booked in his name, as long as he may. */
  readonly bookedByUserId: string;
  readonly recipientMaskedName: string;
  readonly serviceName: string;
  readonly nurseName: string | null;
  readonly status: 'active' | 'paused' | 'ended';
  /** The first day that was not dealt with yet; null: all were. */
  readonly nextDay: string | null;
  /** When the timer looks again; null: never. */
  readonly dueAt: number | null;
  readonly waiting: SeriesWaiting | null;
  readonly missed: readonly SeriesWaiting[];
  readonly createdAt: number;
  readonly version: number;
}

const MOST_SERIES = 100;

export async function seriesById(seriesId: string): Promise<Series> {
  const series = await read<Series>('careSeries', seriesId);
  if (!series) throw new Refusal('NOT_FOUND', { seriesId });
  return series;
}

/** One's own and those of people others let one manage, the newest first. */
export async function seriesOf(userId: string, now: number): Promise<readonly Series[]> {
  const shared = (await sharesOf(userId, now)).filter(({ rights }) => rights === 'manage');
  const queries = [{ ownerUserId: userId }, ...shared.map(({ recipientId }) => ({ recipientId }))];
  const found = await Promise.all(
    queries.map((query) => rows<Series>(db.collection('careSeries').where(query), MOST_SERIES, 'series')),
  );
  const byId = new Map(found.flat().map((one) => [one._id, one]));
  return [...byId.values()].sort((a, b) => b.createdAt - a.createdAt);
}

/** `from` is the first day that is not dealt with yet. */
export function goesOnFrom(series: Series, from: string, p: OperationParameters['booking']): Series {
  const next = visitFrom(series.plan, from);
  if (!next) return { ...series, nextDay: null, dueAt: null, status: 'ended' };
  return { ...series, nextDay: next.day, dueAt: bookingDueAt(next.day, p) };
}

/** Refused where it changed since it was read: whoever is second looks again. */
export function changeSeries(before: Series, change: Partial<Series>): Promise<Series> {
  return transact(async (transaction) => {
    const fresh = await transaction.get<Series>('careSeries', before._id);
    if (fresh?.version !== before.version) throw new Refusal('SERIES_CHANGED', { seriesId: before._id });
    const after = { ...fresh, ...change, version: fresh.version + 1 };
    await transaction.put('careSeries', after);
    return after;
  });
}
