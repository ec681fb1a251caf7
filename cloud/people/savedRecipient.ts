/** Writes what a family says about its person: the steps of registration, or all at once (requirement A3). */
import type { SaveRecipientInput, SaveRecipientStepInput } from '#contract/saveRecipient';
import type { CareAct } from '#contract/shareCare';
import { assertGuardian } from '#domain/person/careRights';
import { checkName } from '#domain/person/name';
import { Refusal } from '#domain/refusal';
import { beijingDay } from '#domain/schedule/beijing';
import { knownDialect } from '../dialects';
import { accountById, type Account } from '../accounts';
import { newId } from '../newId';
import { birthDayOf, nameOf, newRecipient, recipientDocument, withSaid, type Recipient } from '../recipients';
import { transact } from '../transact';
import { noteActivity } from './activities';
import { noteBelonging } from './belongings';
import { recipientFor } from './careRights';
import { checkedContacts } from './contacts';

type Basic = Extract<SaveRecipientStepInput, { step: 'basic' }>;
type DialectStep = Extract<SaveRecipientStepInput, { step: 'dialect' }>;
type ContactsStep = Extract<SaveRecipientStepInput, { step: 'contacts' }>;

/** A new person belongs to the account; a known one may be changed by whoever manages him. `change` sees null for a new one. */
async function save(
  recipientId: string | undefined,
  { userId }: Account,
  act: CareAct,
  now: number,
  change: (known: Recipient | null, fresh: Pick<Recipient, '_id' | 'ownerUserId' | 'createdAt'>) => Recipient,
): Promise<string> {
  const fresh = { _id: recipientId ?? newId(), ownerUserId: userId, createdAt: now };
  await transact(async (transaction) => {
    const known = recipientId ? await recipientFor(recipientId, userId, 'manage', now, transaction.get) : null;
    if (!known) await noteBelonging(transaction, userId);
    await transaction.put('recipients', change(known, fresh));
    const done = known ? act : 'registered';
    await noteActivity(transaction, { recipientId: fresh._id, userId, act: done, at: now });
  });
  return fresh._id;
}

export function saveAll(input: SaveRecipientInput, account: Account, now: number): Promise<string> {
  return saveWithContacts(input.recipientId, account, 'edited', now, (ownPhoneHash) => {
    const emergencyContacts = checkedContacts(input.emergencyContacts, ownPhoneHash);
    const said = { ...input, name: checkName(input.name), emergencyContacts };
    return (known, fresh) => {
      assertSamePerson(known, said.name);
      assertRelationKept(known, said.relation, account.userId);
      const birthDay = known && birthDayOf(known);
      if (birthDay) assertGuardian(said.relation, birthDay, now);
      return recipientDocument(said, known ?? fresh, now);
    };
  });
}

/** P-017 asks about the phone of whose account it is, also when another one writes. */
async function saveWithContacts(
  recipientId: string | undefined,
  account: Account,
  act: CareAct,
  now: number,
  prepare: (ownPhoneHash: string) => Parameters<typeof save>[4],
): Promise<string> {
  const known = recipientId ? await recipientFor(recipientId, account.userId, 'manage', now) : null;
  const owner = known && known.ownerUserId !== account.userId ? await accountById(known.ownerUserId) : account;
  return save(recipientId, account, act, now, prepare(owner.phoneHash));
}

export async function saveBasic(input: Basic, account: Account, now: number): Promise<string> {
  const { birthDay, relation, sex, health } = input;
  const name = checkName(input.name);
  if (birthDay > beijingDay(now) || birthDay < '1900') throw new Refusal('BAD_INPUT', { fields: ['birthDay'] });
  const statedAt = relation === '本人' ? null : now;
  if (statedAt && !input.statement) throw new Refusal('AUTHORISATION_MISSING', { relation });
  return save(input.recipientId, account, 'edited', now, (known, fresh) => {
    assertSamePerson(known, name);
    assertRelationKept(known, relation, account.userId);
    assertGuardian(relation, (known?.verified && birthDayOf(known)) || birthDay, now);
    const before = known ?? newRecipient({ name, relation }, fresh);
    const said = withSaid(before, { name, relation, birthDay, ...(sex && { sex }), ...(health && { health }) }, now);
    return { ...said, statedAt: said.statedAt ?? statedAt };
  });
}

export const saveContacts = (input: ContactsStep, account: Account, now: number): Promise<string> =>
  saveWithContacts(input.recipientId, account, 'contactsEdited', now, (ownPhoneHash) => {
    const contacts = checkedContacts(input.emergencyContacts, ownPhoneHash);
    return (known, fresh) => withSaid(known ?? neverNew(fresh._id), { contacts }, now);
  });

/** Kept with the person: every later booking asks for it too, until somebody changes it. */
export async function saveDialect({ recipientId, wish }: DialectStep, account: Account, now: number): Promise<string> {
  const dialect = wish && { ...(await knownDialect(wish.code, now)), must: wish.must };
  return save(recipientId, account, 'edited', now, (known, fresh) =>
    withSaid(known ?? neverNew(fresh._id), { dialect }, now),
  );
}

/** What the person is to the owner is the owner's word: consents and guardianship hang on it (P-024). */
function assertRelationKept(known: Recipient | null, relation: string, userId: string): void {
  if (known && known.ownerUserId !== userId && known.relation !== relation) {
    throw new Refusal('BAD_INPUT', { fields: ['relation'] });
  }
}

/** Whose name was verified keeps it. */
function assertSamePerson(known: Recipient | null, name: string): void {
  if (known?.verified && nameOf(known) !== name) throw new Refusal('BAD_INPUT', { fields: ['name'] });
}

function neverNew(recipientId: string): never {
  throw new Refusal('NOT_FOUND', { recipientId });
}
