/** Nurses' appeals against deductions: asked with the money held, decided with the money moved, each in one transaction. */
import type { DeductionAppealView } from '#contract/ownIncome';
import {
  appealDecidedEntry,
  appealed,
  appealHeldEntry,
  decidedAppeal,
  type DeductionAppeal,
  type Verdict,
} from '#domain/payment/statement/appeal';
import { sum, yuan } from '#domain/payment/fen';
import { Refusal } from '#domain/refusal';
import { db, everyRow } from '../database';
import { book } from '../ledger';
import { enqueue } from '../outbox';
import { operations } from '../settings';
import { transact, type Transaction } from '../transact';
import { statementIn } from './payouts';
import { tellOfIncome } from './told';

interface Wanted {
  readonly statementId: string;
  readonly entryId: string;
  readonly text: string;
}

export async function appealDeduction(nurseId: string, wanted: Wanted, now: number): Promise<void> {
  const { payout } = await operations(now);
  await transact(async (transaction) => {
    const statement = await statementIn(transaction, wanted.statementId, nurseId);
    const appeal = appealed(statement, wanted, now, payout);
    const before = await transaction.get('deductionAppeals', appeal._id);
    if (before) throw new Refusal('ALREADY_APPEALED', { entryId: appeal._id });
    await transaction.add('deductionAppeals', appeal);
    await book(transaction, appealHeldEntry(appeal, now));
  });
}

/** Finance decides; she is told, with the words she reads. */
export async function decideDeduction(
  appealId: string,
  verdict: Verdict,
  now: number,
  alongside: (transaction: Transaction, appeal: DeductionAppeal) => Promise<void>,
): Promise<void> {
  const found = (await db.collection('deductionAppeals').where({ _id: appealId }).limit(1).get()).data as Held[];
  if (!found[0]) throw new Refusal('NOT_FOUND', { appealId });
  const { nurseId, amountFen } = found[0];
  const note = verdict.accepted ? `申诉成立，${yuan(amountFen)} 退还给您` : '申诉没有成立，请看答复';
  const effects = await tellOfIncome(nurseId, note);
  await transact(async (transaction) => {
    const waiting = await transaction.get<DeductionAppeal>('deductionAppeals', appealId);
    if (!waiting) throw new Refusal('NOT_FOUND', { appealId });
    const appeal = decidedAppeal(waiting, verdict, now);
    await transaction.put('deductionAppeals', appeal);
    await book(transaction, appealDecidedEntry(appeal, verdict.accepted, now));
    await enqueue(transaction, effects, { orderId: '', cause: `appeal:${appealId}`, now });
    await alongside(transaction, appeal);
  });
}

type Held = Pick<DeductionAppeal, 'nurseId' | 'amountFen'>;

/** Of one statement, by line. */
export async function appealsOf(statementId: string): Promise<ReadonlyMap<string, DeductionAppealView>> {
  const found = await everyRow<DeductionAppeal>(
    db.collection('deductionAppeals').where({ statementId }).orderBy('_id', 'asc'),
  );
  return new Map(
    found.map(({ _id, state, text, at, answer, amountFen }) => [_id, { state, text, at, answer, amountFen }]),
  );
}

/** What may still come back to her: she keeps her account open until it is decided. */
export async function appealedFen(nurseId: string): Promise<number> {
  const waiting = await everyRow<Held>(
    db.collection('deductionAppeals').where({ nurseId, state: 'waiting' }).orderBy('_id', 'asc'),
  );
  return sum(...waiting.map(({ amountFen }) => amountFen));
}
