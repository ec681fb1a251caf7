/** The append-only list `consents`. A subject is an account, a person cared for, or one order. */
import type { ConsentAct } from '#domain/consent/consent';
import { standing } from '#domain/consent/consent';
import { CONSENT_KINDS, scopeOf, type ConsentKind } from '#domain/consent/kinds';
import type { ConsentFacts } from '#domain/eligibility/facts';
import { _, db, everyRow } from '../database';
import type { Transaction } from '../transact';
import type { ConsentTexts } from './texts';

/** `users/…`, `recipients/…`, `orders/…`. */
export type Subject = `${'users' | 'recipients' | 'orders'}/${string}`;

/** A document of `consents`: subject, kind and number make its id, so that nothing is ever written over. */
export interface ConsentRow extends ConsentAct {
  readonly _id: string;
  readonly subject: Subject;
  readonly byUserId: string;
}

export const accountSubject = (userId: string): Subject => `users/${userId}`;
export const recipientSubject = (recipientId: string): Subject => `recipients/${recipientId}`;
export const orderSubject = (orderId: string): Subject => `orders/${orderId}`;

export const consentRow = (subject: Subject, byUserId: string, act: ConsentAct): ConsentRow => ({
  _id: `${subject.replace('/', ':')}:${act.kind}:${act.number}`,
  subject,
  byUserId,
  ...act,
});

export const actsOf = (subjects: readonly Subject[]): Promise<readonly ConsentRow[]> =>
  everyRow<ConsentRow>(
    db
      .collection('consents')
      .where({ subject: _.in([...subjects]) })
      .orderBy('_id', 'asc'),
  );

/** Inside a transaction; nobody has a hundred acts of one kind. */
export const actsIn = (
  transaction: Transaction,
  subjects: readonly Subject[],
  kind: ConsentAct['kind'],
): Promise<readonly ConsentRow[]> => transaction.find<ConsentRow>('consents', { subject: _.in([...subjects]), kind });

/** How it stands with everything a booking asks for: the account's own consents and those for the person cared for. */
export function consentFacts(
  acts: readonly ConsentRow[],
  subjects: { readonly userId: string; readonly recipientId: string },
  { kinds }: ConsentTexts,
): ConsentFacts {
  const factOf = (kind: ConsentKind) => {
    const subject =
      scopeOf(kind) === 'account' ? accountSubject(subjects.userId) : recipientSubject(subjects.recipientId);
    const own = acts.filter((act) => act.subject === subject);
    const { state, act } = standing(own, kind, kinds[kind].version);
    return [kind, { state, onBehalf: act?.onBehalf ?? null }] as const;
  };
  return Object.fromEntries(CONSENT_KINDS.map(factOf)) as unknown as ConsentFacts;
}
