/** Keeps one part of an application: masks and plain facts in the one document, what identifies her sealed in the other. */
import type { DraftInput, DraftOf } from '#contract/applyAsNurse';
import type { DocumentKind, NurseApplication } from '#domain/onboarding/application';
import { maskNumber, plainNumber } from '#domain/onboarding/licenceNumber';
import { withPart } from '#domain/onboarding/steps';
import { checkIdNumber, maskIdNumber } from '#domain/person/idNumber';
import { checkName, maskName } from '#domain/person/name';
import { Refusal } from '#domain/refusal';
import { startOfBeijingDay } from '#domain/schedule/beijing';
import type { Account } from '../accounts';
import { serviceByCode } from '../catalogue';
import { read } from '../database';
import { transact, type Transaction } from '../transact';
import { giveUp, takeAnnounced } from '../photos/announced';
import { openApplication, sealFor, type ApplicationPrivate } from './applications';
import { assertOwnFiles } from './documentFiles';

interface Kept {
  readonly application: NurseApplication;
  readonly sealed: ApplicationPrivate;
}
type Keep<P extends DraftInput['part']> = (input: DraftOf<P>, kept: Kept, now: number) => Kept;

/** The same part may be sent any number of times; the last one counts. */
export async function saveDraft(input: DraftInput, account: Account, now: number): Promise<void> {
  await assertKnown(input, now);
  await transact(async (transaction) => {
    const before = await openApplication(transaction, account, now);
    const kept = keep(input, before, now);
    if (input.part === 'documents') await exchangePhotos(transaction, before, kept, now);
    await transaction.put('nurseApplications', kept.application);
    await transaction.put('nurseApplicationPrivate', kept.sealed);
  });
}

/** New photographs are hers now; those no paper names any more go, unless they were handed in: a submission stays as it was. */
async function exchangePhotos(transaction: Transaction, before: Kept, after: Kept, now: number): Promise<void> {
  const { _id: userId, submission } = after.application;
  const named = new Set(after.sealed.files.map(({ fileId }) => fileId));
  const old = before.sealed.files.map(({ fileId }) => fileId);
  await takeAnnounced(transaction, [...named], userId);
  for (let number = 1; number <= submission; number += 1) {
    const copy = await transaction.get<ApplicationPrivate>('nurseApplicationPrivate', `${userId}:${number}`);
    for (const { fileId } of copy?.files ?? []) named.add(fileId);
  }
  const dropped = old.filter((fileId) => !named.has(fileId));
  await giveUp(transaction, dropped, userId, now);
}

function keep(input: DraftInput, kept: Kept, now: number): Kept {
  switch (input.part) {
    case 'person':
      return person(input, kept, now);
    case 'licence':
      return licence(input, kept, now);
    case 'work':
      return work(input, kept, now);
    case 'certificates':
      return certificates(input, kept, now);
    case 'documents':
      return documents(input, kept, now);
  }
}

/** Institutions and services are the catalogue's, not inventions of whoever types them. */
async function assertKnown(input: DraftInput, now: number): Promise<void> {
  if (input.part === 'certificates') {
    for (const code of input.wishedServiceCodes) await serviceByCode(code, now);
  }
  if (input.part !== 'work') return;
  for (const institutionId of new Set([input.institutionId, ...input.practicePlaceIds])) {
    if (!(await read('institutions', institutionId))) throw new Refusal('NOT_FOUND', { institutionId });
  }
}

const person: Keep<'person'> = ({ name: typed, idNumber, phone }, { application, sealed }, now) => {
  const name = checkName(typed);
  const { number, sex, birthDay } = checkIdNumber(idNumber);
  const part = {
    maskedName: maskName(name),
    maskedPhone: `${phone.slice(0, 3)}****${phone.slice(-4)}`,
    maskedIdNumber: maskIdNumber(number),
    sex,
    birthYear: Number(birthDay.slice(0, 4)),
  };
  const { _id } = application;
  return {
    application: withPart(application, 'person', part, now),
    sealed: {
      ...sealed,
      nameCipher: sealFor(_id, 'name', name),
      idNumberCipher: sealFor(_id, 'idNumber', number),
      phoneCipher: sealFor(_id, 'phone', phone),
    },
  };
};

const licence: Keep<'licence'> = ({ role, title, number, validUntilDay }, { application, sealed }, now) => {
  startOfBeijingDay(validUntilDay);
  const plain = plainNumber(number);
  return {
    application: withPart(
      application,
      'licence',
      { role, title: role === 'care_worker' ? '' : title, maskedNumber: maskNumber(plain), validUntilDay },
      now,
    ),
    sealed: { ...sealed, licenceNumberCipher: sealFor(application._id, 'licenceNumber', plain) },
  };
};

const work: Keep<'work'> = ({ employments, institutionId, practicePlaceIds }, { application, sealed }, now) => {
  for (const { fromDay, toDay } of employments) {
    const from = startOfBeijingDay(fromDay);
    if (from > now || (toDay !== null && startOfBeijingDay(toDay) < from)) {
      throw new Refusal('BAD_INPUT', { fields: ['employments'] });
    }
  }
  const part = { employments, institutionId, practicePlaceIds: [...new Set(practicePlaceIds)] };
  return { application: withPart(application, 'work', part, now), sealed };
};

const certificates: Keep<'certificates'> = (input, { application, sealed }, now) => {
  for (const { issuedDay, validUntilDay } of input.certificates) {
    startOfBeijingDay(issuedDay);
    if (validUntilDay !== null) startOfBeijingDay(validUntilDay);
  }
  const { serviceRadiusMeters } = input;
  const part = {
    certificates: input.certificates,
    wishedServiceCodes: [...new Set(input.wishedServiceCodes)],
    serviceRadiusMeters,
  };
  return { application: withPart(application, 'certificates', part, now), sealed };
};

const documents: Keep<'documents'> = ({ documents: given }, { application, sealed }, now) => {
  assertOwnFiles(
    application._id,
    given.map(({ fileId }) => fileId),
  );
  const places = new Map<DocumentKind, number>();
  const marks = given.map(({ kind, issuedDay, validUntilDay }) => {
    for (const day of [issuedDay, validUntilDay]) if (day !== null) startOfBeijingDay(day);
    const place = places.get(kind) ?? 0;
    places.set(kind, place + 1);
    return { kind, place, issuedDay, validUntilDay };
  });
  return {
    application: withPart(application, 'documents', marks, now),
    sealed: { ...sealed, files: given.map(({ kind, fileId }) => ({ kind, fileId })) },
  };
};
