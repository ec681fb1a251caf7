/** People who are cared for. What identifies them is sealed; opening it is audited. */
import type { DialectWish } from '#domain/care/dialect';
import { ageYears, checkIdNumber } from '#domain/person/idNumber';
import { maskName } from '#domain/person/name';
import { maskPhone } from '#domain/person/phone';
import type { Registration } from '#domain/person/registration';
import type { HealthStatusInput, SaveRecipientInput } from '#contract/saveRecipient';
import { db, rows } from './database';
import { lookupHash, openFor, seal, unseal, type Cipher, type Reader } from './personalData';

/** A document of `recipients`. */
export interface Recipient extends Registration {
  readonly _id: string;
  readonly ownerUserId: string;
  readonly maskedName: string;
  readonly relation: string;
  readonly maskedIdNumber: string;
  readonly sex: 'female' | 'male' | null;
  readonly birthYear: number | null;
  readonly birthDayCipher: Cipher | null;
  readonly nameCipher: Cipher;
  readonly contactsCipher: Cipher;
  /** Whom to call first, as lists may show it. */
  readonly firstContact: { readonly maskedName: string; readonly maskedPhone: string } | null;
  readonly healthCipher: Cipher;
  readonly idNumberCipher: Cipher | null;
  /** P-024: the account agreed that it may act for this person; null for oneself. */
  readonly statedAt: number | null;
  /** Since when the health status is as it is: what was assessed before was assessed of somebody else. */
  readonly healthChangedAt: number;
  readonly createdAt: number;
  /** What whoever comes should, or must, speak; absent or null: nothing is wished for. */
  readonly dialect?: DialectWish | null;
  /** How often somebody came to care for him together with the owner; absent: never. */
  readonly joined?: number;
}

export interface Health {
  readonly conditions: readonly string[];
  readonly allergies: readonly string[];
  readonly history: string;
  readonly mobility: HealthStatusInput['mobility'] | null;
  readonly living: HealthStatusInput['living'] | null;
}

export type Contacts = SaveRecipientInput['emergencyContacts'];

const MOST_RECIPIENTS = 100;
export const NO_HEALTH: Health = { conditions: [], allergies: [], history: '', mobility: null, living: null };

/** Ciphers are bound to the document and the field they belong to. */
const field = (recipientId: string, name: 'name' | 'contacts' | 'health' | 'idNumber' | 'birthDay') =>
  `recipients/${recipientId}/${name}`;

export const recipientsOf = (userId: string): Promise<readonly Recipient[]> =>
  rows(
    db.collection('recipients').where({ ownerUserId: userId }).orderBy('createdAt', 'asc'),
    MOST_RECIPIENTS,
    'recipients',
  );

/** Somebody new, of whom nothing is known but the name. */
export const newRecipient = (
  { name, relation }: Pick<SaveRecipientInput, 'name' | 'relation'>,
  { _id, ownerUserId, createdAt }: Pick<Recipient, '_id' | 'ownerUserId' | 'createdAt'>,
): Recipient => ({
  _id,
  ownerUserId,
  maskedName: maskName(name),
  relation,
  verified: false,
  basicDone: false,
  contactCount: 0,
  maskedIdNumber: '',
  sex: null,
  birthYear: null,
  birthDayCipher: null,
  nameCipher: seal(name, field(_id, 'name')),
  contactsCipher: seal('[]', field(_id, 'contacts')),
  firstContact: null,
  healthCipher: seal(JSON.stringify(NO_HEALTH), field(_id, 'health')),
  idNumberCipher: null,
  statedAt: null,
  healthChangedAt: createdAt,
  createdAt,
});

/** What a family wrote about its person, a part or all of it. */
export interface Said {
  readonly name?: string;
  readonly relation?: string;
  readonly birthDay?: string;
  readonly sex?: 'female' | 'male';
  readonly health?: Partial<Health>;
  readonly contacts?: Contacts;
  /** null: no wish any more. */
  readonly dialect?: DialectWish | null;
}

/** The document with what was said; verification keeps what it found. */
export function withSaid(recipient: Recipient, said: Said, now: number): Recipient {
  const { _id } = recipient;
  return {
    ...recipient,
    ...(said.name && { maskedName: maskName(said.name), nameCipher: seal(said.name, field(_id, 'name')) }),
    ...(said.relation && { relation: said.relation }),
    ...(!recipient.verified && said.sex && { sex: said.sex }),
    ...(!recipient.verified && said.birthDay && born(_id, said.birthDay)),
    ...(said.health && withHealth(recipient, said.health, now)),
    ...(said.contacts && withContacts(_id, said.contacts)),
    ...(said.dialect !== undefined && { dialect: said.dialect }),
  };
}

const born = (recipientId: string, birthDay: string) => ({
  birthYear: Number(birthDay.slice(0, 4)),
  birthDayCipher: seal(birthDay, field(recipientId, 'birthDay')),
});

function withContacts(recipientId: string, contacts: Contacts) {
  const [first] = contacts;
  return {
    contactsCipher: seal(JSON.stringify(contacts), field(recipientId, 'contacts')),
    contactCount: new Set(contacts.map(({ phone }) => phone)).size,
    firstContact: first ? { maskedName: maskName(first.name), maskedPhone: maskPhone(first.phone) } : null,
  };
}

function withHealth(recipient: Recipient, said: Partial<Health>, now: number): Partial<Recipient> {
  const before = unseal(recipient.healthCipher, field(recipient._id, 'health'));
  const health = JSON.stringify({ ...NO_HEALTH, ...(JSON.parse(before) as Partial<Health>), ...said });
  if (health === before && recipient.basicDone) return {};
  const healthCipher = seal(health, field(recipient._id, 'health'));
  return { basicDone: true, healthCipher, healthChangedAt: now };
}

/** The document of what a family wrote down at once. */
export function recipientDocument(
  { name, relation, conditions = [], allergies = [], emergencyContacts }: SaveRecipientInput,
  known: Pick<Recipient, '_id' | 'ownerUserId' | 'createdAt'> | Recipient,
  now: number = known.createdAt,
): Recipient {
  const before = 'nameCipher' in known ? known : newRecipient({ name, relation }, known);
  return withSaid(before, { name, relation, health: { conditions, allergies }, contacts: emergencyContacts }, now);
}

/** What the identity source confirmed. */
export interface Proven {
  readonly name: string;
  readonly number: string;
  readonly maskedNumber: string;
  readonly sex: 'female' | 'male';
  readonly birthYear: number;
}

/** The number tells sex and birthday; what the family had said of them no longer counts. */
export function verifiedRecipient(recipient: Recipient, { number, maskedNumber, sex, birthYear }: Proven): Recipient {
  const idNumberCipher = seal(number, field(recipient._id, 'idNumber'));
  const birthDayCipher = seal(checkIdNumber(number).birthDay, field(recipient._id, 'birthDay'));
  return { ...recipient, verified: true, maskedIdNumber: maskedNumber, sex, birthYear, birthDayCipher, idNumberCipher };
}

/** The `_id` of `idNumbers`: one number belongs to one recipient of one account. */
export const idNumberKey = (userId: string, number: string): string => lookupHash(`${userId}/${number}`);

/** For comparing and copying within the program; nobody reads along. */
export const nameOf = ({ _id, nameCipher }: Recipient): string => unseal(nameCipher, field(_id, 'name'));
export const idNumberOf = ({ _id, idNumberCipher }: Recipient): string | null =>
  idNumberCipher && unseal(idNumberCipher, field(_id, 'idNumber'));

export const birthDayOf = ({ _id, birthDayCipher }: Recipient): string | null =>
  birthDayCipher && unseal(birthDayCipher, field(_id, 'birthDay'));
export const contactsOf = ({ _id, contactsCipher }: Recipient): Contacts =>
  JSON.parse(unseal(contactsCipher, field(_id, 'contacts'))) as Contacts;

/** Health status, ready for `openFor`, and read from its answer. */
export const sealedHealth = ({ _id, healthCipher }: Recipient): Record<string, Cipher> => ({
  [field(_id, 'health')]: healthCipher,
});
export const openedHealth = (opened: Readonly<Record<string, string>>, { _id }: Recipient): Health => ({
  ...NO_HEALTH,
  ...(JSON.parse(opened[field(_id, 'health')] ?? '{}') as Partial<Health>),
});

/** Whom to call in need, for the family that wrote them down: opened only when they are to be changed or called. */
export async function openContacts(reader: Reader, { _id, contactsCipher }: Recipient): Promise<Contacts> {
  const name = field(_id, 'contacts');
  const opened = await openFor(reader, { [name]: contactsCipher });
  return JSON.parse(opened[name] as string) as Contacts;
}

export type Opened = Recipient & Health & { readonly name: string; readonly birthDay: string | null };

/** Name, birthday and health of some recipients for a person to read: one entry in the audit log for all of them. */
export async function openRecipients(reader: Reader, recipients: readonly Recipient[]): Promise<readonly Opened[]> {
  if (recipients.length === 0) return [];
  return openedRecipients(await openFor(reader, sealedRecipients(recipients)), recipients);
}

/** The same in two parts, for whoever opens something else under the same entry. */
export const sealedRecipients = (recipients: readonly Recipient[]): Record<string, Cipher> =>
  Object.assign({}, ...recipients.map(sealedParts)) as Record<string, Cipher>;

export function openedRecipients(
  opened: Readonly<Record<string, string>>,
  recipients: readonly Recipient[],
): readonly Opened[] {
  return recipients.map((recipient) => ({
    ...recipient,
    ...openedHealth(opened, recipient),
    name: opened[field(recipient._id, 'name')] as string,
    birthDay: opened[field(recipient._id, 'birthDay')] ?? null,
  }));
}

const sealedParts = (one: Recipient): Record<string, Cipher> => ({
  [field(one._id, 'name')]: one.nameCipher,
  ...sealedHealth(one),
  ...(one.birthDayCipher && { [field(one._id, 'birthDay')]: one.birthDayCipher }),
});

/** `女 · 78 岁`: enough for a nurse to decide, too little to recognise anybody. */
export function recipientHint({ sex, birthYear }: Pick<Recipient, 'sex' | 'birthYear'>, now: number): string {
  const words = [sex && { female: '女', male: '男' }[sex], birthYear !== null && `${ageYears(birthYear, now)} 岁`];
  return words.filter(Boolean).join(' · ');
}
