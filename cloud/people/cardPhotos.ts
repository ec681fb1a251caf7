/** Photographs of ID cards: read by the machine, then gone. What was read waits sealed, until the person says it is right. */
import { Refusal } from '#domain/refusal';
import { app } from '../database';

/** What the reader takes (10 MB as base64). */
const MOST_BYTES = 7_000_000;

/** `cloud://<environment>.<bucket>/cards/<user id>/<name>`; below another person's folder nothing is taken. */
function isOwn(fileId: string, userId: string): boolean {
  const [folder, owner, name, ...more] = fileId.replace(/^cloud:\/\/[^/]*\//, '').split('/');
  return (
    folder === 'cards' && owner === userId && /^[0-9A-Za-z_-]+\.[0-9A-Za-z]+$/.test(name ?? '') && more.length === 0
  );
}

export function assertOwnPhotos(photos: Readonly<Record<string, string>>, userId: string): void {
  const fields = Object.entries(photos).flatMap(([field, fileId]) => (isOwn(fileId, userId) ? [] : [field]));
  if (fields.length > 0) throw new Refusal('BAD_INPUT', { fields });
}

export async function photo(fileId: string): Promise<Buffer> {
  const bytes = await download(fileId);
  if (bytes.length === 0 || bytes.length > MOST_BYTES) throw new Refusal('CARD_UNREADABLE', { bytes: bytes.length });
  return bytes;
}

async function download(fileID: string): Promise<Buffer> {
  try {
    const { fileContent } = await app.downloadFile({ fileID });
    return Buffer.from(fileContent as Buffer);
  } catch (error) {
    // Never uploaded, or deleted after an earlier reading.
    console.warn('card photo', (error as { code?: string }).code);
    throw new Refusal('CARD_UNREADABLE', { found: false });
  }
}

/** Says in the log which are left; the reading itself counts all the same. */
export async function deletePhotos(fileIds: readonly string[]): Promise<void> {
  const { fileList } = await app.deleteFile({ fileList: [...fileIds] });
  const left = fileList.filter(({ code }) => code !== 'SUCCESS');
  if (left.length > 0) console.error('card photos not deleted', JSON.stringify(left));
}
