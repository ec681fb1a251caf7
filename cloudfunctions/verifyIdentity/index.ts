/**
 * Is this person who the family says? The number's own rules first, then the account's books, last the paid question to the
 * identity source. Only ciphertext, mask, sex and year of birth are kept.
 */
import { VerifyIdentity, type VerifyIdentityReply } from '#contract/verifyIdentity';
import { checkIdNumber, maskIdNumber } from '#domain/person/idNumber';
import { checkName } from '#domain/person/name';
import { Refusal } from '#domain/refusal';
import { record } from '#cloud/audit';
import { countToday } from '#cloud/dailyLimit';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { assertNumberFree, keepVerified } from '#cloud/identities';
import { idNumberOf, nameOf, ownRecipient } from '#cloud/recipients';
import { assertIdentity } from '#cloud/tencentCloud';

export const main = fromMiniProgram(VerifyIdentity, async (input, { userId }, now): Promise<VerifyIdentityReply> => {
  const recipient = await ownRecipient(input.recipientId, userId);
  const name = checkName(input.name);
  const { number, birthDay, sex } = checkIdNumber(input.idNumber);
  const maskedIdNumber = maskIdNumber(number);
  if (name !== nameOf(recipient)) throw new Refusal('IDENTITY_MISMATCH', { field: 'name' });
  if (recipient.verified) {
    if (idNumberOf(recipient) !== number) throw new Refusal('IDENTITY_MISMATCH', { field: 'idNumber' });
    return { verified: true, maskedIdNumber };
  }
  await assertNumberFree(recipient, number);
  await countToday('identityCheck', userId, now);

  const audit = {
    actor: userId,
    action: 'verify identity',
    subject: `recipients/${recipient._id}`,
    purpose: 'real name',
    now,
  };
  try {
    await assertIdentity(name, number);
  } catch (error) {
    await record({ ...audit, outcome: error instanceof Refusal ? error.code : 'error' });
    throw error;
  }
  const birthYear = Number(birthDay.slice(0, 4));
  await keepVerified(recipient._id, { name, number, maskedNumber: maskedIdNumber, sex, birthYear });
  await record({ ...audit, outcome: 'ok' });
  return { verified: true, maskedIdNumber };
});
