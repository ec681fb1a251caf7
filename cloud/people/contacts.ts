/** Emergency contacts: people to call besides the one who books (P-017). */
import { checkName } from '#domain/person/name';
import { Refusal } from '#domain/refusal';
import { contactsOf, recipientsOf, type Contacts, type Recipient } from '../recipients';
import { transact } from '../transact';
import { LEAST_CONTACTS } from '#domain/person/registration';
import { phoneHash } from './phoneHash';

/** Two numbers that both ring at the same person's are no second contact, and the account's own number is none at all. */
export function checkedContacts(contacts: Contacts, ownPhoneHash: string): Contacts {
  if (ownPhoneHash && contacts.some(({ phone }) => phoneHash(phone) === ownPhoneHash)) {
    throw new Refusal('EMERGENCY_CONTACT_OWN_PHONE');
  }
  const phones = new Set(contacts.map(({ phone }) => phone));
  if (phones.size < LEAST_CONTACTS) throw new Refusal('EMERGENCY_CONTACTS_MISSING', { different: phones.size });
  return contacts.map((contact) => ({ ...contact, name: checkName(contact.name) }));
}

const countOf = (recipient: Recipient, ownPhoneHash: string): number =>
  new Set(contactsOf(recipient).flatMap(({ phone }) => (phoneHash(phone) === ownPhoneHash ? [] : [phone]))).size;

/** The account has a number now: it may be one that was written down as somebody else's. Then that step is open again. */
export async function recountContacts(userId: string, ownPhoneHash: string): Promise<void> {
  for (const recipient of await recipientsOf(userId)) {
    if (countOf(recipient, ownPhoneHash) === recipient.contactCount) continue;
    await transact(async (transaction) => {
      const current = await transaction.get<Recipient>('recipients', recipient._id);
      if (current) await transaction.put('recipients', { ...current, contactCount: countOf(current, ownPhoneHash) });
    });
  }
}
