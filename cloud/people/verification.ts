/** What every way of proving an identity has in common: the free checks before, the written outcome after. */
import type { VerifyIdentityReply } from '#contract/verifyIdentity';
import { assertGuardian, isChild } from '#domain/person/careRights';
import { ageYears, checkIdNumber, maskIdNumber } from '#domain/person/idNumber';
import { checkName } from '#domain/person/name';
import { Refusal } from '#domain/refusal';
import { record } from '../audit';
import { assertNumberFree, keepVerified } from '../identities';
import { idNumberOf, nameOf, recipientsOf, type Proven, type Recipient } from '../recipients';

const ADULT_YEARS = 18;

/** Name and number as somebody says them, past every check that costs nothing. */
export async function claimed(
  recipient: Recipient,
  said: { readonly name: string; readonly idNumber: string },
  now: number,
): Promise<Proven> {
  const name = checkName(said.name);
  const { number, birthDay, sex } = checkIdNumber(said.idNumber);
  if (name !== nameOf(recipient)) throw new Refusal('IDENTITY_MISMATCH', { field: 'name' });
  if (recipient.verified && idNumberOf(recipient) !== number) {
    throw new Refusal('IDENTITY_MISMATCH', { field: 'idNumber' });
  }
  assertGuardian(recipient.relation, birthDay, now);
  if (isChild(birthDay, now)) await assertGuardianVerified(recipient.ownerUserId, now);
  if (!recipient.verified) await assertNumberFree(recipient, number);
  return { name, number, maskedNumber: maskIdNumber(number), sex, birthYear: Number(birthDay.slice(0, 4)) };
}

/** P-024: who decides for a child is known by name, and grown up. */
async function assertGuardianVerified(ownerUserId: string, now: number): Promise<void> {
  const own = await recipientsOf(ownerUserId);
  const isGuardian = ({ relation, verified, birthYear }: Recipient) =>
    relation === '本人' && verified && birthYear !== null && ageYears(birthYear, now) >= ADULT_YEARS;
  if (!own.some(isGuardian)) throw new Refusal('GUARDIAN_NOT_VERIFIED');
}

/** Asks the source, by number or by face, and keeps what it confirmed. The outcome is on record either way. */
export async function proveAndKeep(
  recipient: Recipient,
  proven: Proven,
  by: { readonly userId: string; readonly how: string; readonly now: number },
  ask: () => Promise<void>,
): Promise<VerifyIdentityReply> {
  const { userId, how, now } = by;
  const subject = `recipients/${recipient._id}`;
  const entry = { actor: userId, action: 'verify identity', subject, purpose: `real name by ${how}`, now };
  try {
    await ask();
  } catch (error) {
    await record({ ...entry, outcome: error instanceof Refusal ? error.code : 'error' });
    throw error;
  }
  await keepVerified(recipient._id, proven, { userId, now });
  await record({ ...entry, outcome: 'ok' });
  return { verified: true, maskedIdNumber: proven.maskedNumber };
}
