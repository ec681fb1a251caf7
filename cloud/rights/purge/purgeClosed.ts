/**
 * When the terms of the law are over, what was kept of a closed account goes too (P-043, P-044). Only here are orders, money and
 * records of care ever taken away, and only where `duePurge` says so. Every step may run again; the order itself goes last, so a
 * run that was cut short is taken up by the next. The books (`ledgerEntries`) and the audit log name nobody and stay.
 */
import { duePurge, type Due } from '#domain/rights/purge';
import type { Order } from '#domain/order/order';
import { DAY } from '#domain/schedule/beijing';
import { record } from '../../audit';
import { _, db, write } from '../../database';
import { plain } from '../../plain';
import { recipientsOf, type Recipient } from '../../recipients';
import type { VisitRecordDocument } from '../../visits';
import { ordersOf, rowsWhere } from '../accountFacts';
import type { ClosedAccount } from '../closeAccount';
import { purgeCareOf, purgePeople } from './careRecords';
import { purgeNurse } from './nurseRecord';
import { purgeMoneyOf, purgeOrder, purgePackagesOf } from './transactions';

const PAGE = 20;
const LOOKED_AT_AGAIN_MS = 30 * DAY;

/** Answers how many accounts were gone through to the end. */
export async function purgeClosed(now: number, endsAt: number): Promise<number> {
  let done = 0;
  for (const kind of ['transactions', 'careRecords'] as const) {
    for (const closed of await overdue(kind, now)) {
      if (Date.now() > endsAt) return done;
      if (await purgeOne(closed, kind, now, endsAt)) done += 1;
    }
  }
  return done;
}

async function overdue(kind: Kind, now: number): Promise<readonly ClosedAccount[]> {
  const { data } = await db
    .collection('closedAccounts')
    .where({ [`${kind}Until`]: _.lt(now), [`${kind}PurgedAt`]: null, erasedAt: _.gt(0) })
    .orderBy(`${kind}Until`, 'asc')
    .limit(PAGE)
    .get();
  return plain(data as ClosedAccount[]);
}

type Kind = 'transactions' | 'careRecords';

interface Kept {
  readonly orders: readonly Order[];
  readonly recipients: readonly Recipient[];
  readonly visits: readonly VisitRecordDocument[];
}

async function purgeOne(closed: ClosedAccount, kind: Kind, now: number, endsAt: number): Promise<boolean> {
  const kept = await keptOf(closed._id);
  const due = duePurge({ ...closed, ...kept }, now);
  // Something lies there that is younger than what was written down: that is the term.
  if (!due[kind]) return write('closedAccounts', { ...closed, ...due.terms }).then(() => false);
  const isWhole =
    kind === 'transactions'
      ? await transactions(closed._id, kept, endsAt)
      : await careRecords(closed, kept, now, endsAt);
  if (isWhole) await finish(closed, kind, due, kept, now);
  return isWhole;
}

async function keptOf(userId: string): Promise<Kept> {
  const [orders, recipients] = await Promise.all([ordersOf(userId), recipientsOf(userId)]);
  const recipientIds = recipients.map(({ _id }) => _id);
  const visits = await rowsWhere<VisitRecordDocument>('visitRecords', { recipientId: _.in(recipientIds) });
  return { orders, recipients, visits };
}

/** An order with a visit is part of the record of care: its money goes, the order itself when that term is over. */
async function transactions(userId: string, { orders }: Kept, endsAt: number): Promise<boolean> {
  for (const order of orders) {
    if (Date.now() > endsAt) return false;
    await purgeMoneyOf(order._id);
    if (order.checkedInAt === null) await purgeOrder(order._id);
  }
  await purgePackagesOf(userId);
  return true;
}

async function careRecords(closed: ClosedAccount, kept: Kept, now: number, endsAt: number): Promise<boolean> {
  const visited = kept.orders.filter(({ checkedInAt }) => checkedInAt !== null).map(({ _id }) => _id);
  for (const orderId of new Set([...kept.visits.map((visit) => visit.orderId), ...visited])) {
    if (Date.now() > endsAt) return false;
    await purgeCareOf(orderId, kept.visits.find((visit) => visit.orderId === orderId) ?? null);
  }
  await purgePeople(kept.recipients);
  if (closed.nurseId === null || (await purgeNurse(closed._id, closed.nurseId))) return true;
  // She is named as long as any record of care names her: asked again in a month.
  await write('closedAccounts', { ...closed, careRecordsUntil: now + LOOKED_AT_AGAIN_MS });
  return false;
}

async function finish(closed: ClosedAccount, kind: Kind, due: Due, kept: Kept, now: number): Promise<void> {
  const purged = { transactions: { transactionsPurgedAt: now }, careRecords: { careRecordsPurgedAt: now } };
  await write('closedAccounts', { ...closed, ...due.terms, ...purged[kind] });
  const subject = `users/${closed._id}`;
  const outcome = `${kept.orders.length} orders, ${kept.visits.length} visits`;
  await record({ actor: 'dailyTimer', action: `purge ${kind}`, subject, purpose: 'retention term over', outcome, now });
}
