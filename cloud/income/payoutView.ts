/** A transfer as the nurse sees it. */
import type { PayoutView } from '#contract/ownIncome';
import { problemWords } from '#domain/payment/statement/transferProblems';
import { merchant } from '../weChatPay/merchant';
import type { Payout } from './payouts';

export function payoutView(payout: Payout): PayoutView {
  const { _id, amountFen, packageInfo, problem, createdAt, endedAt } = payout;
  const state = shownAs(payout);
  const { mchid, appid } = merchant();
  return {
    ...{ payoutId: _id, amountFen, state, at: endedAt ?? createdAt },
    transfer: state === 'confirm' ? { mchId: mchid, appId: appid, package: packageInfo } : null,
    problem: problem === '' ? '' : problemWords(problem),
  };
}

function shownAs({ state, bill, packageInfo }: Payout): PayoutView['state'] {
  if (state === 'succeeded') return 'arrived';
  if (state === 'failed') return 'failed';
  if (state !== 'underway') return 'asking';
  return bill === 'WAIT_USER_CONFIRM' && packageInfo !== '' ? 'confirm' : 'arriving';
}
