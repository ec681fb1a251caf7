/**
 * Photographs on their way to storage are announced first: nobody can list what lies in storage, so only what was announced can be
 * found again when it was never handed in. Handed in, the announcement goes and the photograph belongs to what names it.
 */
import type { Account } from '../accounts';
import { countToday } from '../dailyLimit';
import { app, db, erase, isDuplicate } from '../database';
import { recipientFor } from '../people/careRights';
import { deleteFiles } from '../rights/exportFiles';
import { transact, type Transaction } from '../transact';
import { Refusal } from '#domain/refusal';

/** A document of `announcedPhotos`; its id is the path with `:` for `/`. */
export interface AnnouncedPhoto {
  readonly _id: string;
  readonly path: string;
  /** Who uploads it: nobody else hands it in. */
  readonly userId: string;
  readonly at: number;
  /** Set before the file is deleted: from then on it cannot be handed in. */
  readonly sweptAt: number | null;
}

const idOf = (path: string): string => path.replaceAll('/', ':');
/** `cloud://<environment>.<bucket>/<path>` */
const pathOf = (fileId: string): string => fileId.replace(/^cloud:\/\/[^/]*\//, '');

/** Below the own account, or below a person one manages. The same name twice is refused: nothing is written over. */
export async function announcePhoto(path: string, { userId }: Account, now: number): Promise<void> {
  const [folder, owner = ''] = path.split('/');
  if (folder === 'assessments') await recipientFor(owner, userId, 'manage', now);
  else if (owner !== userId) throw new Refusal('BAD_INPUT', { fields: ['path'] });
  await countToday('announcedPhoto', userId, now);
  try {
    const row: AnnouncedPhoto = { _id: idOf(path), path, userId, at: now, sweptAt: null };
    await db.collection('announcedPhotos').add(row);
  } catch (error) {
    if (isDuplicate(error)) throw new Refusal('BAD_INPUT', { fields: ['path'] });
    throw error;
  }
}

/** They are handed in by whoever announced them; what was announced by somebody else, or is being swept, is not. */
export async function takeAnnounced(
  transaction: Transaction,
  fileIds: readonly string[],
  userId: string,
): Promise<void> {
  for (const [place, fileId] of fileIds.entries()) {
    const row = await transaction.get<AnnouncedPhoto>('announcedPhotos', idOf(pathOf(fileId)));
    if (!row) continue;
    if (row.userId !== userId) throw new Refusal('BAD_INPUT', { fields: [`documents.${place}.fileId`] });
    if (row.sweptAt !== null) throw new Refusal('PHOTOS_MISSING', { missing: [`documents.${place}.fileId`] });
    await transaction.remove('announcedPhotos', row._id);
  }
}

/** Handed in before and taken out again: they go the way of those that were never handed in. */
export async function giveUp(
  transaction: Transaction,
  fileIds: readonly string[],
  userId: string,
  now: number,
): Promise<void> {
  for (const path of fileIds.map(pathOf)) {
    const row: AnnouncedPhoto = { _id: idOf(path), path, userId, at: now, sweptAt: null };
    await transaction.put('announcedPhotos', row);
  }
}

/** True: this call deleted it. Stopped half-way, the next sweep finds the row and deletes again. */
export async function deleteUnused({ _id, path }: AnnouncedPhoto, before: number, now: number): Promise<boolean> {
  const isUnused = await transact(async (transaction) => {
    const row = await transaction.get<AnnouncedPhoto>('announcedPhotos', _id);
    if (!row || row.at > before) return false;
    await transaction.put('announcedPhotos', { ...row, sweptAt: now });
    return true;
  });
  if (!isUnused) return false;
  await deleteFiles([await fileIdOf(path)]);
  await erase('announcedPhotos', _id);
  return true;
}

/** The platform alone knows the name of its bucket; nothing is uploaded by asking. */
async function fileIdOf(cloudPath: string): Promise<string> {
  const { data } = (await app.getUploadMetadata({ cloudPath })) as { data: { fileId: string } };
  return data.fileId;
}
