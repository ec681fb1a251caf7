/** Applications and what is sealed of them. Both bear the account's id, so that each is found by one question. */
import type { ApplicationEvent, DocumentKind, NurseApplication } from '#domain/onboarding/application';
import { newApplication, type Step } from '#domain/onboarding/steps';
import { read } from '../database';
import { newId } from '../newId';
import { noteBelonging } from '../people/belongings';
import { seal, unseal, type Cipher } from '../personalData';
import type { Transaction } from '../transact';
import type { Account } from '../accounts';

/** A document of `nurseApplicationPrivate`. `<account>:<submission>` is the copy of what was handed in that time; it never changes. */
export interface ApplicationPrivate {
  readonly _id: string;
  readonly nameCipher: Cipher | null;
  readonly idNumberCipher: Cipher | null;
  readonly phoneCipher: Cipher | null;
  readonly licenceNumberCipher: Cipher | null;
  readonly files: readonly { readonly kind: DocumentKind; readonly fileId: string }[];
  /** What the public source said, and about whom: asked once for each name and number. */
  readonly identity: { readonly of: string; readonly outcome: 'match' | 'mismatch' | 'unknown' } | null;
  readonly face: {
    readonly of: string;
    readonly bizToken: string;
    readonly nonce: string;
    readonly outcome: 'pending' | 'match' | 'mismatch';
  } | null;
  readonly registryFileId: string | null;
}

export type SealedField = 'name' | 'idNumber' | 'phone' | 'licenceNumber';

/** Ciphers are bound to the application and the field; copies of a submission open with the same name. */
export const sealedName = (applicationId: string, field: SealedField): string =>
  `nurseApplications/${applicationId}/${field}`;
export const sealFor = (applicationId: string, field: SealedField, text: string): Cipher =>
  seal(text, sealedName(applicationId, field));

export const cipherOf = (sealed: ApplicationPrivate, field: SealedField): Cipher | null => sealed[`${field}Cipher`];

/** For the program's own comparing and copying; nobody reads along. */
export function textOf(applicationId: string, sealed: ApplicationPrivate, field: SealedField): string {
  const cipher = cipherOf(sealed, field);
  return cipher === null ? '' : unseal(cipher, sealedName(applicationId, field));
}

export const applicationOf = (userId: string): Promise<NurseApplication | null> => read('nurseApplications', userId);

export const emptyPrivate = (userId: string): ApplicationPrivate => ({
  _id: userId,
  nameCipher: null,
  idNumberCipher: null,
  phoneCipher: null,
  licenceNumberCipher: null,
  files: [],
  identity: null,
  face: null,
  registryFileId: null,
});

/** Reads both inside a transaction; begins them where nothing is there yet. */
export async function openApplication(
  transaction: Transaction,
  { userId, openid, uid, nurseId }: Account,
  now: number,
): Promise<{ readonly application: NurseApplication; readonly sealed: ApplicationPrivate }> {
  const known = await transaction.get<NurseApplication>('nurseApplications', userId);
  if (!known) await noteBelonging(transaction, userId);
  const sealed = await transaction.get<ApplicationPrivate>('nurseApplicationPrivate', userId);
  const application = known ?? newApplication({ _id: userId, nurseId: nurseId ?? newId(), openid, uid }, now);
  return { application, sealed: sealed ?? emptyPrivate(userId) };
}

/** The application as it is now, and the line of history it leaves. */
export async function writeStep(transaction: Transaction, { application, event }: Step): Promise<void> {
  await transaction.put('nurseApplications', application);
  const _id = `${application._id}:${application.version}`;
  await transaction.add('nurseApplicationEvents', { ...event, _id } satisfies ApplicationEvent & { _id: string });
}
