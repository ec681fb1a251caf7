/**
 * Closing an account. At once: nobody comes in any more, by no way. Calls that were under way are waited out; then `eraseClosed`
 * erases what need not be kept, unless such a call left something open behind.
 */
import type { OwnDataClosedReply } from '#contract/ownData';
import { left } from '#domain/nurse/leave';
import type { Nurse } from '#domain/nurse/nurse';
import { closingBlockers } from '#domain/rights/blockers';
import { keptList, later, retentionTerms, type RetentionTerms } from '#domain/rights/retention';
import { Refusal } from '#domain/refusal';
import { HOUR, MINUTE } from '#domain/schedule/beijing';
import type { Account, UserDocument } from '../accounts';
import { record } from '../audit';
import { meetInDiary } from '../diaries';
import { enqueue } from '../outbox';
import { useCode } from '../people/phoneCodes';
import { openedIn } from '../personalData/sealedFields';
import { read } from '../database';
import { transact, type Transaction } from '../transact';
import { accountFacts, rowsWhere } from './accountFacts';

/** A document of `closedAccounts`, id = the account's. */
export interface ClosedAccount extends RetentionTerms {
  readonly _id: string;
  readonly nurseId: string | null;
  readonly closedAt: number;
  /** When the next look is due; a day later each time while something is still open. */
  readonly eraseAt: number;
  readonly erasedAt: number | null;
  /** When the terms were over and what had been kept went too; absent: not yet. */
  readonly transactionsPurgedAt?: number;
  readonly careRecordsPurgedAt?: number;
}

/** Longer than any function may run. */
const CALLS_END_MS = 2 * MINUTE;
/** The sweep comes every hour. */
const ERASED_WITHIN_MS = 2 * HOUR;

/** The account's own number, for the code; null: none is linked. */
export async function ownPhone(userId: string): Promise<string | null> {
  const user = await read<UserDocument>('users', userId);
  return (user && openedIn('users', { ...user }).phone) || null;
}

export async function closeAccount(
  account: Account,
  code: string | undefined,
  now: number,
): Promise<OwnDataClosedReply> {
  const { userId, nurseId } = account;
  const facts = await accountFacts(userId, nurseId);
  const blockers = closingBlockers(facts);
  if (blockers.length > 0) throw new Refusal('ACCOUNT_NOT_CLOSABLE', { blockers });
  const phone = await ownPhone(userId);
  if (phone !== null && code === undefined) throw new Refusal('PHONE_CODE_WRONG', { codeNeeded: true });
  if (phone !== null) await useCode(phone, code ?? '', userId, now);
  const [ordered, served] = [retentionTerms(facts.ordered), retentionTerms(facts.served)];
  await detach(account, later(ordered, served), now);
  const said = { action: 'close account', subject: `users/${userId}`, purpose: 'right to erasure', outcome: 'ok' };
  await record({ actor: userId, ...said, now });
  return { kind: 'closed', closedAt: now, erasedBy: now + ERASED_WITHIN_MS, kept: keptList(ordered, served) };
}

interface Identity {
  readonly _id: string;
  readonly userId: string;
}

async function detach({ userId, nurseId }: Account, terms: RetentionTerms, now: number): Promise<void> {
  const ways = await rowsWhere<Identity>('identities', { userId });
  await transact(async (transaction) => {
    const user = await transaction.get<UserDocument>('users', userId);
    if (!user) throw new Refusal('NOT_FOUND', { userId });
    for (const { _id } of ways) await transaction.remove('identities', _id);
    if (nurseId !== null) await leave(transaction, nurseId, now);
    await transaction.put('users', closedUser(user));
    await transaction.put('closedAccounts', {
      ...{ _id: userId, nurseId, ...terms, closedAt: now, eraseAt: now + CALLS_END_MS, erasedAt: null },
    } satisfies ClosedAccount);
  });
}

/** Nobody offers her anything any more; what she was asked goes on to others. An order she accepts in this instant meets her diary. */
async function leave(transaction: Transaction, nurseId: string, now: number): Promise<void> {
  const nurse = await transaction.get<Nurse>('nurses', nurseId);
  if (!nurse) return;
  await transaction.put('nurses', left(nurse));
  await meetInDiary(transaction, nurseId, { changedAt: now });
  const payload = { nurseId, serviceCodes: null, orderIds: null, reason: '护士已离开平台' };
  await enqueue(transaction, [{ kind: 'handOver', payload }], { orderId: '', cause: `left:${nurseId}:${now}`, now });
}

/** A number without a person: kept records name it. */
const closedUser = ({ _id, createdAt }: UserDocument): UserDocument => ({
  ...{ _id, displayName: '', openid: '', uid: '', roles: [], nurseId: null, createdAt },
});
