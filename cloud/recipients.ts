/** People who are cared for. What identifies them is sealed; opening it is audited. */
import { ageYears } from '#domain/person/idNumber';
import { maskName } from '#domain/person/name';
import { Refusal } from '#domain/refusal';
import type { RecipientView } from '#contract/people';
import type { SaveRecipientInput } from '#contract/saveRecipient';
import { db, read, rows } from './database';
import { lookupHash, openFor, seal, unseal, type Cipher, type Reader } from './personalData';

/** A document of `recipients`. */
export interface Recipient {
  readonly _id: string;
  readonly ownerUserId: string;
  readonly maskedName: string;
  readonly relation: string;
  readonly verified: boolean;
  readonly maskedIdNumber: string;
  readonly sex: 'female' | 'male' | null;
  readonly birthYear: number | null;
  readonly nameCipher: Cipher;
  readonly contactsCipher: Cipher;
  readonly healthCipher: Cipher;
  readonly idNumberCipher: Cipher | null;
  readonly createdAt: number;
}

export interface Health {
  readonly conditions: readonly string[];
  readonly allergies: readonly string[];
}

const MOST_RECIPIENTS = 100;

/** Ciphers are bound to the document and the field they belong to. */
const field = (recipientId: string, name: 'name' | 'contacts' | 'health' | 'idNumber') =>
  `recipients/${recipientId}/${name}`;

/** A recipient of this account. Someone else's is as unknown as one that does not exist. */
export async function ownRecipient(recipientId: string, userId: string): Promise<Recipient> {
  const recipient = await read<Recipient>('recipients', recipientId);
  if (recipient?.ownerUserId !== userId) throw new Refusal('NOT_FOUND', { recipientId });
  return recipient;
}

export const recipientsOf = (userId: string): Promise<readonly Recipient[]> =>
  rows(
    db.collection('recipients').where({ ownerUserId: userId }).orderBy('createdAt', 'asc'),
    MOST_RECIPIENTS,
    'recipients',
  );

/** The document of what a family wrote down; verification keeps what it found. */
export function recipientDocument(
  { name, relation, conditions = [], allergies = [], emergencyContacts }: SaveRecipientInput,
  known: Pick<Recipient, '_id' | 'ownerUserId' | 'createdAt'> & Partial<Recipient>,
): Recipient {
  return {
    _id: known._id,
    ownerUserId: known.ownerUserId,
    maskedName: maskName(name),
    relation,
    verified: known.verified ?? false,
    maskedIdNumber: known.maskedIdNumber ?? '',
    sex: known.sex ?? null,
    birthYear: known.birthYear ?? null,
    nameCipher: seal(name, field(known._id, 'name')),
    contactsCipher: seal(JSON.stringify(emergencyContacts), field(known._id, 'contacts')),
    healthCipher: seal(JSON.stringify({ conditions, allergies }), field(known._id, 'health')),
    idNumberCipher: known.idNumberCipher ?? null,
    createdAt: known.createdAt,
  };
}

/** What the identity source confirmed. */
export interface Proven {
  readonly name: string;
  readonly number: string;
  readonly maskedNumber: string;
  readonly sex: 'female' | 'male';
  readonly birthYear: number;
}

export function verifiedRecipient(recipient: Recipient, { number, maskedNumber, sex, birthYear }: Proven): Recipient {
  const idNumberCipher = seal(number, field(recipient._id, 'idNumber'));
  return { ...recipient, verified: true, maskedIdNumber: maskedNumber, sex, birthYear, idNumberCipher };
}

/** The `_id` of `idNumbers`: one number belongs to one recipient of one account. */
export const idNumberKey = (userId: string, number: string): string => lookupHash(`${userId}/${number}`);

/** For comparing and copying within the program; nobody reads along. */
export const nameOf = ({ _id, nameCipher }: Recipient): string => unseal(nameCipher, field(_id, 'name'));
export const idNumberOf = ({ _id, idNumberCipher }: Recipient): string | null =>
  idNumberCipher && unseal(idNumberCipher, field(_id, 'idNumber'));

/** Conditions and allergies, ready for `openFor`, and read from its answer. */
export const sealedHealth = ({ _id, healthCipher }: Recipient): Record<string, Cipher> => ({
  [field(_id, 'health')]: healthCipher,
});
export const openedHealth = (opened: Readonly<Record<string, string>>, { _id }: Recipient): Health =>
  JSON.parse(opened[field(_id, 'health')] ?? '{"conditions":[],"allergies":[]}') as Health;

/** Whom to call in need, for the family that wrote them down: opened only when they are to be changed. */
export async function openContacts(
  reader: Reader,
  { _id, contactsCipher }: Recipient,
): Promise<SaveRecipientInput['emergencyContacts']> {
  const name = field(_id, 'contacts');
  const opened = await openFor(reader, { [name]: contactsCipher });
  return JSON.parse(opened[name] as string) as SaveRecipientInput['emergencyContacts'];
}

/** Name and health of some recipients for a person to read: one entry in the audit log for all of them. */
export async function openRecipients(
  reader: Reader,
  recipients: readonly Recipient[],
): Promise<readonly (Recipient & Health & { readonly name: string })[]> {
  if (recipients.length === 0) return [];
  const sealed = recipients.map((one) => ({ [field(one._id, 'name')]: one.nameCipher, ...sealedHealth(one) }));
  const opened = await openFor(reader, Object.assign({}, ...sealed) as Record<string, Cipher>);
  return recipients.map((recipient) => ({
    ...recipient,
    ...openedHealth(opened, recipient),
    name: opened[field(recipient._id, 'name')] as string,
  }));
}

export const recipientView = (
  recipient: Recipient & Health & { readonly name: string },
  now: number,
): RecipientView => ({
  recipientId: recipient._id,
  name: recipient.name,
  relation: recipient.relation,
  verified: recipient.verified,
  maskedIdNumber: recipient.maskedIdNumber,
  sex: recipient.sex,
  ageYears: recipient.birthYear === null ? null : ageYears(recipient.birthYear, now),
  conditions: recipient.conditions,
  allergies: recipient.allergies,
});

/** `女 · 78 岁`: enough for a nurse to decide, too little to recognise anybody. */
export function recipientHint({ sex, birthYear }: Pick<Recipient, 'sex' | 'birthYear'>, now: number): string {
  const words = [sex && { female: '女', male: '男' }[sex], birthYear !== null && `${ageYears(birthYear, now)} 岁`];
  return words.filter(Boolean).join(' · ');
}
