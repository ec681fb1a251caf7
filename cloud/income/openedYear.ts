/** A nurse's year in money, opened by finance for a purpose that stands in the audit log. */
import type { OpenIncomeInput, OpenRecordReply } from '#contract/openRecord';
import { csvOf } from '#domain/documents/csv';
import type { Nurse } from '#domain/nurse/nurse';
import { yearTable } from '#domain/payment/statement/tables';
import { Refusal } from '#domain/refusal';
import { record } from '../audit';
import { read } from '../database';
import { yearOf } from './incomeFiles';

/** As long as it takes to save it. */
const SHOWN_MS = 300_000;

export async function openYearFor(
  operatorUid: string,
  { earnerId, item, purpose, reason }: OpenIncomeInput,
  now: number,
): Promise<OpenRecordReply> {
  const nurse = await read<Nurse>('nurses', earnerId);
  if (!nurse) throw new Refusal('NOT_FOUND', { earnerId });
  const sheet = await yearOf(earnerId, item.year);
  const subject = `nurses/${earnerId}`;
  const act = { actor: operatorUid, action: 'open yearlyTable', subject, purpose: `${purpose}：${reason}`, now };
  await record({ ...act, outcome: `year ${item.year}` });
  return { text: csvOf(yearTable(sheet, nurse.displayName)), url: null, endsAt: now + SHOWN_MS };
}
