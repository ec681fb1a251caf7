/** An operator looks at one paper or number of an applicant, says why, and leaves a trace. */
import { OpenRecord, type OpenRecordReply } from '#contract/openRecord';
import { fromOperator } from '#cloud/doors/fromOperator';
import { openRecordFor } from '#cloud/onboarding/openedRecords';
import { hasOneOf, RECORD_ROLES } from '#domain/operations/operatorRoles';
import { Refusal } from '#domain/refusal';

export const main = fromOperator(OpenRecord, async (input, operator, now): Promise<OpenRecordReply> => {
  if (!hasOneOf(operator, RECORD_ROLES)) throw new Refusal('FORBIDDEN', { needs: RECORD_ROLES });
  return openRecordFor(operator._id, input, now);
});
