/** The questions before a visit, and the first assessment of a person cared for. */
import { AssessRecipient, type AssessRecipientReply } from '#contract/assessRecipient';
import { assess } from '#cloud/assessment/step';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';

export const main = fromMiniProgram(AssessRecipient, (input, { userId }, now): Promise<AssessRecipientReply> =>
  assess(input, userId, now),
);
