import type { OwnPackagesInput, OwnPackagesReply } from '#contract/ownPackages';
import { AppError } from '@/cloud/app-error';
import { call } from '@/cloud/call';
import { lookUntilPaid } from './look-until-paid';
import { requestPayment } from './request-payment';

type Asked = Exclude<OwnPackagesInput, { kind: 'buyPackage' }>;
type Wish = Omit<Extract<OwnPackagesInput, { kind: 'buyPackage' }>, 'kind'>;

export async function askPackages(input: Asked): Promise<OwnPackagesReply> {
  const answer = await call('ownMoney', input);
  if (answer.kind !== 'packages') throw new AppError('INTERNAL', `${input.kind}: ${answer.kind}`);
  return answer;
}

/** Buys a package: after the phone's sheet the server is asked until it has the money, or says that there was none. */
export async function payPackage(wish: Wish): Promise<OwnPackagesReply> {
  const asked = await call('ownMoney', { kind: 'buyPackage', ...wish });
  if (asked.kind !== 'buyPackage') throw new AppError('INTERNAL', `buyPackage: ${asked.kind}`);
  const outcome = await requestPayment(asked.payment, asked.amountFen);
  await lookUntilPaid(outcome, async () => {
    const { packages } = await askPackages({ kind: 'packages' });
    return packages.some(({ packageId }) => packageId === asked.packageId);
  });
  return askPackages({ kind: 'packages' });
}
