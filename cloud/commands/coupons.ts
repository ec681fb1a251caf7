/** Operators give a coupon, open a campaign, close it. */
import type { CommandInput } from '#contract/runCommand';
import { assertSensible, type Campaign } from '#domain/payment/coupons/campaign';
import { compensationCoupon } from '#domain/payment/coupons/issue';
import { yuan } from '#domain/payment/fen';
import { Refusal } from '#domain/refusal';
import { answerRow, type CommandRow } from '../commandRows';
import { enqueue } from '../outbox';
import { orderById } from '../orders';
import { operations } from '../settings';
import { transact } from '../transact';
import { toldOfCoupon } from '../wallet/compensation';
import { couponIdFor } from '../wallet/coupons';

type Command<K extends CommandInput['kind']> = Extract<CommandInput, { kind: K }>;

export function runCouponCommand(
  command: Command<'issueCoupon' | 'openCampaign' | 'closeCampaign'>,
  row: CommandRow,
  now: number,
): Promise<void> {
  switch (command.kind) {
    case 'issueCoupon':
      return issue(command, row, now);
    case 'openCampaign':
      return open(command, row, now);
    case 'closeCampaign':
      return close(command, row, now);
  }
}

/** O-10. The same row twice is one coupon: the row is answered once, and the coupon's id is the row's. */
async function issue({ orderId, amountFen }: Command<'issueCoupon'>, row: CommandRow, now: number): Promise<void> {
  const [order, p] = await Promise.all([orderById(orderId), operations(now)]);
  const whom = { _id: couponIdFor('command', row._id), userId: order.patientUserId, now };
  const coupon = compensationCoupon(whom, amountFen, p.coupons);
  await transact(async (transaction) => {
    await transaction.add('coupons', coupon);
    await enqueue(transaction, toldOfCoupon(order, amountFen), { orderId, cause: `coupon:${row._id}`, now });
    await answerRow(transaction, row, 'done', `已发 ${yuan(amountFen)} 券`, now);
  });
}

async function open(command: Command<'openCampaign'>, row: CommandRow, now: number): Promise<void> {
  const { kind: _kind, claimFrom, leastFen = 0, serviceCodes = [], perAccount = 1, ...wish } = command;
  const campaign: Campaign = {
    ...{ _id: row._id, ...wish, leastFen, serviceCodes, perAccount, claimFrom: claimFrom ?? now },
    ...{ committedFen: 0, issued: 0, used: 0, state: 'open', openedBy: row.requestedBy, openedAt: now },
  };
  assertSensible(campaign);
  await transact(async (transaction) => {
    await transaction.add('couponCampaigns', campaign);
    await answerRow(transaction, row, 'done', `活动已开：${campaign.title}`, now);
  });
}

async function close({ campaignId }: Command<'closeCampaign'>, row: CommandRow, now: number): Promise<void> {
  await transact(async (transaction) => {
    const campaign = await transaction.get<Campaign>('couponCampaigns', campaignId);
    if (!campaign) throw new Refusal('NOT_FOUND', { campaignId });
    await transaction.put('couponCampaigns', { ...campaign, state: 'closed' });
    await answerRow(transaction, row, 'done', `活动已停：${campaign.title}`, now);
  });
}
