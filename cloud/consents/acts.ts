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

const rowId = (subject: Subject, { kind, number }: Pick<ConsentAct, 'kind' | 'number'>): string =>
  `${subject.replace('/', ':')}:${kind}:${number}`;

export const consentRow = (subject: Subject, byUserId: string, act: ConsentAct): ConsentRow => ({
  _id: rowId(subject, act),
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

/** However many acts there are: only the newest counts for what comes next. Asked before the transaction, told to it as a number. */
export async function lastNumber(subject: Subject, kind: ConsentAct['kind']): Promise<number> {
  const newest = db.collection('consents').where({ subject, kind }).orderBy('number', 'desc').limit(1);
  const [last] = (await newest.get()).data as ConsentRow[];
  return last?.number ?? 0;
}

/** The newest act as it is inside the transaction. Whoever added one meanwhile took the number after it: then it is not the newest. */
export async function newestAct(
  transaction: Transaction,
  subject: Subject,
  kind: ConsentAct['kind'],
  from: number,
): Promise<ConsentRow | null> {
  let known: ConsentRow | null = null;
  for (let number = Math.max(1, from); ; number += 1) {
    const act: ConsentRow | null = await transaction.get<ConsentRow>('consents', rowId(subject, { kind, number }));
    if (!act) return known;
    known = act;
  }
}

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
