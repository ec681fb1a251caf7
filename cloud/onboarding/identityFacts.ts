/** Is she who she says? Name and number at the public source, and her face beside its photograph. Each question costs money. */
import { Refusal } from '#domain/refusal';
import type { Account } from '../accounts';
import { record } from '../audit';
import { countToday } from '../dailyLimit';
import { read } from '../database';
import { newId } from '../newId';
import { lookupHash } from '../personalData';
import { faceOutcome, startFace } from '../tencentCloud/faceCheck';
import { assertIdentity } from '../tencentCloud/identityCheck';
import { transact } from '../transact';
import { textOf, type ApplicationPrivate } from './applications';

const personHash = (name: string, idNumber: string): string => lookupHash(`person/${name}/${idNumber}`);

async function personOf(userId: string) {
  const sealed = await read<ApplicationPrivate>('nurseApplicationPrivate', userId);
  if (!sealed?.idNumberCipher) throw new Refusal('APPLICATION_INCOMPLETE', { part: 'person' });
  const name = textOf(userId, sealed, 'name');
  const idNumber = textOf(userId, sealed, 'idNumber');
  return { sealed, name, idNumber, of: personHash(name, idNumber) };
}

/** Only the field named is written, and only if she is still the same person. */
async function keep<F extends 'identity' | 'face'>(
  userId: string,
  field: F,
  value: NonNullable<ApplicationPrivate[F]>,
) {
  await transact(async (transaction) => {
    const sealed = await transaction.get<ApplicationPrivate>('nurseApplicationPrivate', userId);
    if (sealed) await transaction.put('nurseApplicationPrivate', { ...sealed, [field]: value });
  });
}

/** What is known about the person who stands in the application now. */
export function knownIdentity(userId: string, sealed: ApplicationPrivate) {
  const of = personHash(textOf(userId, sealed, 'name'), textOf(userId, sealed, 'idNumber'));
  const face = sealed.face?.of === of ? sealed.face.outcome : null;
  return {
    identity: sealed.identity?.of === of ? sealed.identity.outcome : ('unknown' as const),
    face: face === null || face === 'pending' ? ('unknown' as const) : face,
    faceState: face ?? ('none' as const),
  };
}

/** Asks the public source, once for each name and number; where it does not answer, a reviewer has to. */
export async function checkIdentity({ userId }: Account, now: number): Promise<void> {
  const { sealed, name, idNumber, of } = await personOf(userId);
  if (sealed.identity?.of === of) return;
  await countToday('identityCheck', userId, now);
  const outcome = await identityOutcome(name, idNumber);
  const subject = `nurseApplications/${userId}`;
  await record({
    actor: userId,
    action: 'verify identity',
    subject,
    purpose: 'application',
    outcome: outcome ?? 'none',
    now,
  });
  if (outcome) await keep(userId, 'identity', { of, outcome });
}

/** null: the service failed; another time it may answer. */
async function identityOutcome(name: string, idNumber: string): Promise<'match' | 'mismatch' | 'unknown' | null> {
  try {
    await assertIdentity(name, idNumber);
    return 'match';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'IDENTITY_NEEDS_REVIEW') return 'unknown';
    return error.code === 'IDENTITY_SERVICE_FAILED' ? null : 'mismatch';
  }
}

/** Answers where she goes to show her face. */
export async function beginFace({ userId }: Account, now: number): Promise<string> {
  const { name, idNumber, of } = await personOf(userId);
  await countToday('faceCheck', userId, now);
  const nonce = newId();
  const { url, bizToken } = await startFace({ name, idNumber, nonce });
  await keep(userId, 'face', { of, bizToken, nonce, outcome: 'pending' });
  return url;
}

export async function askFace({ userId }: Account): Promise<void> {
  const { sealed, name, idNumber, of } = await personOf(userId);
  const { face } = sealed;
  if (!face || face.of !== of || face.outcome !== 'pending') return;
  const outcome = await faceOutcome(face.bizToken, { name, idNumber, nonce: face.nonce });
  if (outcome !== 'pending')
    await keep(userId, 'face', { ...face, outcome: outcome === 'passed' ? 'match' : 'mismatch' });
}
