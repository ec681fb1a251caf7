/** Whatever changes an order on its way: called off, moved, late, nobody there, broken off; each by who may, at the published price. */
import { ChangeOrder, type ChangeOrderReply } from '#contract/changeOrder';
import { agreeToTransfer } from '#cloud/changes/agreeTransfer';
import { neverAgain } from '#cloud/changes/block';
import { breakOff, refuse } from '#cloud/changes/brokenOff';
import { callOff } from '#cloud/changes/cancel';
import { sayLate } from '#cloud/changes/lateness';
import { nobodyCame, nobodyOpened, sayArrived } from '#cloud/changes/noShows';
import { answerTime, moveVisit, proposeTime } from '#cloud/changes/reschedule';
import { timesToMove } from '#cloud/changes/times';
import { askMoneyBack } from '#cloud/dispute/filed';
import { fromMiniProgram } from '#cloud/doors/fromMiniProgram';

export const main = fromMiniProgram(ChangeOrder, (asked, account, now): Promise<ChangeOrderReply> => {
  switch (asked.kind) {
    case 'cancel':
      return callOff(asked, account, now);
    case 'times':
      return timesToMove(asked, account, now);
    case 'reschedule':
      return moveVisit(asked, account, now);
    case 'proposeTime':
      return proposeTime(asked, account, now);
    case 'answerTime':
      return answerTime(asked, account, now);
    case 'agreeTransfer':
      return agreeToTransfer(asked, account, now);
    case 'block':
      return neverAgain(asked, account, now);
    case 'late':
      return sayLate(asked, account, now);
    case 'arrive':
      return sayArrived(asked, account, now);
    case 'patientNoShow':
      return nobodyOpened(asked, account, now);
    case 'nurseNoShow':
      return nobodyCame(asked, account, now);
    case 'dispute':
      return askMoneyBack(asked, account, now);
    case 'refuseVisit':
      return refuse(asked, account, now);
    case 'interrupt':
      return breakOff(asked, account, now);
  }
});
