/** Real-name check by photographs of the card: read, shown to be confirmed, then asked of the identity source. */
import { randomUUID } from 'node:crypto';
import type { CardReadReply, VerifyIdentityReply } from '#contract/verifyIdentity';
import { cardFacts, type CardFacts } from '#domain/person/idCard';
import { maskIdNumber } from '#domain/person/idNumber';
import { Refusal } from '#domain/refusal';
import { MINUTE } from '#domain/schedule/beijing';
import { countToday } from '../dailyLimit';
import { erase, read, write } from '../database';
import { seal, unseal, type Cipher } from '../personalData';
import type { Recipient } from '../recipients';
import { readCard } from '../tencentCloud/idCard';
import { assertIdentity } from '../tencentCloud/identityCheck';
import { assertOwnPhotos, deletePhotos, photo } from './cardPhotos';
import { claimed, proveAndKeep } from './verification';

/** A document of `cardReadings`: at most one per recipient, gone when confirmed, worthless after half an hour. */
interface CardReading {
  /** The recipient's. */
  readonly _id: string;
  readonly cardId: string;
  readonly userId: string;
  readonly nameCipher: Cipher;
  readonly idNumberCipher: Cipher;
  readonly expiresAt: number;
}

const READING_LIVES_MS = 30 * MINUTE;
const field = (recipientId: string, name: 'name' | 'idNumber') => `cardReadings/${recipientId}/${name}`;

export async function readPhotos(
  recipient: Recipient,
  photos: { readonly frontFileId: string; readonly backFileId: string },
  userId: string,
  now: number,
): Promise<CardReadReply> {
  assertOwnPhotos(photos, userId);
  await countToday('cardReading', userId, now);
  const facts = await sidesOf(photos, now);
  const reading = readingOf(recipient._id, facts, userId, now);
  await write('cardReadings', reading);
  const { name, number, birthDay, sex, validUntil, warnings } = facts;
  const { cardId, expiresAt } = reading;
  const shown = { name, maskedIdNumber: maskIdNumber(number), birthDay, sex, validUntil, warnings };
  return { verified: false, cardId, ...shown, expiresAt };
}

/** The photographs go as soon as they were looked at, also when they were no good; a service that failed may look again. */
async function sidesOf(
  { frontFileId, backFileId }: { readonly frontFileId: string; readonly backFileId: string },
  now: number,
): Promise<CardFacts> {
  const [front, back] = await Promise.all([photo(frontFileId), photo(backFileId)]);
  let lookedAt = true;
  try {
    const sides = await Promise.all([readCard(front, 'FRONT'), readCard(back, 'BACK')]);
    return cardFacts(...sides, now);
  } catch (error) {
    lookedAt = error instanceof Refusal && error.code !== 'IDENTITY_SERVICE_FAILED';
    throw error;
  } finally {
    if (lookedAt) await deletePhotos([frontFileId, backFileId]);
  }
}

const readingOf = (_id: string, { name, number }: CardFacts, userId: string, now: number): CardReading => ({
  _id,
  cardId: randomUUID(),
  userId,
  nameCipher: seal(name, field(_id, 'name')),
  idNumberCipher: seal(number, field(_id, 'idNumber')),
  expiresAt: now + READING_LIVES_MS,
});

export async function confirmCard(
  recipient: Recipient,
  cardId: string,
  userId: string,
  now: number,
): Promise<VerifyIdentityReply> {
  const reading = await read<CardReading>('cardReadings', recipient._id);
  const lives = reading && reading.cardId === cardId && reading.userId === userId && now < reading.expiresAt;
  if (!lives) throw new Refusal('CARD_EXPIRED_READING');
  const name = unseal(reading.nameCipher, field(recipient._id, 'name'));
  const idNumber = unseal(reading.idNumberCipher, field(recipient._id, 'idNumber'));
  const proven = await claimed(recipient, { name, idNumber }, now);
  await countToday('identityCheck', userId, now);
  const reply = await proveAndKeep(recipient, proven, { userId, how: 'card', now }, () =>
    assertIdentity(proven.name, proven.number),
  );
  await erase('cardReadings', recipient._id);
  return reply;
}
