/** Whose phone: a patient's own number, a nurse's from her papers where her account has none. Opening a number is on record. */
import type { Nurse } from '#domain/nurse/nurse';
import type { UserDocument } from '../accounts';
import { read } from '../database';
import type { MessagePayload } from '../outbox';
import { openFor, type Cipher, type Reader } from '../personalData';

type Addressed = Pick<MessagePayload, 'to' | 'personId'>;
type Purpose = Omit<Reader, 'subject'>;

/** For text messages; null also where she has switched them off. */
export async function phoneOf(addressed: Addressed, purpose: string, now: number): Promise<string | null> {
  const user = await userOf(addressed);
  return user?.smsOff ? null : numberOf(addressed, user, { actor: 'outboxTimer', purpose, now });
}

/** For a person who phones. */
export const ownNumber = async (addressed: Addressed, purpose: Purpose): Promise<string | null> =>
  numberOf(addressed, await userOf(addressed), purpose);

async function userOf({ to, personId = '' }: Addressed): Promise<UserDocument | null> {
  if (!personId) return null;
  const userId = to === 'nurse' ? (await read<Nurse>('nurses', personId))?.userId : personId;
  return userId ? read<UserDocument>('users', userId) : null;
}

async function numberOf(
  { to, personId = '' }: Addressed,
  user: UserDocument | null,
  purpose: Purpose,
): Promise<string | null> {
  if (user?.phoneCipher) return opened({ ...purpose, subject: `users/${user._id}` }, user.phoneCipher);
  if (to === 'patient' || !personId) return null;
  const papers = await read<{ phoneCipher?: Cipher }>('nursePrivate', personId);
  return papers?.phoneCipher ? opened({ ...purpose, subject: `nurses/${personId}` }, papers.phoneCipher) : null;
}

async function opened(reader: Reader, cipher: Cipher): Promise<string | null> {
  const name = `${reader.subject}/phone`;
  return (await openFor(reader, { [name]: cipher }))[name] || null;
}
