/** A family reads the health record of the person it cares for. Every reading is written to the audit log. */
import { ReadHealth, type ReadHealthReply } from '#contract/readHealth';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { measurementsSince } from '#cloud/health';
import { recipientFor } from '#cloud/people/careRights';
import { openRecipients } from '#cloud/recipients';
import { DAY } from '#domain/schedule/beijing';

export const main = fromMiniProgram(
  ReadHealth,
  async ({ recipientId, days }, account, now): Promise<ReadHealthReply> => {
    const recipient = await recipientFor(recipientId, account.userId, 'manage', now);
    const reader = {
      actor: account.userId,
      subject: `recipients/${recipientId}`,
      purpose: 'family reads the health record',
      now,
    };
    const [opened] = await openRecipients(reader, [recipient]);
    const measured = await measurementsSince(recipientId, now - days * DAY);
    return {
      recipientName: opened?.name ?? recipient.maskedName,
      conditions: opened?.conditions ?? [],
      allergies: opened?.allergies ?? [],
      measurements: measured.map(({ at, orderId, serviceName, vitals, alerts }) => ({
        at,
        orderId,
        serviceName,
        vitals,
        alerts,
      })),
    };
  },
);
