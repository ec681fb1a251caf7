/** P-015: three policies cover a nurse at work. Whichever ends first says until when she may be sent. */
export const POLICY_COVERS = ['liability', 'medicalAccident', 'personalAccident'] as const;
export type PolicyCover = (typeof POLICY_COVERS)[number];

export const COVER_NAMES: Readonly<Record<PolicyCover, string>> = {
  liability: '责任险',
  medicalAccident: '医疗意外险',
  personalAccident: '人身意外险',
};

/** A document of `nursePolicies`. `validUntil`: the first instant without cover. */
export interface NursePolicy {
  readonly _id: string;
  readonly nurseId: string;
  readonly cover: PolicyCover;
  readonly insurer: string;
  readonly policyNumber: string;
  readonly validFrom: number;
  readonly validUntil: number;
}

/** The end of unbroken cover from now on; a policy that follows without a gap counts. 0: not covered now. */
function coveredUntil(policies: readonly NursePolicy[], now: number): number {
  let until = now;
  for (;;) {
    const reached = until;
    const ends = policies.filter(({ validFrom }) => validFrom <= reached).map(({ validUntil }) => validUntil);
    until = Math.max(reached, ...ends);
    if (until === reached) return reached === now ? 0 : reached;
  }
}

export const insuredUntil = (policies: readonly NursePolicy[], now: number): number =>
  Math.min(
    ...POLICY_COVERS.map((cover) =>
      coveredUntil(
        policies.filter((policy) => policy.cover === cover),
        now,
      ),
    ),
  );

/** The policies that hold at this instant, one of each kind, or fewer where some are missing. */
export const policiesAt = (policies: readonly NursePolicy[], at: number): readonly NursePolicy[] =>
  POLICY_COVERS.flatMap((cover) => {
    const held = policies.find((one) => one.cover === cover && one.validFrom <= at && at < one.validUntil);
    return held ? [held] : [];
  });
