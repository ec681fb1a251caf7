/** The three policies of every nurse (P-015), ending when she is insured until. */
import { type NursePolicy, POLICY_COVERS } from '#domain/nurse/insurance';
import type { Nurse } from '#domain/nurse/nurse';
import { DAY } from '#domain/schedule/beijing';

export const policiesOf = ({ _id: nurseId, insuredUntil, appliedAt }: Nurse): NursePolicy[] =>
  POLICY_COVERS.map((cover, index) => ({
    _id: `${nurseId}:${cover}:DEMO-${nurseId}-${index}`,
    nurseId,
    cover,
    insurer: '示例财险',
    policyNumber: `DEMO-${nurseId}-${index}`,
    // Past visits of the demo reach back further than some applications.
    validFrom: Math.min(appliedAt, insuredUntil - 365 * DAY) - 90 * DAY,
    validUntil: insuredUntil,
  }));
