/** What the nurse has written so far, over what she wrote before; never over a visit that is finished. */
import { Refusal } from '#domain/refusal';
import { _, db, isDuplicate } from './database';
import type { VisitRecordDocument } from './visits';

/** `isKnown`: she wrote some of it before; one write is enough where that is still so. */
export async function keepDraft(draft: VisitRecordDocument, isKnown: boolean): Promise<void> {
  if (!isKnown && (await first(draft))) return;
  if (await overwrite(draft)) return;
  // She finished it on another phone meanwhile.
  throw new Refusal('ILLEGAL_STEP', { status: 'pendingConfirmation', event: 'saveVisit' });
}

/** The new sealing makes every draft another one, so that one that was written is counted. */
async function overwrite({ _id, ...draft }: VisitRecordDocument): Promise<boolean> {
  const change = { ...draft, vitals: _.set(draft.vitals), photos: _.set([...draft.photos]) };
  const { updated } = await db.collection('visitRecords').where({ _id, finishedAt: null }).update(change);
  return updated === 1;
}

async function first(draft: VisitRecordDocument): Promise<boolean> {
  try {
    await db.collection('visitRecords').add(draft);
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}
