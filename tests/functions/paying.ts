/** Steps around money that several tests share; each through the real functions and the stand-in of WeChat Pay. */
import type { PaymentPart } from '#contract/orders';
import type { PayOrderReply } from '#contract/payOrder';
import type { Reply } from '#contract/reply';
import { balances, type Entry } from '#domain/payment/ledger';
import { FAMILIES, TOMORROW_TEN } from './people';
import { accepted } from './story';
import type { As, World } from './world';

const HOUR = 3_600_000;
let taken = 0;

/** Two hours apart, five a day, so that nurse 1 is never busy and never tired; at least a day and a bit from now. */
export function anotherSlot(world: World): number {
  for (;;) {
    const [day, place] = [Math.floor(taken / 5), taken % 5];
    taken += 1;
    const startAt = TOMORROW_TEN + day * 24 * HOUR + (place * 2 - 1) * HOUR;
    if (startAt > world.now() + 24.5 * HOUR) return startAt;
  }
}

/** Nurse 1 accepted, nothing is paid. */
export const unpaid = (world: World): Promise<string> => accepted(world, { startAt: anotherSlot(world) });

export const pay = (
  world: World,
  orderId: string,
  part: PaymentPart,
  as: As = FAMILIES[0],
): Promise<Reply<PayOrderReply>> => world.call<PayOrderReply>('payOrder', { orderId, part }, as);

export const asked = (world: World, orderId: string, part: PaymentPart): Promise<PayOrderReply> =>
  world.ok<PayOrderReply>('payOrder', { orderId, part }, FAMILIES[0]);

/** The payer confirms the sheet; the notification has been delivered when this answers. */
export async function confirmSheet({ cloud }: World, { payment }: PayOrderReply): Promise<void> {
  const { wechatPay } = cloud.standIns;
  await wechatPay.confirm({ appId: wechatPay.account.appid, ...payment });
  await wechatPay.tick();
}

/** The next refund does not arrive by itself: what is asserted meanwhile does not depend on how fast the payer's bank is. */
export const nextRefundWaits = ({ cloud }: World): void => {
  cloud.standIns.wechatPay.script({ refund: 'stuck', times: 1 });
};

export async function paid(world: World, part: 'deposit' | 'full'): Promise<string> {
  const orderId = await unpaid(world);
  await confirmSheet(world, await asked(world, orderId, part));
  return orderId;
}

/** What stands in the books for one order. */
export async function standing(world: World, orderId: string): Promise<Record<string, number>> {
  return balances(await world.find<Entry>('ledgerEntries', { orderId }));
}
