/** Real-name check by the face in front of the camera. What counts is the service's own answer, asked by us. */
import { randomUUID } from 'node:crypto';
import type { FaceStartReply, VerifyIdentityReply } from '#contract/verifyIdentity';
import { Refusal } from '#domain/refusal';
import { countToday } from '../dailyLimit';
import { erase, read, write } from '../database';
import { seal, unseal, type Cipher } from '../personalData';
import type { Recipient } from '../recipients';
import { FACE_SESSION_LIVES_MS, faceOutcome, startFace, type Face } from '../tencentCloud/faceCheck';
import { claimed, proveAndKeep } from './verification';

/** A document of `faceChecks`: at most one session per recipient, gone with its result. */
interface FaceCheck {
  /** The recipient's. */
  readonly _id: string;
  readonly faceCheckId: string;
  readonly userId: string;
  /** `Face` and the service's token. */
  readonly sessionCipher: Cipher;
  readonly expiresAt: number;
}

interface Session extends Face {
  readonly bizToken: string;
}

const field = (recipientId: string) => `faceChecks/${recipientId}/session`;

export async function startFaceCheck(
  recipient: Recipient,
  said: { readonly name: string; readonly idNumber: string },
  userId: string,
  now: number,
): Promise<FaceStartReply> {
  const { name, number: idNumber } = await claimed(recipient, said, now);
  await countToday('faceCheck', userId, now);
  const faceCheckId = randomUUID();
  const face: Face = { name, idNumber, nonce: faceCheckId };
  const { url, bizToken } = await startFace(face);
  const session: Session = { ...face, bizToken };
  const sessionCipher = seal(JSON.stringify(session), field(recipient._id));
  const expiresAt = now + FACE_SESSION_LIVES_MS;
  await write('faceChecks', { _id: recipient._id, faceCheckId, userId, sessionCipher, expiresAt } satisfies FaceCheck);
  return { verified: false, faceCheckId, url, expiresAt };
}

export async function takeFaceResult(
  recipient: Recipient,
  faceCheckId: string,
  userId: string,
  now: number,
): Promise<VerifyIdentityReply> {
  const check = await read<FaceCheck>('faceChecks', recipient._id);
  const lives = check && check.faceCheckId === faceCheckId && check.userId === userId && now < check.expiresAt;
  if (!lives) throw new Refusal('FACE_CHECK_FAILED', { why: 'session' });
  const { bizToken, ...face } = JSON.parse(unseal(check.sessionCipher, field(recipient._id))) as Session;
  const outcome = await faceOutcome(bizToken, face);
  if (outcome === 'pending') throw new Refusal('FACE_CHECK_PENDING');
  // Either way this session has said what it had to say.
  await erase('faceChecks', recipient._id);
  const proven = await claimed(recipient, face, now);
  return proveAndKeep(recipient, proven, { userId, how: 'face', now }, () =>
    outcome === 'passed' ? Promise.resolve() : Promise.reject(new Refusal('FACE_CHECK_FAILED', { why: 'compared' })),
  );
}
