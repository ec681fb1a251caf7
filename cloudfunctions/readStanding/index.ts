/** A nurse reads how her stars came about, number by number, and what she must renew; or appeals against an entry. */
import { ReadStanding, type ReadStandingReply } from '#contract/readStanding';
import { fromNurse } from '#cloud/doors/fromMiniProgram';
import { appeal, standingView } from '#cloud/standing/standingView';

export const main = fromNurse(ReadStanding, async (input, nurse, now): Promise<ReadStandingReply> => {
  if (input.kind === 'appeal') await appeal(nurse._id, input.itemId, input.text, now);
  return standingView(nurse, now);
});
