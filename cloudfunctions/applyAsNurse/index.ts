/** Wants to work here: fills in an application part by part, hands it in, reads how it stands. */
import { ApplyAsNurse, type ApplyAsNurseReply, type CheckedApplyAsNurse } from '#contract/applyAsNurse';
import type { Account } from '#cloud/accounts';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';
import { applicationView } from '#cloud/onboarding/applicationViews';
import { saveDraft } from '#cloud/onboarding/drafts';
import { askFace, beginFace } from '#cloud/onboarding/identityFacts';
import { submitApplication, withdrawApplication } from '#cloud/onboarding/submission';

export const main = fromMiniProgram(ApplyAsNurse, async (input, account, now): Promise<ApplyAsNurseReply> => {
  const faceUrl = await act(input, account, now);
  const view = await applicationView(account, now);
  return faceUrl ? { ...view, faceUrl } : view;
});

async function act(input: CheckedApplyAsNurse, account: Account, now: number): Promise<string | void> {
  switch (input.kind) {
    case 'read':
      return;
    case 'saveDraft':
      return saveDraft(input, account, now);
    case 'faceStart':
      return beginFace(account, now);
    case 'faceResult':
      return askFace(account);
    case 'submit':
      return submitApplication(account, now);
    case 'withdraw':
      return withdrawApplication(account, now);
  }
}
