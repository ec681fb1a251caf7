/** Erases what a closed account need not leave behind. Each step may run again: a crash half-way is taken up by the next sweep. */
import type { Order } from '#domain/order/order';
import { closingBlockers, type AccountFacts } from '#domain/rights/blockers';
import { later, retentionTerms } from '#domain/rights/retention';
import { DAY } from '#domain/schedule/beijing';
import type { AssessmentPrivate } from '../assessment/assessments';
import { _, db, erase, write } from '../database';
import { orderPrivateDocument } from '../orderPrivate';
import { seal } from '../personalData';
import { NO_HEALTH, recipientsOf, type Recipient } from '../recipients';
import { accountFacts, removeWhere, rowsWhere } from './accountFacts';
import type { ClosedAccount } from './closeAccount';
import { eraseNurse } from './eraseNurse';
import { deleteExport, deleteFiles } from './exportFiles';

const SWEPT_AT_ONCE = 20;

/** Closed accounts whose turn it is. */
export async function eraseClosed(now: number): Promise<number> {
  const { data } = await db
    .collection('closedAccounts')
    .where({ erasedAt: null, eraseAt: _.lte(now) })
    .orderBy('eraseAt', 'asc')
    .limit(SWEPT_AT_ONCE)
    .get();
  for (const closed of data as ClosedAccount[]) await eraseOne(closed, now);
  return data.length;
}

async function eraseOne(closed: ClosedAccount, now: number): Promise<void> {
  const { _id: userId, nurseId } = closed;
  const facts = await accountFacts(userId, nurseId);
  // A call that was under way at closing: its order runs its course first.
  if (closingBlockers(facts).length > 0) return write('closedAccounts', { ...closed, eraseAt: now + DAY });
  await eraseFamily(userId, facts.ordered);
  await eraseNurse(userId, nurseId, facts.served);
  await removeWhere('announcedPhotos', { userId });
  for (const personId of [userId, ...(nurseId === null ? [] : [nurseId])]) await removeWhere('inbox', { personId });
  await deleteExport(userId);
  await write('closedAccounts', { ...closed, ...termsOf(facts), erasedAt: now });
}

const termsOf = ({ ordered, served }: AccountFacts) => later(retentionTerms(ordered), retentionTerms(served));

async function eraseFamily(userId: string, orders: readonly Order[]): Promise<void> {
  const visited = new Set(
    orders.filter(({ checkedInAt }) => checkedInAt !== null).map(({ recipientId }) => recipientId),
  );
  for (const recipient of await recipientsOf(userId)) {
    await eraseAround(recipient._id);
    if (visited.has(recipient._id)) await write('recipients', patientOf(recipient));
    else await forget(recipient);
  }
  for (const order of orders) await eraseFromOrder(order);
  await removeWhere('addresses', { ownerUserId: userId });
  await removeWhere('careSeries', { ownerUserId: userId });
  await removeWhere('blocks', { familyUserId: userId });
  await removeWhere('recipientProxies', { userId });
  await removeWhere('careInvitations', { invitedBy: userId });
  await removeWhere('phoneCodes', { userId });
  await removeWhere('invoiceTitles', { userId });
  await removeWhere('coupons', { userId });
  await removeWhere('pointEntries', { userId });
  await erase('pointAccounts', userId);
}

/** Shares, half-finished checks, the unique number: of no use to a care record. */
async function eraseAround(recipientId: string): Promise<void> {
  await removeWhere('recipientProxies', { recipientId });
  await removeWhere('idNumbers', { recipientId });
  await erase('cardReadings', recipientId);
  await erase('faceChecks', recipientId);
}

/** Who was cared for: name, number, birthday and sex belong to the record; contacts and what the family told do not. */
const patientOf = (recipient: Recipient): Recipient => ({
  ...recipient,
  contactsCipher: seal('[]', `recipients/${recipient._id}/contacts`),
  healthCipher: seal(JSON.stringify(NO_HEALTH), `recipients/${recipient._id}/health`),
  contactCount: 0,
  firstContact: null,
});

/** Nobody ever came: there is no care record, so nothing stays. */
async function forget({ _id: recipientId }: Recipient): Promise<void> {
  const said = await rowsWhere<AssessmentPrivate>('assessmentPrivate', { recipientId });
  await deleteFiles(said.flatMap(({ documents }) => documents.map(({ fileId }) => fileId)));
  for (const collection of ['assessmentPrivate', 'assessments', 'careActivities']) {
    await removeWhere(collection, { recipientId });
  }
  await removeWhere('consents', { subject: `recipients/${recipientId}` });
  await erase('assessmentQueue', recipientId);
  await erase('recipients', recipientId);
}

const BLANK = { recipientName: '', addressText: '', phone: '', note: '', visitCode: '' };
const NOWHERE = [0, 0] as const;

/** The order stays as a transaction; whom it was for and where stands in the care record, if there was a visit. */
async function eraseFromOrder({ _id: orderId, patientOpenid, patientUid }: Order): Promise<void> {
  await write('orderPrivate', orderPrivateDocument(orderId, BLANK, NOWHERE));
  await erase('tracks', orderId);
  if (patientOpenid || patientUid)
    await db.collection('orders').doc(orderId).update({ patientOpenid: '', patientUid: '' });
}
