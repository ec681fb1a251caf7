/** Somebody to be cared for, new or changed. Whose name was verified keeps it. */
import { SaveRecipient, type SaveRecipientInput, type SaveRecipientReply } from '#contract/saveRecipient';
import { checkName } from '#domain/person/name';
import { Refusal } from '#domain/refusal';
import { record } from '#cloud/audit';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { newId } from '#cloud/newId';
import { nameOf, recipientDocument, type Recipient } from '#cloud/recipients';
import { transact } from '#cloud/transact';

export const main = fromMiniProgram(SaveRecipient, async (input, { userId }, now): Promise<SaveRecipientReply> => {
  const said = { ...input, name: checkName(input.name), emergencyContacts: twoPeople(input.emergencyContacts) };
  const recipientId = input.recipientId ?? newId();
  await transact(async (transaction) => {
    const known = input.recipientId ? await transaction.get<Recipient>('recipients', recipientId) : null;
    if (input.recipientId && known?.ownerUserId !== userId) throw new Refusal('NOT_FOUND', { recipientId });
    if (known?.verified && nameOf(known) !== said.name) throw new Refusal('BAD_INPUT', { fields: ['name'] });
    const document = recipientDocument(said, known ?? { _id: recipientId, ownerUserId: userId, createdAt: now });
    await transaction.put('recipients', document);
  });
  const subject = `recipients/${recipientId}`;
  await record({ actor: userId, action: 'save recipient', subject, purpose: 'own people', outcome: 'ok', now });
  return { recipientId };
});

/** Two numbers that both ring at the same person's are no second contact. */
function twoPeople(contacts: SaveRecipientInput['emergencyContacts']): SaveRecipientInput['emergencyContacts'] {
  const phones = new Set(contacts.map(({ phone }) => phone));
  if (phones.size < 2) throw new Refusal('EMERGENCY_CONTACTS_MISSING', { different: phones.size });
  return contacts.map((contact) => ({ ...contact, name: checkName(contact.name) }));
}
