/** What a family does with its recurring care. */
import type { CareSeriesReply, CareSeriesStep, SeriesWanted } from '#contract/careSeries';
import { assertAllowed } from '#domain/eligibility/decide';
import type { Nurse } from '#domain/nurse/nurse';
import { Refusal } from '#domain/refusal';
import { beijingDay } from '#domain/schedule/beijing';
import { assertPlan, nextDay, visitFrom } from '#domain/schedule/series';
import type { Account } from '../accounts';
import { assertVisitText } from '../consents/texts';
import { readCare } from '../caredFor';
import { db, isDuplicate, read } from '../database';
import { eligibilityView, judgeBooking } from '../eligibility/booking';
import { recipientFor } from '../people/careRights';
import { operations } from '../settings';
import { lookUp, type Wish } from '../wishes';
import { bookAhead } from './bookAhead';
import { previewOf } from './preview';
import { changeSeries, goesOnFrom, seriesById, type Series } from './series';
import { listed, withVisits } from './views';

type Created = Extract<CareSeriesStep, { kind: 'create' }>;

export async function seriesStep(step: CareSeriesStep, account: Account, now: number): Promise<CareSeriesReply> {
  if (step.kind === 'list') return listed(account.userId, now);
  if (step.kind === 'preview') return preview(step, account, now);
  if (step.kind === 'create') return withVisits(await create(step, account, now));
  const series = await seriesById(step.seriesId);
  await recipientFor(series.recipientId, account.userId, 'manage', now);
  if (step.kind === 'read') return withVisits(series);
  return withVisits(await changed(series, step.kind, account, now));
}

/** What is wanted, looked up and judged for the first of its visits that may still be booked. */
async function judged(wanted: SeriesWanted, { userId }: Account, now: number) {
  const { booking } = await operations(now);
  assertPlan(wanted.plan, now, booking);
  const earliest = now + booking.minimumLeadMinutes * 60_000;
  const first = visitFrom(wanted.plan, beijingDay(earliest));
  const visit = first && first.startAt < earliest ? visitFrom(wanted.plan, nextDay(first.day)) : first;
  if (!visit) throw new Refusal('SERIES_INVALID', { field: 'lastDay' });
  const { serviceCode, recipientId, addressId, nurseId } = wanted;
  const asked = { serviceCode, recipientId, addressId, nurseId, startAt: visit.startAt };
  const wish = await lookUp(asked, userId, await readCare(asked, userId), now);
  const { papers } = wish;
  return { wish, papers, ...(await judgeBooking(wish, papers, { userId, note: '', institutionId: null }, now)) };
}

async function preview(wanted: SeriesWanted, account: Account, now: number): Promise<CareSeriesReply> {
  const booking = await judged(wanted, account, now);
  const previewed = await previewOf(wanted, booking.wish, now);
  return { series: [], orders: [], preview: { ...previewed, eligibility: eligibilityView(booking) } };
}

/** Asking again with the same request id gives the first series. */
async function create(step: Created, account: Account, now: number): Promise<Series> {
  const before = await read<Series>('careSeries', step.requestId);
  if (before && before.bookedByUserId !== account.userId) throw new Refusal('REQUEST_ID_TAKEN');
  if (before) return before;
  const { wish, papers, eligibility } = await judged(step, account, now);
  assertAllowed(eligibility);
  assertVisitText(papers.texts, step.informedConsent.version);
  const series = await newSeries(step, wish, account, now);
  try {
    await db.collection('careSeries').add(series);
  } catch (error) {
    if (isDuplicate(error)) return seriesById(series._id);
    throw error;
  }
  return bookAhead(series, account, now, step.informedConsent.version);
}

async function newSeries(step: Created, wish: Wish, account: Account, now: number): Promise<Series> {
  const { kind: _kind, requestId, informedConsent: _consent, ...wanted } = step;
  const nurse = wanted.nurseId === null ? null : await read<Nurse>('nurses', wanted.nurseId);
  if (wanted.nurseId !== null && !nurse) throw new Refusal('NURSE_UNAVAILABLE', { nurseId: wanted.nurseId });
  const series: Series = {
    ...{ _id: requestId, ...wanted },
    ownerUserId: wish.recipient.ownerUserId,
    bookedByUserId: account.userId,
    recipientMaskedName: wish.recipient.maskedName,
    serviceName: wish.service.name,
    nurseName: nurse?.displayName ?? null,
    ...{ status: 'active', nextDay: wanted.plan.firstDay, dueAt: now, waiting: null, missed: [] },
    ...{ createdAt: now, version: 1 },
  };
  return goesOnFrom(series, wanted.plan.firstDay, wish.p.booking);
}

async function changed(
  series: Series,
  kind: 'pause' | 'resume' | 'end' | 'continue',
  account: Account,
  now: number,
): Promise<Series> {
  const { status } = series;
  if (kind === 'continue') return bookAhead(series, account, now);
  if (status === 'ended') return series;
  if (kind === 'end') return changeSeries(series, { status: 'ended', dueAt: null, waiting: null });
  if (kind === 'pause') return changeSeries(series, { status: 'paused', dueAt: null, waiting: null });
  if (status === 'active') return series;
  const { booking } = await operations(now);
  // The days of the pause are gone; what was booked before it stands.
  const today = beijingDay(now);
  const from = series.nextDay !== null && series.nextDay > today ? series.nextDay : today;
  const resumed = goesOnFrom({ ...series, status: 'active' }, from, booking);
  const { nextDay: day, dueAt } = resumed;
  const active = await changeSeries(series, { status: resumed.status, nextDay: day, dueAt });
  return bookAhead(active, account, now);
}
