/** Photographs of papers that a family hands in for a person: only its own folder, only what was uploaded, a few times a day. */
import { Refusal } from '#domain/refusal';
import { countToday } from '../dailyLimit';
import { countMissing } from '../onboarding/documentFiles';
import type { Recipient } from '../recipients';

/** `cloud://<environment>.<bucket>/assessments/<recipient id>/<name>`, and no further folder leads out of it. */
const isOfRecipient = (fileId: string, recipientId: string): boolean => {
  const [folder, owner, name, ...more] = fileId.replace(/^cloud:\/\/[^/]*\//, '').split('/');
  const isName = /^[0-9A-Za-z_-]+(\.[0-9A-Za-z]+)?$/.test(name ?? '');
  return folder === 'assessments' && owner === recipientId && isName && more.length === 0;
};

/** Their ids, checked and counted. */
export async function photographs(
  documents: readonly { readonly fileId: string }[],
  recipient: Recipient,
  userId: string,
  now: number,
): Promise<readonly string[]> {
  const strange = documents.flatMap(({ fileId }, place) =>
    isOfRecipient(fileId, recipient._id) ? [] : [`documents.${place}.fileId`],
  );
  if (strange.length > 0) throw new Refusal('BAD_INPUT', { fields: strange });
  await countToday('assessmentRequest', userId, now);
  const fileIds = documents.map(({ fileId }) => fileId);
  if ((await countMissing(fileIds)) > 0) throw new Refusal('PHOTOS_MISSING', { missing: ['documents'] });
  return fileIds;
}
