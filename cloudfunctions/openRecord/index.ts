/** An operator looks at one paper or number of an applicant, or of a first assessment, says why, and leaves a trace. */
import { OpenRecord, type OpenRecordInput, type OpenRecordReply } from '#contract/openRecord';
import { openAssessmentFor, openVisitFor } from '#cloud/assessment/openedAssessments';
import { openDisputeFor } from '#cloud/dispute/opened';
import { fromOperator } from '#cloud/doors/fromOperator';
import { openYearFor } from '#cloud/income/openedYear';
import { openCallFor } from '#cloud/messages/openedCall';
import { openRecordFor } from '#cloud/onboarding/openedRecords';
import {
  ASSESSMENT_RECORD_ROLES,
  CALL_RECORD_ROLES,
  DISPUTE_RECORD_ROLES,
  hasOneOf,
  INCOME_RECORD_ROLES,
  type OperatorRole,
  RECORD_ROLES,
} from '#domain/operations/operatorRoles';
import { Refusal } from '#domain/refusal';

export const main = fromOperator(OpenRecord, async (input, operator, now): Promise<OpenRecordReply> => {
  const needs = rolesFor(input);
  if (!hasOneOf(operator, needs)) throw new Refusal('FORBIDDEN', { needs });
  if ('callId' in input) return openCallFor(operator._id, input, now);
  if ('disputeId' in input) return openDisputeFor(operator._id, input, now);
  if ('earnerId' in input) return openYearFor(operator._id, input, now);
  if ('nurseId' in input) return openRecordFor(operator._id, input, now);
  if ('orderId' in input) return openVisitFor(operator._id, input, now);
  return openAssessmentFor(operator._id, input, now);
});

function rolesFor(input: OpenRecordInput): readonly OperatorRole[] {
  if ('callId' in input) return CALL_RECORD_ROLES;
  if ('disputeId' in input) return DISPUTE_RECORD_ROLES;
  if ('earnerId' in input) return INCOME_RECORD_ROLES;
  return 'nurseId' in input ? RECORD_ROLES : ASSESSMENT_RECORD_ROLES;
}
