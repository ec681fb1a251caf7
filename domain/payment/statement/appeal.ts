/**
 * A nurse's own appeal against what was taken off her income: once per line, within the days operators set. What was taken is held until
 * finance has decided (`deductionHeld`): given back to her, or it stands.
 */
import type { OperationParameters } from '../../operations/parameters';
import { Refusal } from '../../refusal';
import { DAY } from '../../schedule/beijing';
import { sum } from '../fen';
import { credit, debit, entry, type Entry } from '../ledger';
import { APPEAL_RETURNED, type IncomeItem } from './items';
import type { Statement } from './statement';

/** A document of `deductionAppeals`; its id is the ledger entry's, so that no line is appealed against twice. */
export interface DeductionAppeal {
  readonly _id: string;
  readonly nurseId: string;
  readonly statementId: string;
  readonly orderId: string;
  /** What was taken off. */
  readonly amountFen: number;
  readonly text: string;
  readonly state: 'waiting' | 'accepted' | 'rejected';
  /** What the nurse reads. */
  readonly answer: string;
  readonly answeredBy: string;
  readonly at: number;
  readonly answeredAt: number | null;
}

/** What this line took off her: a line of its own, or a part of a visit's; 0: nothing. */
export const takenFen = ({ kind, amountFen, reductions }: IncomeItem): number => {
  if (kind === 'visit') return sum(...reductions.map(({ nurseFen }) => nurseFen));
  return amountFen < 0 ? -amountFen : 0;
};

/** Until when the lines of a statement may be appealed against; she could read it since it was written. */
export const appealUntil = ({ writtenAt }: Pick<Statement, 'writtenAt'>, p: OperationParameters['payout']): number =>
  writtenAt + p.appealWithinDays * DAY;

export function appealed(
  statement: Statement,
  { entryId, text }: { readonly entryId: string; readonly text: string },
  now: number,
  p: OperationParameters['payout'],
): DeductionAppeal {
  const item = statement.items.find((one) => one.entryId === entryId);
  const amountFen = item ? takenFen(item) : 0;
  if (!item || amountFen === 0) throw new Refusal('NOT_FOUND', { entryId });
  const until = appealUntil(statement, p);
  if (now >= until) throw new Refusal('APPEAL_TOO_LATE', { until });
  const { nurseId, _id: statementId } = statement;
  return {
    ...{ _id: entryId, nurseId, statementId, orderId: item.orderId, amountFen, text },
    ...{ state: 'waiting', answer: '', answeredBy: '', at: now, answeredAt: null },
  };
}

export interface Verdict {
  readonly accepted: boolean;
  readonly reply: string;
  readonly by: string;
}

export function decidedAppeal(appeal: DeductionAppeal, verdict: Verdict, now: number): DeductionAppeal {
  if (appeal.state !== 'waiting') throw new Refusal('ILLEGAL_STEP', { state: appeal.state });
  const state = verdict.accepted ? 'accepted' : 'rejected';
  return { ...appeal, state, answer: verdict.reply, answeredBy: verdict.by, answeredAt: now };
}

type Held = Pick<DeductionAppeal, '_id' | 'orderId' | 'amountFen' | 'nurseId'>;

/** The family keeps what it got back: what may go to the nurse is the platform's own. */
export const appealHeldEntry = ({ _id, orderId, amountFen }: Held, at: number): Entry =>
  entry(orderId, `appealHeld:${_id}`, at, [debit('platformFund', amountFen), credit('deductionHeld', amountFen)]);

export function appealDecidedEntry({ _id, orderId, amountFen, nurseId }: Held, accepted: boolean, at: number): Entry {
  const held = debit('deductionHeld', amountFen);
  return accepted
    ? entry(orderId, `${APPEAL_RETURNED}:${_id}`, at, [held, credit('nursePayable', amountFen)], nurseId)
    : entry(orderId, `appealStands:${_id}`, at, [held, credit('platformFund', amountFen)]);
}
