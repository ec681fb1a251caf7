/**
 * Is this person who the family says? By name and number, by photographs of the card, or by the face. The number's own rules
 * first, then the account's books, last the paid question. Only ciphertext, mask, sex and birthday are kept.
 */
import {
  VerifyIdentityRequest,
  type VerifyIdentityInput,
  type VerifyIdentityReply,
  type VerifyIdentityStepReply,
} from '#contract/verifyIdentity';
import { countToday } from '#cloud/dailyLimit';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { recipientFor } from '#cloud/people/careRights';
import { claimed, proveAndKeep } from '#cloud/people/verification';
import { confirmCard, readPhotos } from '#cloud/people/verifyByCard';
import { startFaceCheck, takeFaceResult } from '#cloud/people/verifyByFace';
import type { Recipient } from '#cloud/recipients';
import { assertIdentity } from '#cloud/tencentCloud/identityCheck';

export const main = fromMiniProgram(
  VerifyIdentityRequest,
  async (input, { userId }, now): Promise<VerifyIdentityStepReply> => {
    const recipient = await recipientFor(input.recipientId, userId, 'owner', now);
    if (!('kind' in input)) return byNumber(recipient, input, userId, now);
    if (recipient.verified) return { verified: true, maskedIdNumber: recipient.maskedIdNumber };
    switch (input.kind) {
      case 'cardPhotos': {
        const { frontFileId, backFileId } = input;
        return readPhotos(recipient, { frontFileId, backFileId }, userId, now);
      }
      case 'confirmCard':
        return confirmCard(recipient, input.cardId, userId, now);
      case 'faceStart':
        return startFaceCheck(recipient, input, userId, now);
      case 'faceResult':
        return takeFaceResult(recipient, input.faceCheckId, userId, now);
    }
  },
);

async function byNumber(
  recipient: Recipient,
  said: VerifyIdentityInput,
  userId: string,
  now: number,
): Promise<VerifyIdentityReply> {
  const proven = await claimed(recipient, said, now);
  if (recipient.verified) return { verified: true, maskedIdNumber: proven.maskedNumber };
  await countToday('identityCheck', userId, now);
  return proveAndKeep(recipient, proven, { userId, how: 'number', now }, () =>
    assertIdentity(proven.name, proven.number),
  );
}
