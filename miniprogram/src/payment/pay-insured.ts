import type { InsuranceReply, OwnInsuranceInput, SettledView } from '#contract/ownInsurance';
import { AppError } from '@/cloud/app-error';
import { call } from '@/cloud/call';
import { strings } from '@/strings/insurance';
import { lookFor } from './pay';
import { requestInsured } from './request-insured';
import { showVoucher } from './voucher';

/** What the office settled: asked for anew only where nothing is open. Until it has answered there is nothing to show. */
export async function settleInsurance(orderId: string): Promise<SettledView | null> {
  const { voucher, settled } = await ask({ kind: 'insurance', orderId });
  if (settled) return settled;
  const authCode = await showVoucher(voucher);
  if (authCode === null) throw new AppError('DEVICE', strings.notShown);
  return (await ask({ kind: 'settleInsurance', orderId, authCode })).settled;
}

async function ask(input: OwnInsuranceInput): Promise<InsuranceReply> {
  const reply = await call('ownMoney', input);
  if (reply.kind !== 'insurance') throw new Error(`asked about the insurance, got ${reply.kind}`);
  return reply;
}

/** Both parts; as with every payment only the server's word counts. */
export async function payInsured(orderId: string, settled: SettledView, look: () => void): Promise<void> {
  const { govFen, selfFen, otherFen, cashFen } = settled;
  const { paidFen } = await call('readOrder', { orderId });
  const outcome = await requestInsured(settled);
  await lookFor(orderId, paidFen + govFen + selfFen + otherFen + cashFen, outcome, look);
}
