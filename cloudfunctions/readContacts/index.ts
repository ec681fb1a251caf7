/** Whom to call in need about one of my people, to be looked over and changed. */
import { ReadContacts, type ReadContactsReply } from '#contract/readContacts';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { recipientFor } from '#cloud/people/careRights';
import { openContacts } from '#cloud/recipients';

export const main = fromMiniProgram(ReadContacts, async (input, { userId }, now): Promise<ReadContactsReply> => {
  const recipient = await recipientFor(input.recipientId, userId, 'manage', now);
  const subject = `recipients/${recipient._id}`;
  const reader = { actor: userId, subject, purpose: 'own emergency contacts', now };
  return { emergencyContacts: await openContacts(reader, recipient) };
});
