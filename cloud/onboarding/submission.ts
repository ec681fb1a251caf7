/** Handing in and taking back. The outside is asked first; everything that is decided is decided in one transaction. */
import type { NurseApplication } from '#domain/onboarding/application';
import { checkApplication, isFilled, type Check } from '#domain/onboarding/checks';
import { numberForm } from '#domain/onboarding/licenceNumber';
import { assertChangeable, assertComplete, submit, withdraw } from '#domain/onboarding/steps';
import type { OperationParameters } from '#domain/operations/parameters';
import { Refusal } from '#domain/refusal';
import type { Nurse } from '#domain/nurse/nurse';
import type { Account } from '../accounts';
import { db, read } from '../database';
import { operations } from '../settings';
import { transact, type Transaction } from '../transact';
import { applicationOf, openApplication, textOf, writeStep, type ApplicationPrivate } from './applications';
import { countMissing } from './documentFiles';
import { checkIdentity, knownIdentity } from './identityFacts';
import { nurseOf, type Institution } from './nurseDocument';
import { releaseNumbers, takeNumbers, usedElsewhere, type Numbers } from './numbersInUse';
import { noteUnknownYear, settleAlerts } from './reviewAlerts';

export const numbersOf = (userId: string, sealed: ApplicationPrivate): Numbers => ({
  idNumber: textOf(userId, sealed, 'idNumber'),
  licence: textOf(userId, sealed, 'licenceNumber'),
});

/** What the machine says now: from what was asked before, today's date, and who else has these numbers. */
export async function checksNow(
  transaction: Pick<Transaction, 'get'>,
  application: NurseApplication,
  sealed: ApplicationPrivate,
  { p, photosNotStored, now }: { p: OperationParameters; photosNotStored: number; now: number },
): Promise<readonly Check[]> {
  const { parts, _id } = application;
  if (!isFilled(parts)) throw new Refusal('APPLICATION_INCOMPLETE', {});
  const numbers = numbersOf(_id, sealed);
  const { identity, face } = knownIdentity(_id, sealed);
  const facts = {
    // Refused when it was saved, if it could not be one.
    idNumberValid: numbers.idNumber !== '',
    identity,
    face,
    licenceForm: numberForm(parts.licence.role, numbers.licence),
    ...(await usedElsewhere(transaction, numbers, _id)),
    photosNotStored,
  };
  return checkApplication(parts, facts, p.onboarding, now);
}

export async function submitApplication(account: Account, now: number): Promise<void> {
  const { userId } = account;
  const standing = await applicationOf(userId);
  if (!standing) throw new Refusal('APPLICATION_INCOMPLETE', { part: 'person' });
  assertChangeable(standing);
  assertComplete(standing);
  await checkIdentity(account, now);
  const [p, files] = await Promise.all([operations(now), read<ApplicationPrivate>('nurseApplicationPrivate', userId)]);
  const photosNotStored = await countMissing((files?.files ?? []).map(({ fileId }) => fileId));
  let unknown = false;
  const refused = await transact(async (transaction) => {
    const { application, sealed } = await openApplication(transaction, account, now);
    const checks = await checksNow(transaction, application, sealed, { p, photosNotStored, now });
    try {
      const step = submit(application, checks, p.onboarding, now);
      unknown = step.application.review?.calendarKnown === false;
      await writeStep(transaction, step);
      await writeNurse(transaction, step.application, sealed, now);
      return null;
    } catch (error) {
      // She is to read what was found, after coming back as well.
      if (!(error instanceof Refusal) || error.code !== 'APPLICATION_CHECKS_FAILED') throw error;
      await transaction.put('nurseApplications', { ...application, checks, checkedAt: now });
      return error;
    }
  });
  if (unknown) await noteUnknownYear(now);
  if (refused) throw refused;
}

/** The nurse as operators see her while she waits, her numbers, and a sealed copy of what was handed in. */
async function writeNurse(
  transaction: Transaction,
  application: NurseApplication,
  sealed: ApplicationPrivate,
  now: number,
) {
  const { _id: userId, nurseId, parts, submission } = application;
  const known = await transaction.get<Nurse>('nurses', nurseId);
  const station = await transaction.get<Institution>('institutions', parts.work?.institutionId ?? '');
  if (!station) throw new Refusal('NOT_FOUND', { institutionId: parts.work?.institutionId });
  const { rating } = await operations(now);
  const surname = [...textOf(userId, sealed, 'name')][0] ?? '';
  await transaction.put('nurses', nurseOf(application, { known, station, surname, rating }, now));
  // Numbers of an earlier submission that were typed wrong, or were somebody else's, are not kept from their owner.
  const before = await transaction.get<ApplicationPrivate>('nurseApplicationPrivate', `${userId}:${submission - 1}`);
  if (before) await releaseNumbers(transaction, numbersOf(userId, before), userId);
  await transaction.put('nurseApplicationPrivate', { ...sealed, registryFileId: null });
  await transaction.add('nurseApplicationPrivate', { ...sealed, _id: `${userId}:${submission}` });
  await takeNumbers(transaction, numbersOf(userId, sealed), userId);
}

export async function withdrawApplication({ userId }: Account, now: number): Promise<void> {
  await transact(async (transaction) => {
    const application = await transaction.get<NurseApplication>('nurseApplications', userId);
    const sealed = await transaction.get<ApplicationPrivate>('nurseApplicationPrivate', userId);
    if (!application || !sealed) throw new Refusal('NOT_FOUND');
    await writeStep(transaction, withdraw(application, now));
    await settleAlerts(transaction, application, now);
    const nurse = await transaction.get<Nurse>('nurses', application.nurseId);
    // She waits for nothing any more; handed in again she is pending again.
    if (nurse?.status === 'pending') {
      await transaction.put('nurses', { ...nurse, status: 'rejected', statusReason: '申请人已撤回' });
    }
    if (sealed.idNumberCipher && sealed.licenceNumberCipher) {
      await releaseNumbers(transaction, numbersOf(userId, sealed), userId);
    }
  });
}

/** The history as its owner may read it. */
export async function historyOf(userId: string) {
  const { data } = await db
    .collection('nurseApplicationEvents')
    .where({ applicationId: userId })
    .orderBy('at', 'desc')
    .limit(100)
    .get();
  return (data as { at: number; kind: string; text: string; reasons: readonly object[] }[]).reverse();
}
