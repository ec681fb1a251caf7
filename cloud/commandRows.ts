/** Rows of `opCommands`: an operator's wish and its answer. A row is answered once, together with what it set off. */
import * as v from 'valibot';
import { MESSAGES } from '#contract/messages';
import { Command, SAID_FIELDS, type CommandInput, type Said } from '#contract/runCommand';
import { maskNumber } from '#domain/onboarding/licenceNumber';
import { maskPhone } from '#domain/person/phone';
import { Refusal } from '#domain/refusal';
import { MINUTE } from '#domain/schedule/beijing';
import { transact, type Transaction } from './transact';

/** A document of `opCommands`, the fields of its kind beside these. */
export interface CommandRow {
  readonly _id: string;
  readonly kind: string;
  readonly requestedBy: string;
  readonly requestedAt: number;
  readonly state: 'waiting' | 'done' | 'refused';
  readonly answer?: string;
  readonly answeredAt?: number | null;
}

/** Somebody else answered the row first: nothing of this attempt may stay. */
export class AlreadyAnswered extends Error {}

/** What stands on every row whatever its kind; the rest is the command. `_openid`: written by the platform. */
const ROW_FIELDS = ['_id', '_openid', 'requestedBy', 'requestedAt', 'state', 'answer', 'answeredAt'];

export function commandOf(row: CommandRow, said: Said = {}): CommandInput {
  const written = Object.fromEntries(Object.entries(row).filter(([name]) => !ROW_FIELDS.includes(name)));
  const words = { ...written, ...said };
  const result = v.safeParse(Command, words);
  if (result.success) return result.output;
  throw new Refusal('BAD_INPUT', { fields: result.issues.map((issue) => v.getDotPath(issue) ?? '') });
}

/** The call that says the rest is on its way, or was lost. */
const SAID_WITHIN_MS = 2 * MINUTE;

export function waitsForWords(row: CommandRow, now: number): boolean {
  const field = SAID_FIELDS[row.kind];
  return field !== undefined && !(field in row) && now < row.requestedAt + SAID_WITHIN_MS;
}

/** What the row needs to be carried out and nobody needs to read afterwards (P-047): kept as a mask. */
const masked = (row: CommandRow & { numberFound?: unknown; phone?: unknown; card?: unknown }) => ({
  ...row,
  ...(typeof row.numberFound === 'string' && { numberFound: maskNumber(row.numberFound) }),
  ...(typeof row.phone === 'string' && { phone: maskPhone(row.phone) }),
  ...(row.card !== undefined && { card: '****' }),
});

/** Answers the row and writes the audit log, if nobody did yet. */
export async function answerRow(
  transaction: Transaction,
  { _id }: Pick<CommandRow, '_id'>,
  state: 'done' | 'refused',
  answer: string,
  now: number,
): Promise<void> {
  const row = await transaction.get<CommandRow & { nurseId?: string; orderId?: string }>('opCommands', _id);
  if (row?.state !== 'waiting') throw new AlreadyAnswered();
  await transaction.put('opCommands', { ...masked(row), state, answer, answeredAt: now });
  await transaction.add('auditLog', {
    _id: `command:${_id}`,
    actor: row.requestedBy,
    action: row.kind,
    subject: row.orderId ? `orders/${row.orderId}` : row.nurseId ? `nurses/${row.nurseId}` : `opCommands/${_id}`,
    purpose: 'operator command',
    outcome: `${state}: ${answer}`,
    at: now,
  });
}

/** True: this call refused it; false: somebody else had answered. */
export async function refuseRow(row: CommandRow, { code, details }: Refusal, now: number): Promise<boolean> {
  // An operator may look up what stands against it (docs/POLICY.md).
  const rules = Array.isArray(details.rules) ? details.rules.filter(Boolean) : [];
  const answer = `${MESSAGES[code]}${rules.length > 0 ? `（${rules.join('、')}）` : ''}`;
  try {
    await transact((transaction) => answerRow(transaction, row, 'refused', answer, now));
    return true;
  } catch (error) {
    if (error instanceof AlreadyAnswered) return false;
    throw error;
  }
}
