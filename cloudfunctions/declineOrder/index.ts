/** A nurse's ways out: she declines an offer, hands an accepted visit on, or is ill. */
import { DeclineOrder, type DeclineOrderReply } from '#contract/declineOrder';
import { declineOffer } from '#cloud/declining';
import { fromNurse } from '#cloud/doors/fromMiniProgram';
import { fallIll } from '#cloud/transfer/ill';
import { askForTransfer, colleaguesFor, keepOwnVisit } from '#cloud/transfer/transfers';

export const main = fromNurse(DeclineOrder, (input, nurse, now): Promise<DeclineOrderReply> => {
  if (!('step' in input)) return declineOffer(input, nurse, now);
  switch (input.step) {
    case 'colleagues':
      return colleaguesFor(input.orderId, nurse, now);
    case 'transfer':
      return askForTransfer(input, nurse, now);
    case 'keep':
      return keepOwnVisit(input.orderId, nurse, now);
    case 'ill':
      return fallIll(nurse, now);
  }
});
