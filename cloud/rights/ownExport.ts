/** Everything the platform keeps about an account and its people, in the words of an export; nothing of other people. */
import type { Exported } from '#domain/rights/readable';
import type { Account, UserDocument } from '../accounts';
import { addressesOf } from '../addresses';
import { record } from '../audit';
import { read } from '../database';
import { recipientsOf } from '../recipients';
import { accessPart } from './accessPart';
import { ordersOf } from './accountFacts';
import {
  accountPart,
  activityPart,
  addressPart,
  assessmentPart,
  assessmentSubjects,
  consentPart,
  recipientPart,
  sharePart,
} from './familyPart';
import { invoiceParts } from './invoicePart';
import { applicationPart, nurseParts } from './nursePart';
import { orderParts } from './orderPart';
import { walletPart } from './walletPart';

export type OwnExport = Readonly<Record<string, Exported>>;

/** The line in the audit log is written before anything is opened. */
export async function ownExport({ userId, nurseId }: Account, now: number): Promise<OwnExport> {
  const action = 'export own data';
  await record({ actor: userId, action, subject: `users/${userId}`, purpose: 'right of access', outcome: 'ok', now });
  const user = await read<UserDocument>('users', userId);
  if (!user) throw new Error(`no account ${userId}`);
  const [recipients, addresses, orders] = await Promise.all([
    recipientsOf(userId),
    addressesOf(userId),
    ordersOf(userId),
  ]);
  const recipientIds = recipients.map(({ _id }) => _id);
  const subjects = [
    `users/${userId}`,
    ...recipientIds.map((id) => `recipients/${id}`),
    ...orders.map(({ _id }) => `orders/${_id}`),
    ...(nurseId ? [`nurses/${nurseId}`] : []),
  ];
  return {
    account: accountPart(user),
    recipients: recipients.map(recipientPart),
    addresses: addresses.map(addressPart),
    ...(await orderParts(orders, recipientIds)),
    ...(await walletPart(userId)),
    ...(await invoiceParts(userId)),
    assessments: await assessmentPart(recipientIds),
    consents: await consentPart(subjects),
    ...(await sharePart(userId, recipientIds)),
    activities: await activityPart(userId, recipientIds),
    ...(await nurseParts(nurseId, now)),
    application: await applicationPart(userId),
    accesses: await accessPart(userId, [...subjects, ...(await assessmentSubjects(recipientIds))]),
  };
}
